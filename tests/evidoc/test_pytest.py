"""``pytest --evidoc``: examples, pages and documents as tests that fail in plain words."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from evidoc.pytest import dealt
from small_site import Site

ROOT = Path(__file__).parents[2]
ITEMS = [
    "evidoc.toml::project",
    "evidoc.toml::docs/en/index.md",
    "evidoc.toml::docs/en/size.md",
    "evidoc.toml::docs/ko/index.md",
    "evidoc.toml::docs/ko/size.md",
    "evidoc.toml::conv/quiet:ko,en",  # which do the same in it
    "evidoc.toml::conv/span:ko",
    "evidoc.toml::conv/span:en",
]


def run_pytest(site: Site, *arguments: str) -> tuple[int, str]:
    # Those of other plugins that it needs alone: to load all takes longer than what it runs.
    plugins = ["-p", "evidoc.pytest", *(["-p", "xdist.plugin"] if "-n" in arguments else [])]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, *arguments],
        cwd=site.root,
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "PYTEST_ADDOPTS": "",
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "PYTHONPATH": str(ROOT / "scripts"),
        },
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("extra", [{}, {"pytest.ini": "[pytest]\ntestpaths = tests\n"}])
def test_everything_is_collected_once(site: Site, extra: dict[str, str]) -> None:
    site.add({**extra, "tests/test_own.py": "def test_own():\n    pass\n"})
    status, said = run_pytest(site, "--evidoc", "--collect-only", "-q")
    listed = re.findall(r"^\S+::.*$", said, re.MULTILINE)
    assert (status, sorted(listed)) == (0, sorted([*ITEMS, "tests/test_own.py::test_own"])), said
    assert run_pytest(site, "--collect-only", "-q")[1].count("::") == 1


def test_a_true_site_passes_on_several_workers(site: Site) -> None:
    status, said = run_pytest(site, "--evidoc", "-q", "-n", "2")
    assert (status, f"{len(ITEMS)} passed" in said) == (0, True), said


def test_workers_share_one_fork_server(site: Site) -> None:
    site.write("snippets/conv/quiet.py", "import os\n\ntaps = 9\nprint(os.getppid() > 1)\n")
    site.write(
        "conftest.py",
        "import multiprocessing.forkserver as servers, os, pathlib\n\n\n"
        "def pytest_sessionfinish(session):\n"
        "    has_server = servers._forkserver._forkserver_pid is not None\n"
        "    pathlib.Path(f'ended-{os.getpid()}').write_text(str(has_server))\n",
    )
    assert site.evidoc("run").exit_code == 0
    status, said = run_pytest(site, "--evidoc", "-q", "-n", "2", "-k", "quiet or span")
    assert (status, "3 passed" in said) == (0, True), said
    servers = [path.read_text() for path in site.root.glob("ended-*")]
    assert sorted(servers) == ["False", "False", "True"]  # two workers and their controller


def test_failures_say_what_differs(site: Site) -> None:
    site.replace("docs/en/index.md", "17×17", "17×18")
    site.replace("snippets/shapes.py", "+ 1", "+ 2")
    status, said = run_pytest(site, "--evidoc", "-q", "-k", "index or span or project")
    assert status == 1
    assert "docs/en/index.md:9:14: shows 18, computed 17 (reach, reach) [evidoc update]" in said
    assert "-The span is 17 cells\n+The span is 18 cells" in said
    assert "-폭은 17칸입니다\n+폭은 18칸입니다" in said
    assert "Traceback" not in said
    failed = set(re.findall(r"^FAILED (\S+)", said, re.MULTILINE))
    expected = {ITEMS[0], ITEMS[1], "evidoc.toml::conv/span:ko", "evidoc.toml::conv/span:en"}
    assert failed == expected
    site.replace("snippets/shapes.py", "+ 2", "+ 1")
    status, said = run_pytest(site, "--evidoc", "-q", "--lf", "-x", "-k", "span")
    assert (status, "2 passed" in said) == (0, True), said


def test_a_figure_that_differs_is_saved(site: Site) -> None:
    drawing = 'import matplotlib.pyplot as plt\nplt.figure("line")\nplt.plot([1, 2])\n'
    site.write("snippets/conv/quiet.py", "taps = 9\n" + drawing)
    assert site.evidoc("run").exit_code == 0
    site.replace("snippets/conv/quiet.py", "[1, 2]", "[2, 1]")
    status, said = run_pytest(site, "--evidoc", "-q", "evidoc.toml::conv/quiet:ko,en")
    assert status == 1
    # Under CI pytest repeats a failure's whole message in its summary.
    named = dict.fromkeys(re.findall(r"^(?:recorded|now): (.*)$", said, re.MULTILINE))
    saved = [Path(each) for each in named]
    assert [path.parent.name for path in saved] == ["recorded", "now"], said
    assert said.count("conv/quiet now gives another result (ko)") >= 1
    assert said.count("conv/quiet now gives another result (en)") >= 1
    (failure,) = re.findall(r"^_+ conv/quiet:ko,en _+$(.*?)^=", said, re.MULTILINE | re.DOTALL)
    assert failure.count("recorded: ") == failure.count("now: ") == 1, said
    one, other = (path.read_bytes() for path in saved)
    assert one != other
    assert one.startswith(b"<")


def test_a_failure_shows_what_was_written_to_standard_error(site: Site) -> None:
    site.write("snippets/conv/quiet.py", "import warnings\n\nwarnings.warn('old')\ntaps = 8\n")
    status, said = run_pytest(site, "--evidoc", "-q", "-k", "quiet")
    assert status == 1
    assert "Captured stderr call" in said
    assert said.count("snippets/conv/quiet.py:3: UserWarning: old") == 1, said


def test_what_takes_long_is_marked_and_comes_first(site: Site) -> None:
    long = "# evidoc: seconds=61\ntaps = 9\n"
    site.write("snippets/conv/quiet.py", long)
    site.add({"test_own.py": "import pytest\n\n\n@pytest.mark.long\ndef test_own(): ...\n"})
    arguments = ("--evidoc", "--strict-markers", "--collect-only", "-q")
    listed = re.findall(r"^\S+::.*$", run_pytest(site, *arguments)[1], re.MULTILINE)
    assert set(listed[:2]) == {"test_own.py::test_own", "evidoc.toml::conv/quiet:ko,en"}
    assert len(listed) == len(ITEMS) + 1
    said = run_pytest(site, *arguments, "-m", "not long")[1]
    assert f"{len(ITEMS) - 1}/{len(ITEMS) + 1} tests collected (2 deselected)" in said


class Item:
    """Stands for a test of which only its name and its limit matter."""

    def __init__(self, name: str) -> None:
        self.name = name
        seconds = name.strip("abcdef")
        self.marker = pytest.mark.long(int(seconds)).mark if seconds else None

    def get_closest_marker(self, _: str) -> object:
        return self.marker


@pytest.mark.parametrize(
    ("items", "workers", "order"),
    [
        ("a b c", 2, "a b c"),
        ("a 9 b 70 c 8", 1, "70 9 8 a b c"),
        ("a 9 b 70 c 8 d", 2, "70 8 a b 9 c d"),
        ("9 70", 3, "70 9"),
    ],
)
def test_each_worker_begins_with_long_ones(items: str, workers: int, order: str) -> None:
    found = dealt([Item(name) for name in items.split()], workers)  # type: ignore[misc]
    assert " ".join(each.name for each in found) == order


def test_an_example_that_cannot_be_translated_fails_as_one(site: Site) -> None:
    site.replace("snippets/conv/ko.po", "{reach}칸", "{rich}칸")
    status, said = run_pytest(site, "--evidoc", "-q", "-k", "conv/span")
    assert (status, "1 failed" in said) == (1, True), said
    assert "snippets/conv/ko.po:" in said
    assert "Traceback" not in said


def test_without_settings_it_says_so(bare: Site) -> None:
    status, said = run_pytest(bare, "--evidoc")
    assert status == 4
    assert "evidoc.toml:1: not found" in said
