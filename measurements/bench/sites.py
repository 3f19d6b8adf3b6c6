"""The same pages built by every peer: from nothing, again, and after an edit of one example.

The peers take turns step by step, in another order each round, so that what else the machine does
falls on all of them alike.
"""

from __future__ import annotations

import contextlib
import http.client
import shutil
import socket
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.corpus import Page, corpus, edited
from bench.cost import Cost, Tree, cost
from bench.engine import Evidoc
from bench.floors import BareMkDocs, OneProcess, Subprocesses
from bench.peer import Peer
from bench.results import rounded
from bench.with_mkdocs import MarkdownExec, MkDocsJupyter
from bench.with_sphinx import MystNb, SphinxGallery

EXAMPLES, FIGURES = 24, 12
STEPS = ("cold", "warm", "edit", "live")
SLOW = 40.0  # CPU seconds; what takes longer from nothing is measured once
PATIENCE = 100.0  # seconds until a live server has to show something

Sample = dict[str, float]


def peers(other: Path | None = None) -> list[Peer]:
    """Return everything that is compared."""
    return [
        OneProcess(),
        Subprocesses(),
        BareMkDocs(),
        Evidoc(),
        *([Evidoc(other)] if other else []),
        MarkdownExec(),
        SphinxGallery(),
        SphinxGallery(parallel=True),
        MkDocsJupyter(),
        MystNb(),
    ]


@dataclass
class Entrant:
    """A peer with its folder, the pages it has now and what it has cost so far."""

    peer: Peer
    root: Path
    pages: list[Page]
    samples: dict[str, list[Sample]] = field(default_factory=dict)

    def begin(self) -> None:
        """Start from nothing: sources alone."""
        shutil.rmtree(self.root, ignore_errors=True)
        self.peer.write(self.root, self.pages)

    def edit(self, factor: int) -> None:
        """Change one example."""
        self.pages = edited(self.pages, factor)
        self.peer.write(self.root, self.pages)

    def build(self) -> Cost:
        """Build, and make sure that everything is on the pages.

        Raises:
            RuntimeError: what is not.
        """
        done = cost(self.peer.build(), self.root, self.peer.variables())
        lacking = self.peer.missing(self.root, self.pages)
        if done.status or lacking:
            said = done.output[-2000:]
            raise RuntimeError(f"{self.peer.name}: status {done.status}, lacks {lacking}\n{said}")
        return done

    def keep(self, step: str, sample: Sample) -> None:
        """Remember a sample."""
        self.samples.setdefault(step, []).append(sample)


def compare(
    folder: Path,
    wanted: Sequence[Peer],
    steps: Sequence[str],
    rounds: int,
    say: Callable[[str], None],
) -> list[Entrant]:
    """Measure the steps of all peers, and return them with their samples."""
    pages = corpus(pages=EXAMPLES, examples=EXAMPLES, figures=FIGURES, claims=2 * EXAMPLES)
    entrants = [Entrant(peer, folder / f"site{n}", pages) for n, peer in enumerate(wanted)]
    for number in range(rounds):
        turn = number % len(entrants)
        for step in ("cold", "warm", "edit"):
            for entrant in [*entrants[turn:], *entrants[:turn]]:
                if step == "cold" and not _cold_again(entrant, number, steps):
                    continue
                if step != "cold" and step not in steps:
                    continue
                try:
                    _step(entrant, step, number, say)
                except RuntimeError as error:  # its row ends here; those of the others go on
                    say(f"{step:<5} FAILED {error}")
                    entrants = [each for each in entrants if each is not entrant]
    if "live" in steps:
        _live([each for each in entrants if each.peer.serve(0)], rounds, say)
    return entrants


def _cold_again(entrant: Entrant, number: int, steps: Sequence[str]) -> bool:
    """Return whether to build from nothing in this round; the first has to, for what follows."""
    if number == 0:
        return True
    return "cold" in steps and entrant.samples["cold"][0]["cpu"] <= SLOW


