"""Several processes share one fork server: what the libraries cost is paid once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from multiprocessing.connection import Client

import pytest

from evidoc.core.model import Job, Outcome
from evidoc.running import isolate
from evidoc.running.isolate import run_one
from evidoc.running.schedule import run_many
from evidoc.running.shared import Guest, Host


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host()
    yield host
    host.close()


def job(source: str, name: str = "conv/a") -> Job:
    return Job(name, "en", source, f"snippets/{name}.py", seconds=30)


def run(address: str, *jobs: Job) -> list[Outcome]:
    with Guest(address, ()) as guest:
        done = dict(run_many(jobs, executor=guest))
    return [done[each] for each in jobs]


def test_a_host_runs_what_guests_send(host: Host) -> None:
    one, two = run(host.address, job("print('a')"), job("1 / 0", "conv/b"))
    assert one.text == "a\n"
    assert two.failure
    assert "ZeroDivisionError" in two.failure.message


def test_one_process_watches_one_example_after_the_other(host: Host) -> None:
    whose = "import os; print(os.getppid())"
    first, second = (run(host.address, job(whose, name))[0].text for name in ("conv/a", "conv/b"))
    assert first == second
    fails, third = (run(host.address, each)[0] for each in (job("1 / 0"), job(whose, "conv/c")))
    assert fails.failure
    assert third.text != first


def test_it_starts_anew_with_more_libraries_once_nothing_runs(host: Host) -> None:
    with Guest(host.address, ()) as slow, Guest(host.address, isolate.HEAVY) as heavy:
        assert slow.submit(run_one, job("print('before')")).result().text == "before\n"
        first = slow.submit(run_one, job("import time; time.sleep(1); print('slow')"))
        time.sleep(0.2)
        second = heavy.submit(run_one, job("import sys; print('torch' in sys.modules)", "conv/b"))
        assert first.result().text == "slow\n"
        assert second.result().text == "True\n"
    assert isolate.is_preloaded({"torch"})


def test_what_runs_for_a_guest_that_leaves_is_stopped(host: Host) -> None:
    key, _, path = host.address.partition("@")
    with Client(path, authkey=bytes.fromhex(key)) as guest:
        guest.send((job("import time; time.sleep(25)"), ()))
        with host.changed:
            assert host.changed.wait_for(lambda: host.running == 1, timeout=20)
    with host.changed:
        assert host.changed.wait_for(lambda: host.running == 0, timeout=20)


def test_who_does_not_know_the_secret_is_refused(host: Host) -> None:
    path = host.address.partition("@")[2]
    (refused,) = run(f"{'00' * 32}@{path}", job("print(1)"))
    assert refused.failure
    assert run(host.address, job("print(1)"))[0].text == "1\n"


def test_a_host_that_is_gone_is_told() -> None:
    host = Host()
    host.close()
    (outcome,) = run(host.address, job("print(1)"))
    assert outcome.failure
    assert "the process that runs it is gone" in outcome.failure.message
