"""Runs, builds and a live server of one project at once: all that lies there is of one run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from evidoc.core.files import UNFINISHED
from evidoc.records.record import Evidence, RecordError
from evidoc.records.store import read_evidence
from live_server import PATIENCE, Server
from small_site import Site

SPAN = "snippets/conv/span.py"
DILATIONS = {4: 9, 2: 5, 5: 11}
MODULE = [sys.executable, "-m"]


@pytest.fixture
def server(site: Site, tmp_path: Path) -> Iterator[Server]:
    # One that keeps something, so that files of one run have to lie together.
    site.write(SPAN, f"# evidoc: keeps=reach\n{site.read(SPAN)}")
    for page in ("docs/en/index.md", "docs/ko/index.md"):
        site.replace(page, "[17×17]{= reach, reach }", "[17]{= reach ± 99 }")
        site.replace(page, "[3.1 %]{= share }", "[3.1 %]{= share ± 99 }")
    assert site.evidoc("run").exit_code == 0
    running = Server(site, tmp_path / "log")
    yield running
    running.stop()


def begin(site: Site, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*MODULE, *command],
        cwd=site.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )


class Reader(threading.Thread):
    """Reads a record over and over, and notes what it saw that is of no one run."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self.evidence = site.path("evidence")
        self.wrong: list[str] = []
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.is_set():
            try:
                sides = read_evidence(self.evidence, "conv/span")
            except RecordError as error:
                self.wrong.append(str(error))
                continue
            self.wrong += [
                f"{code}: prints {each.record.output}, keeps {each.contents['span.kept.json']!r}"
                for code, each in sides.items()
                if printed(each) != re.findall(rb"\d+", each.contents["span.kept.json"])
            ]


def printed(evidence: Evidence) -> list[bytes]:
    return [each.encode() for each in re.findall(r"\d+", evidence.record.output)]


@pytest.mark.long
def test_what_is_read_meanwhile_and_at_the_end_is_whole(server: Server, tmp_path: Path) -> None:
    site = server.site
    reader = Reader(site)
    reader.start()
    said = []
    try:
        for dilation, span in DILATIONS.items():
            site.write(SPAN, re.sub(r"= 3, \d", f"= 3, {dilation}", site.read(SPAN)))
            built = tmp_path / f"built{dilation}"
            commands = [
                begin(site, "evidoc.cli", "run"),
                begin(site, "evidoc.cli", "run", "conv/span"),
                begin(site, "mkdocs", "build", "--site-dir", str(built)),
            ]
            said += [each.communicate(timeout=PATIENCE)[0] for each in commands]
            assert {each.returncode for each in commands} <= {0, 1}
            for page in ("index.html", "en/index.html"):
                text = built.joinpath(page).read_text("utf-8")
                shown = {*re.findall(r"(?:span is |폭은 )(\d+)", text)}
                assert len(shown) == 1, shown
            for page in ("/", "/en/"):
                server.until(lambda page=page, span=span: f" {span}" in server.get(page))
    finally:
        reader.ended.set()
        reader.join()
    assert reader.wrong == []
    output = "\n".join([*said, server.logged])
    assert "Traceback" not in output
    assert "edited by hand" not in output
    assert list(site.path("evidence").rglob(UNFINISHED)) == []
    assert site.evidoc("run").output == "0 run, 0 recorded, 0 as before\n"


def test_the_server_runs_what_another_run_kept_it_from(server: Server) -> None:
    site = server.site
    with FileLock(site.path(".cache/evidoc.lock")):
        site.write(SPAN, site.read(SPAN).replace("3, 8", "3, 4"))
        server.until(lambda: "another run is at work" in server.logged)
    server.until(lambda: "The span is 9 cells" in server.get("/en/"))
    assert server.logged.count("another run is at work") == 1