def _step(entrant: Entrant, step: str, number: int, say: Callable[[str], None]) -> None:
    if step == "cold":
        entrant.begin()
    elif step == "edit":
        entrant.edit(1000 + number)
    done = entrant.build()
    sample = {"cpu": done.cpu, "wall": done.wall, "memory": done.memory}
    entrant.keep(step, sample)
    say(f"{step:<5} {entrant.peer.name:<28} {_told(sample)}")


def _told(sample: Sample) -> str:
    return "  ".join(f"{key} {value:.2f}" for key, value in sample.items())


def _live(entrants: Sequence[Entrant], rounds: int, say: Callable[[str], None]) -> None:
    """Edit one example under each live server, one server after the other, all of them up."""
    with contextlib.ExitStack() as stack:
        servers = []
        for entrant in entrants:
            server = stack.enter_context(Server(entrant.peer, entrant.root))
            try:
                server.until(entrant.pages[0])
            except TimeoutError as error:
                say(f"live  FAILED {error}")
            else:
                servers.append((entrant, server))
        for number in range(rounds):
            for entrant, server in servers:
                try:
                    sample = server.follow(entrant, 2000 + number)
                except TimeoutError as error:
                    say(f"live  FAILED {error}")
                    continue
                entrant.keep("live", sample)
                say(f"live  {entrant.peer.name:<28} {_told(sample)}")


class Server:
    """The live server of a peer, until the end of the block."""

    def __init__(self, peer: Peer, root: Path) -> None:
        self.peer = peer
        self.port = _free_port()
        command = peer.serve(self.port)
        assert command
        self.tree = Tree(command, root, peer.variables())

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *error: object) -> None:
        self.tree.__exit__(None, None, None)

    def follow(self, entrant: Entrant, factor: int) -> Sample:
        """Edit one example, and return what it costs until the page shows it."""
        before = self.tree.settled_cpu()
        begin = time.perf_counter()
        entrant.edit(factor)
        self.until(entrant.pages[0])
        wall = time.perf_counter() - begin
        return {"cpu": self.tree.settled_cpu() - before, "wall": wall}

    def rest(self) -> float:
        """Wait until the server has nothing to do, and return the time then."""
        self.tree.settled_cpu()
        return self.clock()

    def clock(self) -> float:
        """Return the time in seconds."""
        return time.perf_counter()

    def until(self, page: Page, text: str = "") -> None:
        """Wait until the page shows a text, or else what its first example says.

        Raises:
            TimeoutError: it never did; with what the server printed.
        """
        address = f"http://127.0.0.1:{self.port}/{self.peer.address(page)}"
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.tree.running():
            # A server that has just begun, or that cuts an answer off while it builds.
            with contextlib.suppress(OSError, http.client.HTTPException):
                if (text or page.examples[0].says) in _read(address):
                    return
            time.sleep(0.05)
        raise TimeoutError(
            f"{self.peer.name} does not show {address}\n{self.tree.output()[-3000:]}"
        )


def _read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.read().decode()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def measure(
    folder: Path,
    steps: Sequence[str],
    rounds: int,
    other: Path | None,
    only: Sequence[str],
    say: Callable[[str], None],
) -> dict[str, object]:
    """Measure these steps of all peers, or of those named, and return them as data."""
    wanted = [each for each in peers(other) if not only or each.name in only]
    entrants = compare(folder, wanted, steps, rounds, say)
    return {
        "examples": EXAMPLES,
        "figures": FIGURES,
        "versions": _versions(wanted),
        "steps": {
            step: {
                each.peer.name: rounded(each.samples[step])
                for each in entrants
                if step in each.samples
            }
            for step in steps
        },
    }


def _versions(wanted: Sequence[Peer]) -> dict[str, str]:
    versions: dict[str, str] = {}
    for peer in wanted:
        versions |= peer.versions()
    return dict(sorted(versions.items()))
