"""`make compare`: try what the engine and its peers do when something is wrong.

Every cell of the table comes from builds; they are written to snippets/data/compare.json.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import nbformat

from bench import features
from bench.cost import Cost
from bench.engine import Evidoc
from bench.environments import ROOT
from bench.features import Trial
from bench.on_pages import text_of
from bench.peer import Peer
from bench.results import compact
from bench.with_mkdocs import MarkdownExec, MkDocsJupyter
from bench.with_sphinx import MystNb, SphinxGallery

PATIENCE = 120.0  # seconds after which a build hangs
FILE = ROOT / "snippets" / "data" / "compare.json"

FAILS = "first = 1\nsecond = 2\nthird = 3\n\nraise ValueError('this example fails')\n"
COUNTS = "total = 3 * 4\nprint('the total', 'is', total)\n"
MARKS = "import uuid\n\nprint('made as', uuid.uuid4().hex)\n"


class Engine(Evidoc):
    """The engine as its users build: a strict build runs nothing, so the run comes first."""

    packages = ("evidoc", "mkdocs")

    def build(self, *, strict: bool = False) -> list[str]:
        """Return the command that builds the site."""
        command = super().build(strict=strict)
        first = " ".join(self.command("run"))
        return ["sh", "-c", f"{first} && {' '.join(command)}"] if strict else command


def peers() -> list[Peer]:
    """Return the engine and the tools that are compared with it."""
    return [Engine(), MarkdownExec(), MkDocsJupyter(), SphinxGallery(), MystNb()]


def place_named(trial: Trial) -> bool:
    """Whether a strict build that fails by an example names the example's file and line."""
    built = trial.build(FAILS, strict=True)
    sources = {
        path
        for folder, name in (("snippets", "*.py"), ("examples", "*.py"), ("docs", "page_*"))
        for path in (trial.root / folder).rglob(name)
        if "this example fails" in path.read_text("utf-8")
    }
    (source,) = sources
    # The line in the file, or in the block of code where the file counts otherwise.
    before = source.read_text("utf-8").partition("raise ValueError")[0]
    lines = {before.count("\n") + 1, FAILS.count("\n")}
    said = re.sub(r"\x1b\[[\d;]*m", "", built.output)
    names_line = any(re.search(rf"(?:\bline |:){number}\b", said) for number in lines)
    return built.status != 0 and source.name in said and names_line


def number_found(trial: Trial) -> bool:
    """Whether a strict build fails when a number in a sentence is not the one computed."""
    if (built := _stating(trial, 12)).status:
        raise RuntimeError(built.output[-2000:])
    return _stating(trial, 13).status != 0


def kept(trial: Trial) -> bool:
    """Whether a second build leaves what an unchanged example printed as it was."""
    return _marks(trial.build(MARKS), trial) == _marks(trial.build(MARKS), trial)


TRIALS: Mapping[str, Callable[[Trial], bool]] = {
    "failure": features.failure_fails,
    "place": place_named,
    "hang": features.hang_ended,
    "crash": features.crash_isolated,
    "isolation": features.isolated,
    "kept": kept,
    "module": features.module_noticed,
    "number": number_found,
}


def measure(peer: Peer, folder: Path) -> dict[str, object]:
    """Try everything with one peer; return its versions and what it does."""
    does = {}
    for name, trial in TRIALS.items():
        root = folder / name
        root.mkdir()
        does[name] = trial(Trial(peer, root))
        print(f"{peer.name:<16} {name:<10} {does[name]}", flush=True)
    return {"versions": peer.versions(), "does": does}


def _marks(built: Cost, trial: Trial) -> str:
    found = re.search(r"made as \w{32}", " ".join(text_of(trial.root / trial.peer.site).split()))
    if not found:
        raise RuntimeError(built.output[-2000:])
    return found[0]


def _stating(trial: Trial, total: int) -> Cost:
    """Build a page that states the example's total in a sentence, bound to it where that can be."""
    peer, write = trial.peer, trial.peer.write

    def with_sentence(root: Path, *args: object) -> None:
        write(root, *args)  # type: ignore[arg-type]
        _state(peer, root, total)

    peer.write = with_sentence  # type: ignore[method-assign]
    try:
        return trial.build(COUNTS, strict=True)
    finally:
        del peer.write


def _state(peer: Peer, root: Path, total: int) -> None:
    sentence = f"The example counts {total} in all."
    if isinstance(peer, MkDocsJupyter):
        path = root / "docs/page_first.ipynb"
        book = nbformat.reads(path.read_text("utf-8"), 4)
        book.cells.append(nbformat.v4.new_markdown_cell(sentence, id="sentence"))
        path.write_text(nbformat.writes(book), "utf-8")
        return
    if isinstance(peer, SphinxGallery):
        path, text = root / "examples/plot_first.py", f"\n# %%\n# {sentence}\n"
    else:
        path, text = root / "docs/page_first.md", f"\n{sentence}\n"
    if isinstance(peer, Evidoc):
        text = text.replace(str(total), f"[{total}]{{= first: total }}")
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def main(wanted: set[str]) -> None:
    """Try every peer, or those that are named; what is not tried again stays as it is."""
    features.PATIENCE = PATIENCE
    for peer in peers():
        if not wanted or peer.name in wanted:
            with tempfile.TemporaryDirectory(prefix="compare-") as root:
                merge(peer.name, measure(peer, Path(root)))
    print(f"written to {FILE.relative_to(ROOT)}")


def merge(name: str, found: object) -> None:
    """Put what was found of a tool into the file; the others stay."""
    known = json.loads(FILE.read_text("utf-8"))["tools"] if FILE.exists() else {}
    known[name] = found
    tools = {peer.name: known[peer.name] for peer in peers() if peer.name in known}
    python = ".".join(map(str, sys.version_info[:2]))
    table = {"python": python, "limit": features.LIMIT, "patience": int(PATIENCE), "tools": tools}
    FILE.write_text(compact(table) + "\n", "utf-8")


if __name__ == "__main__":
    main(set(sys.argv[1:]))
