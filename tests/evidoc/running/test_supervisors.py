"""One process serves many examples: what it promises of one holds for each."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from evidoc.core.model import Job, Outcome
from evidoc.running.isolate import HEAVY, Supervisors, preload
from evidoc.running.schedule import run_many
from evidoc.running.usage import descendants
from processes import those_with

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
WHOSE = "import os\nprint(os.getppid())"


@pytest.fixture
def supervisors() -> Iterator[Supervisors]:
    with Supervisors() as found:
        yield found


def job(source: str, seconds: float = 30) -> Job:
    return Job("a/b", "en", source, "x.py", seconds=seconds)


def served(outcome: Outcome) -> int:
    assert outcome.failure is None
    return int(outcome.text)


def test_one_serves_what_ends_well_and_is_gone_at_the_end() -> None:
    with Supervisors() as supervisors:
        first, second = (served(supervisors.run(job(WHOSE))) for _ in range(2))
        assert first == second
    assert not is_there(first)


FAULTS = {
    "raises": "1 / 0",
    "kills itself": "import os\nos.kill(os.getpid(), 9)",
    "does not end": "import time\ntime.sleep(99)",
    "floods": "while True: print('x' * 9999)",
}


@pytest.mark.parametrize("name", FAULTS)
def test_after_a_fault_comes_another(supervisors: Supervisors, name: str) -> None:
    first = served(supervisors.run(job(WHOSE)))
    assert supervisors.run(job(FAULTS[name], seconds=1)).failure
    assert not is_there(first)
    assert served(supervisors.run(job(WHOSE))) != first


def test_one_that_was_killed_while_it_waited_costs_no_example(supervisors: Supervisors) -> None:
    first = served(supervisors.run(job(WHOSE)))
    os.kill(first, signal.SIGKILL)
    while is_there(first):
        time.sleep(0.01)
    assert served(supervisors.run(job(WHOSE))) != first


def test_one_that_is_killed_while_an_example_runs_costs_that_one(supervisors: Supervisors) -> None:
    first = served(supervisors.run(job(WHOSE)))
    with ThreadPoolExecutor() as threads:
        lost = threads.submit(supervisors.run, job("import time\ntime.sleep(99)"))
        while not list(descendants(first)):
            time.sleep(0.01)
        os.kill(first, signal.SIGKILL)
        failure = lost.result().failure
    assert failure
    assert failure.message == "was lost: the process that watches it was killed"
    assert served(supervisors.run(job(WHOSE))) != first


PROBE = """
import atexit, os, random, signal, sys, tempfile, threading
import matplotlib.pyplot as plt, numpy, torch
print(random.random(), numpy.random.rand(), torch.rand(1), os.getcwd(), os.listdir(), os.umask(0))
print(sorted(os.environ), os.listdir("/tmp"), os.listdir("/dev/shm"), os.nice(0))
print(len(sys.modules), threading.active_count(), signal.getsignal(signal.SIGTERM))
print(sorted(map(int, os.listdir("/proc/self/fd"))), atexit._ncallbacks())
print(plt.rcParams["font.size"], os.getsid(0) == os.getppid())
plt.plot([1, 2])
"""
CHANGES = """
import os, random, signal, subprocess, sys, tempfile
import matplotlib.pyplot as plt, numpy, torch
random.seed(9); numpy.random.seed(9); torch.manual_seed(9)
os.umask(0o777); os.nice(5); os.environ["MINE"] = "x"
open("mine", "w"); open("/dev/shm/mine", "w"); tempfile.mkdtemp()
signal.signal(signal.SIGTERM, signal.SIG_IGN)
plt.rcParams["font.size"] = 40
sys.modules["json"] = None
stays = [sys.executable, "-c", "import time; time.sleep(99)", "MARK"]
subprocess.Popen(stays, start_new_session=True)
print(os.getppid())
"""


def test_nothing_of_an_example_reaches_the_next(supervisors: Supervisors) -> None:
    preload(HEAVY)
    before = supervisors.run(job(PROBE))
    assert before.failure is None
    mark = f"evidoc-left-{time.monotonic_ns()}"
    served(supervisors.run(job(CHANGES.replace("MARK", mark))))
    assert those_with(mark) == []
    after = supervisors.run(job(PROBE))
    assert (after.text, after.figures) == (before.text, before.figures)


def test_a_run_takes_one_for_each_worker_and_leaves_none() -> None:
    jobs = [Job(f"a/b{n}", "en", WHOSE, "x.py", seconds=30) for n in range(8)]
    used = {served(outcome) for _, outcome in run_many(jobs, workers=2)}
    assert len(used) <= 2
    assert not any(map(is_there, used))


ABANDONED = """
from evidoc.core.model import Job
from evidoc.running.schedule import run_many
jobs = [Job(f"a/b{n}", "en", "print(1)", "x.py", seconds=30) for n in range(2)]
some = run_many(jobs, workers=1)
print(next(some)[1].text)
"""


def test_a_run_that_is_left_midway_ends_with_its_process() -> None:
    done = subprocess.run([sys.executable, "-c", ABANDONED], capture_output=True, timeout=100)
    assert (done.stdout, done.returncode) == (b"1\n\n", 0)


def is_there(pid: int) -> bool:
    return os.path.exists(f"/proc/{pid}/root")
