from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from evidoc.core.model import Job, Outcome
from evidoc.running import child, isolate
from evidoc.running.confine import HOME
from evidoc.running.isolate import run_one


def run(source: str, **settings: object) -> Outcome:
    isolate.preload(isolate.HEAVY)
    return run_one(Job("topic/name", "en", source, "snippets/topic/name.py", **settings))  # type: ignore[arg-type]


# Program, what it prints.
PRINTED = {
    "Hangul": ("print('안녕')", "안녕\n"),
    "child process": ("import os\nprint(1)\nos.system('echo 2')\nprint(3)", "1\n2\n3\n"),
    "C code": (
        "import ctypes\nlibc = ctypes.CDLL(None)\nlibc.puts(b'x')\nlibc.fflush(None)",
        "x\n",
    ),
    "good exit": ("import sys\nprint(1)\nsys.exit(0)", "1\n"),
    "as a program": ("if __name__ == '__main__': print(1)", "1\n"),
    "pickles its own": (
        "import pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))).__name__)",
        "A\n",
    ),
    "standard error is not output": ("import sys\nprint(1, file=sys.stderr)", ""),
    "as a file": (
        "import os\nprint(os.path.isdir(os.path.dirname(__file__)), open(__file__).read()[:6])",
        "True import\n",
    ),
    "threads and exit handlers": (
        "import atexit, threading, time\natexit.register(print, 'goodbye')\n"
        "threading.Thread(target=lambda: (time.sleep(0.2), print('worker'))).start()\n"
        "print('main')",
        "main\nworker\ngoodbye\n",
    ),
    "own folder": (
        "import os\nprint(os.getcwd(), os.listdir())",
        f"{HOME}/evidoc ['topic']\n",
    ),
    "one thread": ("import torch\nprint(torch.get_num_threads())", "1\n"),
    "loader workers": (
        "import torch\nfrom torch.utils.data import DataLoader\n"
        "print(sum(int(b) for b in DataLoader(range(4), num_workers=1)))",
        "6\n",
    ),
}


@pytest.mark.parametrize("name", PRINTED)
def test_what_is_printed_is_captured(name: str) -> None:
    source, expected = PRINTED[name]
    outcome = run(source)
    assert outcome.failure is None
    assert outcome.text == expected


# Program, message, line; each had printed "before".
FAILED = {
    "raises": ("print('before')\n\n1 / 0", "ZeroDivisionError: division by zero", 3),
    "raises in a function": ("print('before')\ndef f():\n    {}[1]\nf()", "KeyError: 1", 3),
    "status": ("print('before')\nraise SystemExit(3)", "ended with status 3", 2),
    "a command that failed and said why": (
        "import subprocess\nprint('before')\n"
        "subprocess.run(['cat', 'no'], check=True, capture_output=True)",
        "CalledProcessError: Command '['cat', 'no']' returned non-zero exit status 1. "
        "(cat: no: No such file or directory)",
        3,
    ),
    "aborts": ("import os\nprint('before')\nos.abort()", "was killed by SIGABRT", 3),
    "segmentation fault": (
        "import ctypes\nprint('before')\nctypes.string_at(0)",
        "was killed by SIGSEGV",
        3,
    ),
    "ends at once": (
        "import os\nprint('before')\nos._exit(4)",
        "ended at once with status 4: it calls os._exit or os.exec, or has closed or replaced what "
        "its result goes through",
        None,
    ),
    "never ends": ("print('before')\nwhile True: pass", "did not end within 1 s", 2),
    "memory": ("print('before')\nx = bytearray(4 << 30)", "MemoryError", 2),
    "network": (
        "import socket\nprint('before')\nsocket.create_connection(('192.0.2.1', 9))",
        "OSError: [Errno 101] Network is unreachable (examples have no network)",
        3,
    ),
}


@pytest.mark.parametrize("name", FAILED)
def test_a_fault_is_reported_with_its_line_and_what_was_printed(name: str) -> None:
    source, message, line = FAILED[name]
    outcome = run(source, seconds=1 if name == "never ends" else 30)
    assert outcome.failure is not None
    assert (outcome.failure.message, outcome.failure.line) == (message, line)
    assert outcome.text == "before\n"


