"""The benchmark counts what it says it counts; no test asserts a time."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest
from mkdocs.config import load_config

from bench.corpus import Example, Page, corpus, edited
from bench.cost import Tree, cost
from bench.course import without_engine
from bench.engine import Evidoc
from bench.environments import ROOT, variables
from bench.on_pages import missing
from bench.results import compact, described, merge, ratios, rounded
from bench.suites import passed
from bench.workers import in_turns

# Starts a process that works for half a second, and leaves it to itself.
LEAVES_AN_ORPHAN = """
import subprocess, sys
work = "import time\\nwhile time.process_time() < 0.5: pass"
subprocess.Popen([sys.executable, "-c", work], start_new_session=True)
print("left")
"""


def test_an_orphan_is_counted(tmp_path: Path) -> None:
    done = cost([sys.executable, "-c", LEAVES_AN_ORPHAN], tmp_path)
    assert done.status == 0
    assert done.output == "left\n"
    assert done.cpu > 0.5


def test_the_memory_of_children_is_counted(tmp_path: Path) -> None:
    fills = "import time; held = bytearray(b'x') * 80_000_000; time.sleep(1)"
    starts = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {fills!r}])"
    assert 80 < cost([sys.executable, "-c", starts], tmp_path).memory < 200
    assert cost([sys.executable, "-c", starts], tmp_path, memory=False).memory == 0


def test_a_command_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    sleeps = "import os, time; print(os.getpid(), flush=True); time.sleep(600)"
    starts = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {sleeps!r}])"
    done = cost([sys.executable, "-c", starts], tmp_path, seconds=3)
    assert not done.ended
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.output), 0)


def test_a_live_tree_tells_what_it_used(tmp_path: Path) -> None:
    works = (
        "import time\nwhile time.process_time() < 0.5: pass\nprint(1, flush=True); time.sleep(600)"
    )
    starts = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {works!r}])"
    with Tree([sys.executable, "-c", starts], tmp_path, os.environ) as tree:
        while not tree.output():
            time.sleep(0.05)
        assert tree.settled_cpu() > 0.4
        assert tree.running()
    assert not tree.running()


def test_the_corpus_shares_examples_and_claims_out() -> None:
    pages = corpus(pages=3, examples=7, figures=2, claims=8)
    assert [len(page.examples) for page in pages] == [3, 2, 2]
    assert [page.claims for page in pages] == [3, 3, 2]
    assert sum(each.figure for page in pages for each in page.examples) == 2


@pytest.mark.parametrize("torch", [False, True])
def test_examples_say_what_the_corpus_expects(torch: bool, tmp_path: Path) -> None:
    (page,) = corpus(pages=1, examples=1, torch=torch)
    (changed,) = edited([page], 500)
    for each in (page.examples[0], changed.examples[0]):
        done = cost([sys.executable, "-c", each.source], tmp_path)
        assert done.output.strip() == each.says
    assert page.examples[0].says != changed.examples[0].says


LONG = "x" * 3000
PAGE = Page("p", (Example("e", "", "the total is 12", figure=True),))


@pytest.mark.parametrize(
    ("html", "lacks"),
    [
        (f'<p>the total is <b></b>\n12 <img src="data:{LONG}">', "line"),
        (f'<p>the total is 12 <img src="data:{LONG}">', ""),
        (f"<p>the total is 12 <svg>{LONG}</svg>", ""),
        ('<p>the total is 12 <img src="figure.svg?v=1">', ""),
        ("<p>the total is 12", "figures"),
        ('<p>the total is 12 <img src="gone.svg">', "figures"),
        ("<p>the total is 12 <svg>an icon</svg>", "figures"),
        ('<p>the total is 12 <img src="_static/logo.svg">', "figures"),
        ("<p>the total is 13", "line"),
    ],
)
def test_a_page_without_its_text_or_figure_is_no_sample(
    html: str, lacks: str, tmp_path: Path
) -> None:
    (tmp_path / "p.html").write_text(html)
    (tmp_path / "_static").mkdir()
    for name in ("figure.svg", "_static/logo.svg"):
        (tmp_path / name).write_text(LONG)
    found = missing(tmp_path, [PAGE])
    assert (lacks in " ".join(found)) if lacks else not found


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("24 passed in 1.0s", 24),
        ("24 passed, 3 warnings in 1.0s", 24),
        ("23 passed, 1 failed in 1.0s", 0),
        ("23 passed, 1 skipped in 1.0s", 0),
        ("no tests ran in 0.1s", 0),
    ],
)
def test_a_suite_counts_when_all_of_it_passed(line: str, count: int) -> None:
    assert passed(f"....\n{line}\n") == count


def test_ratios_pair_the_rounds() -> None:
    assert ratios([2, 30, 4], [1, 10, 4]) == 2
    assert ratios([6], [1, 2, 3]) == 3


def test_medians_and_ratios_are_told() -> None:
    steps = {"cold": {"floor": {"cpu": [1, 2, 4]}, "engine": {"cpu": [3, 6, 40]}}}
    (floor, engine) = described(steps)
    assert floor.endswith("2.00   × 1.00")
    assert engine.endswith("6.00   × 3.00")


def test_a_part_replaces_itself_alone(tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    one, two = {"processor": "one"}, {"processor": "two"}

    def measured(machine: dict[str, str], **steps: dict[str, int]) -> dict[str, object]:
        return {"machine": machine, "versions": {}, "steps": steps}

    course = {"machine": one, "steps": 3}
    merge(file, {"sites": measured(one, cold={"a": 1, "b": 2}, warm={"a": 3}), "course": course})
    merge(file, {"sites": measured(one, cold={"b": 4})})
    known = json.loads(file.read_text())
    assert known["sites"]["steps"] == {"cold": {"a": 1, "b": 4}, "warm": {"a": 3}}
    assert known["course"] == course
    merge(file, {"sites": measured(two, warm={"a": 5})})
    assert json.loads(file.read_text())["sites"]["steps"] == {"warm": {"a": 5}}


def test_every_run_of_two_ways_begins_from_nothing(tmp_path: Path) -> None:
    pages = corpus(pages=1, examples=1, torch=False)
    samples = in_turns(Evidoc(), tmp_path, pages, {"plain": [], "one job": ["--jobs", "1"]}, 2)
    assert {way: len(each) for way, each in samples.items()} == {"plain": 2, "one job": 2}


def test_data_has_a_line_for_what_fits() -> None:
    value = {"short": [1, 2], "long": {f"key {n}": [n] * 20 for n in range(3)}}
    assert json.loads(compact(value)) == value
    assert compact(value).splitlines()[1] == ' "short": [1, 2],'


def test_samples_are_rounded_by_their_kind() -> None:
    samples = [{"cpu": 1.234, "memory": 99.6}, {"cpu": 2.345, "memory": 1.2}]
    assert rounded(samples) == {"cpu": [1.23, 2.35], "memory": [100, 1]}


def test_figures_of_notebooks_are_not_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "Agg")
    assert "MPLBACKEND" not in variables(Path(sys.executable).parent)


def test_bare_mkdocs_builds_the_course_without_the_engine(tmp_path: Path) -> None:
    names = without_engine(ROOT, tmp_path / "bare")
    assert names == ["mkdocs.en.yml", "mkdocs.yml"]
    for name in names:
        config = load_config(str(tmp_path / "bare" / name))
        assert list(config.plugins) == ["material/search"]
        assert "toc" in config.markdown_extensions
        assert not [each for each in config.markdown_extensions if "evidoc" in each]
        assert not config.hooks
