"""How the costs of the engine grow: with pages, examples, claims, and claims on one page.

The examples import nothing, so that what is measured is the engine.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench.corpus import Page, corpus
from bench.cost import Cost, cost
from bench.engine import Evidoc, forget
from bench.floors import BareMkDocs
from bench.sites import Server

# Of each series the sizes, and the site of a size: pages, examples and claims.
SERIES: dict[str, tuple[tuple[int, ...], Callable[[int], list[Page]]]] = {
    "pages": (
        (10, 100, 500),
        lambda n: corpus(pages=n, examples=n, claims=2 * n, torch=False),
    ),
    "examples": (
        (24, 200, 2000),
        lambda n: corpus(pages=20, examples=n, claims=20, torch=False),
    ),
    "claims": (
        (100, 1000, 10000),
        lambda n: corpus(pages=20, examples=20, claims=n, torch=False),
    ),
    "claims of one page": (
        (20, 200, 2000),
        lambda n: corpus(pages=1, examples=1, claims=n, torch=False),
    ),
}
STEPS = ("run", "check", "update", "build")
EDITS = 2
ADDED = "A sentence of the edit {}."


def measure(
    folder: Path, engine: Evidoc, series: list[str], say: Callable[[str], None]
) -> dict[str, object]:
    """Measure every step at every size once."""
    table: dict[str, dict[str, dict[str, dict[str, float]]]] = {}
    for name in series:
        sizes, site = SERIES[name]
        table[name] = {}
        for size in sizes:
            root = folder / f"{name}-{size}".replace(" ", "-")
            pages = site(size)
            engine.write(root, pages)
            table[name][str(size)] = row = _steps(engine, root, size)
            if name == "pages":
                row["reload"] = {"wall": _reload(engine, root, pages)}
                bare = BareMkDocs()
                bare.write(folder / f"bare-{size}", pages)
                row["bare reload"] = {"wall": _reload(bare, folder / f"bare-{size}", pages)}
            told = ", ".join(
                f"{step} {each.get('cpu', each['wall']):.2f}" for step, each in row.items()
            )
            say(f"scale {name} {size}: {told}")
    return {"series": table, "versions": engine.versions()}


def _steps(engine: Evidoc, root: Path, size: int) -> dict[str, dict[str, float]]:
    """Return the cost of each step: from no record, with nothing remembered but the records."""
    commands = {
        "run": engine.command("run"),
        "check": engine.command("check"),
        "update": engine.command("update"),
        "build": engine.build(strict=True),
    }
    row = {}
    for step, command in commands.items():
        forget(root)
        done = cost(command, root, engine.variables())
        if done.status:
            raise RuntimeError(f"{step} of {size} failed\n{done.output[-2000:]}")
        row[step] = _sample(done)
    return row


def _sample(done: Cost) -> dict[str, float]:
    return {
        "cpu": round(done.cpu, 2),
        "wall": round(done.wall, 2),
        "memory": round(done.memory),
    }


def _reload(peer: BareMkDocs, root: Path, pages: list[Page]) -> float:
    """Return the shortest time until a sentence that was added to a page is served."""
    file = root / "docs" / f"{pages[0].name}.md"
    text = file.read_text("utf-8")
    walls = []
    with Server(peer, root) as server:
        server.until(pages[0])
        for number in range(EDITS):
            added = ADDED.format("abcdefgh"[number])
            begin = server.rest()
            file.write_text(f"{text}\n{added}\n", "utf-8")
            server.until(pages[0], added)
            walls.append(server.clock() - begin)
    return round(min(walls), 2)