def test_a_flood_is_stopped() -> None:
    outcome = run("while True: print('x' * 1000)", output=10_000)
    assert outcome.failure is not None
    assert outcome.failure.message == "printed more than 10000 bytes"
    assert len(outcome.text) == 10_000


def test_a_limit_kills_the_whole_process_group() -> None:
    source = (
        "import subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(300)'])\n"
        "print(child.pid, flush=True)\nchild.wait()"
    )
    outcome = run(source, seconds=2)
    assert outcome.failure is not None
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", outcome.text.strip()], capture_output=True, text=True
    ).stdout
    assert state.strip() in ("", "Z", "Zs", "ZN")


NEEDED: list[tuple[set[str], set[str]]] = [
    (set(), set()),
    ({"numpy"}, {"numpy", "matplotlib"}),
    ({"pandas", "sklearn"}, {"numpy", "matplotlib"}),
    ({"torch"}, {"numpy", "matplotlib", "torch"}),
    ({"strange"}, {"numpy", "matplotlib", "torch"}),
    ({"torch", "torch.optim"}, set(isolate.HEAVY)),
]


@pytest.mark.parametrize(("libraries", "needed"), NEEDED)
def test_what_is_needed_is_imported_before(libraries: set[str], needed: set[str]) -> None:
    assert isolate._needed_by(libraries) == needed


def test_a_server_that_lacks_something_starts_again() -> None:
    isolate.preload(())
    assert run("import torch\nprint(torch.rand(1).item() == torch.rand(1).item())").failure is None
    server = isolate.forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    isolate.preload({"torch"})
    assert isolate.forkserver._forkserver._forkserver_pid == server  # type: ignore[attr-defined]


def test_two_runs_are_alike_and_apart() -> None:
    source = (
        "import random, numpy, torch\n"
        "print(random.random(), numpy.random.rand(), torch.rand(1).item(), hash('x'))\n"
        "open('left', 'w').close()\nimport os\nprint(sorted(os.listdir()))"
    )
    assert run(source).text == run(source).text


def test_a_program_begins_with_the_state_that_a_seed_sets() -> None:
    source = "import torch\nfirst = torch.rand(3).tolist()\ntorch.manual_seed(0)\n"
    assert run(f"{source}print(first == torch.rand(3).tolist())").text == "True\n"


def test_each_font_makes_its_own_figures_whatever_font_came_first() -> None:
    source = "import matplotlib.pyplot as plt\nprint(*plt.rcParams['font.family'])\nplt.plot([1])"
    nanum = "koreanize-matplotlib:koreanize_matplotlib/fonts/NanumGothic.ttf"
    for font, name in (("", "DejaVu Sans"), (nanum, "NanumGothic"), ("", "DejaVu Sans")):
        outcome = run(source, font=font)
        assert (outcome.failure, outcome.text) == (None, f"{name}\n")
        assert f"font-family:'{name}'" in outcome.figures[0].svg


