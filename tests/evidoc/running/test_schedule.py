from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from evidoc.core.model import Job
from evidoc.running.schedule import run_many

JOBS = [Job(f"a/b{n}", "en", f"print({n}){'; 1 / 0' * (n == 2)}", "x.py") for n in range(4)]


@pytest.mark.parametrize("with_executor", [False, True])
def test_a_failure_costs_that_example_alone(with_executor: bool) -> None:
    executor = ThreadPoolExecutor(2) if with_executor else None
    results = {
        job.example: outcome for job, outcome in run_many(JOBS, executor=executor, workers=2)
    }
    assert {name: outcome.text for name, outcome in results.items()} == {
        f"a/b{n}": f"{n}\n" for n in range(4)
    }
    assert [name for name, outcome in results.items() if outcome.failure] == ["a/b2"]
    if executor:
        executor.shutdown()
