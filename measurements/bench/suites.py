"""The same examples run as tests: all of them, one after the other."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.corpus import Page, corpus
from bench.cost import cost
from bench.engine import Evidoc
from bench.peer import Peer, examples_of, put
from bench.results import rounded
from bench.sites import EXAMPLES, FIGURES
from bench.with_mkdocs import notebook

PYTEST = ["python", "-m", "pytest", "-q", "-p", "no:cacheprovider"]

RUNPY = """\
import os
import runpy
from pathlib import Path

os.environ["MPLBACKEND"] = "Agg"

import pytest


@pytest.mark.parametrize("path", sorted(map(str, Path("examples").glob("*.py"))))
def test_it_runs(path):
    runpy.run_path(path)
"""


class Runpy(Peer):
    """Runs each example in the process of the tests; compares nothing."""

    name = "runpy"
    environment = "tests"
    packages = ("pytest",)

    def write(
        self, root: Path, pages: Sequence[Page], modules: Mapping[str, str] | None = None
    ) -> None:
        put(root, {f"examples/{each.name}.py": each.source for each in examples_of(pages)})
        put(root, {"test_examples.py": RUNPY, **(modules or {})})

    def build(self, *, strict: bool = False) -> list[str]:
        del strict
        return [*PYTEST, "test_examples.py"]


class Notebooks(Runpy):
    """A notebook for each example, run by a plugin of pytest."""

    def __init__(self, plugin: str) -> None:
        self.name = plugin
        self.packages = (plugin, "ipykernel")

    def write(
        self, root: Path, pages: Sequence[Page], modules: Mapping[str, str] | None = None
    ) -> None:
        books = {f"{each.name}.ipynb": notebook([each]) for each in examples_of(pages)}
        put(root, {**books, **(modules or {})})

    def build(self, *, strict: bool = False) -> list[str]:
        del strict
        option = {"nbmake": "--nbmake", "nbval": "--nbval-lax"}[self.name]
        return [*PYTEST, option, "."]


class EvidocTests(Evidoc):
    """Runs each example again and compares it with its record, and checks each page."""

    def write(
        self, root: Path, pages: Sequence[Page], modules: Mapping[str, str] | None = None
    ) -> None:
        super().write(root, pages, modules)
        run = self.command("run")
        subprocess.run(
            [str(self.programs() / run[0]), *run[1:]],
            cwd=root,
            env=self.variables(),
            check=True,
            capture_output=True,
        )

    def build(self, *, strict: bool = False) -> list[str]:
        del strict
        return [*PYTEST, "--evidoc"]


def measure(
    folder: Path, other: Path | None, rounds: int, say: Callable[[str], None]
) -> dict[str, object]:
    """Run all suites in turns and return what they cost.

    Raises:
        RuntimeError: a suite did not run every example.
    """
    pages = corpus(pages=EXAMPLES, examples=EXAMPLES, figures=FIGURES)
    engines = [EvidocTests(), *([EvidocTests(other)] if other else [])]
    suites: list[Peer] = [Runpy(), *engines, Notebooks("nbmake"), Notebooks("nbval")]
    samples: dict[str, list[dict[str, float]]] = {each.name: [] for each in suites}
    versions: dict[str, str] = {}
    for number, suite in enumerate(suites):
        suite.write(folder / f"suite-{number}", pages)
        versions |= suite.versions()
    for _ in range(rounds):
        for number, suite in enumerate(suites):
            done = cost(suite.build(), folder / f"suite-{number}", suite.variables())
            if passed(done.output) < EXAMPLES:
                raise RuntimeError(f"{suite.name} did not pass\n{done.output[-2000:]}")
            samples[suite.name].append({"cpu": done.cpu, "wall": done.wall, "memory": done.memory})
            say(f"tests {suite.name:<28} cpu {done.cpu:.2f}  wall {done.wall:.2f}")
    table = {name: rounded(each) for name, each in samples.items()}
    return {"examples": EXAMPLES, "versions": versions, "suites": table}


def passed(output: str) -> int:
    """Return how many tests passed, those of pages among them; none if any did not."""
    last = output.strip().rpartition("\n")[2]
    found = re.search(r"(\d+) passed", last)
    return int(found[1]) if found and not re.search("failed|error|skipped", last) else 0