@pytest.mark.parametrize("font", ["nosuch:x.ttf", "koreanize-matplotlib:nothing.ttf"])
def test_a_font_that_is_not_there_fails_what_draws_and_spoils_no_server(font: str) -> None:
    code = (
        "from evidoc.core.model import Job\nfrom evidoc.running import isolate\n"
        "isolate.preload({'numpy'})\n"
        f"for font in ({font!r}, ''):\n"
        "    source = 'import matplotlib.pyplot as plt\\nplt.plot([1])'\n"
        "    outcome = isolate.run_one(Job('t/n', 'en', source, 'x.py', font=font))\n"
        "    print(len(outcome.figures), outcome.failure and outcome.failure.message)\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    failed, drawn = said.stdout.splitlines()
    assert failed.startswith(f"0 draws in the font {font!r}, which fails: "), said.stderr
    assert drawn == "1 None"


def test_the_collector_looks_for_what_the_program_leaves_alone() -> None:
    source = (
        "import gc, weakref\n"
        "class Loop: pass\n"
        "loop = Loop()\nloop.me, gone = loop, weakref.ref(loop)\ndel loop\n"
        "print(gc.isenabled(), len(gc.get_objects()) < 20_000 < gc.get_freeze_count())\n"
        "gc.collect()\nprint(gone())"
    )
    assert run(source).text == "True True\nNone\n"


def test_modules_and_data_lie_beside_the_program() -> None:
    files = (("helper.py", b"def f(): return open('data/x.txt').read()\n"), ("data/x.txt", b"9"))
    outcome = run("import helper\nprint(helper.f())", files=files)
    assert outcome.text == "9\n"


def test_a_fault_in_a_module_names_both_places() -> None:
    outcome = run(
        "import helper\nhelper.f()",
        files=(("helper.py", b"def f():\n    raise ValueError('no')\n"),),
    )
    assert outcome.failure is not None
    assert outcome.failure.message == "ValueError: no (in helper.py:2)"
    assert outcome.failure.line == 2


def test_values_are_read_from_the_namespace() -> None:
    outcome = run(
        "from fractions import Fraction\na = Fraction(1, 3)\nb = [1, 2]",
        values=("a", "sum(b)", "a < 1"),
    )
    assert outcome.values == {"a": ["1/3"], "sum(b)": [3], "a < 1": [True]}


def test_a_value_that_cannot_be_read_is_named_and_spoils_no_other() -> None:
    outcome = run("a = 1\nb = 'x'\nd = object()", values=("a", "b", "c", "d"))
    assert outcome.failure is None
    assert outcome.values == {"a": [1]}
    assert outcome.unusable.keys() == {"b", "c", "d"}
    assert "not a number" in outcome.unusable["b"]
    assert "NameError" in outcome.unusable["c"]
    assert outcome.unusable["d"] == "<object object> is of type object, not a number"


def test_tables_are_read_from_the_namespace() -> None:
    assert run("rows = [('d', 'n'), (1, 2.5)]", tables=("rows",)).tables == {
        "rows": [["d", "n"], [1, 2.5]]
    }


def test_only_what_is_imported_counts_as_environment() -> None:
    assert list(run("x = 1").environment) == ["Python"]
    environment = run("import torch, helper", files=(("helper.py", b"import numpy\n"),)).environment
    assert list(environment) == ["Python", "numpy", "torch"]
    assert re.fullmatch(r"[\d.]+", environment["torch"])


FALSE = """
import atexit, builtins, dataclasses, importlib.metadata, json, platform
import numpy
LIBRARY
importlib.metadata.version = importlib.metadata.Distribution.version = lambda *_: "9"
platform.python_version = lambda: "9"
json.dumps = json.JSONEncoder.encode = json.JSONEncoder.iterencode = lambda *_, **__: "{}"
dataclasses.replace = lambda *_, **__: None
atexit.register(setattr, builtins, "vars", lambda _: {})
"""


# What it imports: a distribution of that name, and one whose name is another.
@pytest.mark.parametrize(("module", "distribution"), [("numpy", "numpy"), ("yaml", "PyYAML")])
def test_no_program_falsifies_the_versions_by_what_it_replaces(
    module: str, distribution: str
) -> None:
    outcome = run(FALSE.replace("LIBRARY", f"import {module}"))
    assert outcome.failure is None
    assert outcome.environment == {
        "Python": platform.python_version(),
        "numpy": version("numpy").partition("+")[0],
        module: version(distribution).partition("+")[0],
    }


def test_nothing_outlives_the_caller() -> None:
    """The pipe ends with the caller, not with the fork server that it started."""
    code = (
        "from evidoc.running.isolate import Job, run_one\n"
        "print(run_one(Job('a/b', 'en', 'print(1)', 'x.py')).text, end='')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("1\n", "")


@pytest.mark.parametrize("before", [b"", b"{}", b"more than comes after"])
def test_a_result_takes_the_place_of_all_that_stood_there(
    before: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is never cut to nothing: ext4 would have its end wait for the disk."""
    cut: list[int] = []
    monkeypatch.setattr(
        child, "_cut", lambda file, size: cut.append(size) or os.ftruncate(file, size)
    )
    path = tmp_path / "result"
    path.write_bytes(before)
    descriptor = os.open(path, os.O_RDWR)
    try:
        child.hand_over(descriptor, b"the result")
    finally:
        os.close(descriptor)
    assert path.read_bytes() == b"the result"
    assert cut == [len(b"the result")]
