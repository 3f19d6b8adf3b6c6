"""Ctrl-C ends whatever runs examples at once, and leaves nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from live_server import free_port
from processes import those_with
from small_site import Site

PATIENCE = 60
# Children of its own that ignore every signal that can be ignored.
STUBBORN = """
import signal, subprocess, time
for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
subprocess.Popen(["tail", "-f", "/dev/null", MARK], start_new_session=True)
open("left", "w").write("x")
time.sleep(300)
taps = 9
"""
COMMANDS: dict[str, list[str]] = {
    "run": ["evidoc.cli", "run"],
    "build": ["mkdocs", "build", "--site-dir", "../built"],
    "serve": ["mkdocs", "serve", "--dev-addr", "127.0.0.1:PORT"],
}


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("name", COMMANDS)
def test_ctrl_c_ends_it_and_leaves_nothing(site: Site, tmp_path: Path, name: str) -> None:
    mark = f"evidoc-stubborn-{os.getpid()}-{time.monotonic_ns()}"
    site.write("snippets/conv/quiet.py", STUBBORN.lstrip().replace("MARK", repr(mark)))
    before = site.tree()
    temporary = tmp_path / "t"
    temporary.mkdir()
    log = tmp_path / "log"
    with log.open("wb") as output:
        running = subprocess.Popen(
            [
                sys.executable,
                "-m",
                *(part.replace("PORT", str(free_port())) for part in COMMANDS[name]),
            ],
            cwd=site.root,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={**os.environ, "TMPDIR": str(temporary), "NO_MKDOCS_2_WARNING": "1"},
            # A shell lets what it starts in the background ignore it.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
    try:
        until(lambda: those_with(mark))
        os.killpg(running.pid, signal.SIGINT)
        begin = time.monotonic()
        running.wait(PATIENCE)
        print(f"{name} ended after {time.monotonic() - begin:.2f} s")
    finally:
        running.kill()
    said = log.read_text("utf-8")
    assert "Traceback" not in said, said
    until(lambda: not those_with(mark) and not list(temporary.iterdir()))
    assert site.tree() == before
