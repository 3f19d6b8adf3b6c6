"""A live server of a small site, as an author starts it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from small_site import Site

PATIENCE = 60  # seconds, on a machine with much else to do


class Server:
    """A live server of a site, with what it logged so far."""

    def __init__(self, site: Site, log: Path) -> None:
        self.site = site
        self.log = log
        self.port = free_port()
        with log.open("wb") as output:
            self.process = start(site, self.port, output)
        self.until(lambda: "Serving on" in self.logged)

    @property
    def logged(self) -> str:
        return self.log.read_text("utf-8", "replace")

    @property
    def reloads(self) -> int:
        return self.logged.count("Reloading browsers")

    def get(self, path: str = "/") -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            text: str = answer.read().decode()
        return text

    def until(self, happened: Callable[[], object]) -> None:
        """Wait for something to happen; a connection cut off is asked for again."""

        def has_happened() -> object:
            with suppress(ConnectionError):
                return happened()
            return False

        end = time.monotonic() + PATIENCE
        while not has_happened():
            assert self.process.poll() is None, f"the server ended:\n{self.logged}"
            assert time.monotonic() < end, f"nothing happened:\n{self.logged}"
            time.sleep(0.05)

    def settle(self) -> None:
        """Wait until nothing has been logged for a while."""
        before, since = self.logged, time.monotonic()
        while time.monotonic() - since < 2:
            time.sleep(0.1)
            if self.logged != before:
                before, since = self.logged, time.monotonic()

    def runs(self) -> list[str]:
        """The examples that ran since the server started."""
        return re.findall(r"running (.+)", self.logged)

    def stop(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGINT)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


def start(site: Site, port: int, output: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=site.root,
        stdout=output,  # type: ignore[call-overload]
        stderr=subprocess.STDOUT,
        start_new_session=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
    )
