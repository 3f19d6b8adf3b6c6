"""Beside a live server: run what an edit made stale, in a thread of its own.

MkDocs holds every request while it rebuilds, so nothing runs inside its build. What ran well is
written to the evidence, where MkDocs sees it and reloads the page once; what failed is kept in
memory and noted in a file that MkDocs watches.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from evidoc.core.files import write_if_changed
from evidoc.core.findings import EvidocError, Finding
from evidoc.project.config import Config
from evidoc.project.project import Project
from evidoc.running.run import Options, run
from evidoc.site.build import announce

log = logging.getLogger("mkdocs.plugins.evidoc")

_SETTLE = 0.1  # seconds to wait for an editor to have written all its files
_WATCHED = {".md", ".py", ".po", ".toml", ".json", ".csv", ".svg"}


class Live(FileSystemEventHandler):
    """Watches snippets and pages, and runs what is stale.

    Attributes:
        failures: Example to what went wrong when it ran last; empty again once it runs.
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self.failures: dict[str, str] = {}
        self._failed: set[str] = set()
        self._edited = threading.Event()
        self._stopped = False
        self._observer = Observer()
        self._thread = threading.Thread(target=self._work, name="evidoc", daemon=True)

    @property
    def notice(self) -> Path:
        """The file that changes when ``failures`` does; for the server to watch."""
        return self.config.root / ".cache" / "evidoc-failures.txt"

    def start(self) -> None:
        """Begin to watch, and look once at what is stale already.

        Raises:
            EvidocError: The folder for what the engine notes cannot be written.
        """
        try:
            self.notice.parent.mkdir(exist_ok=True)
            write_if_changed(self.notice, b"")
        except OSError as error:
            name, message = (
                self.config.relative(self.notice),
                f"cannot be written: {error.strerror}",
            )
            raise EvidocError([Finding(name, 1, message, "give write permission")]) from error
        folders = [language.docs for language in self.config.languages.values()]
        for folder in (self.config.snippets, *folders):
            self._observer.schedule(self, str(folder), recursive=True)
        self._observer.start()
        self._edited.set()
        self._thread.start()

    def stop(self) -> None:
        """Stop watching; an example that runs is left to its time limit."""
        self._stopped = True
        self._edited.set()
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note an edit of a source; reading and our own writing are none."""
        if event.is_directory or event.event_type in ("opened", "closed_no_write"):
            return
        path = Path(os.fsdecode(event.dest_path or event.src_path))
        if path.suffix not in _WATCHED or path.name.startswith("."):
            return
        self._edited.set()

    def _work(self) -> None:
        while True:
            self._edited.wait()
            if self._stopped:
                return
            time.sleep(_SETTLE)
            self._edited.clear()
            try:
                self._run_stale()
            except EvidocError as error:
                for finding in error.findings:
                    log.warning("%s", finding)
            except Exception:
                # The thread is all that keeps pages fresh: it outlives whatever it meets.
                log.exception("running examples failed")

    def _run_stale(self) -> None:
        project = Project(self.config)
        options = Options(known=self._failed, starting=announce)
        report = run(self.config, project.snippets, self.config.languages, options)
        for findings in report.failed.values():
            for finding in findings:
                log.warning("%s", finding)
        self._failed |= report.digests
        # What failed before and was not tried again has still failed.
        failures = {name: self.failures[name] for name in report.known}
        failures |= {name: str(finding) for name, finding in report.missing.items()}
        failures |= {name: "\n".join(map(str, found)) for name, found in report.failed.items()}
        self.failures = failures
        text = "\n".join(f"{name}: {failures[name]}" for name in sorted(failures))
        write_if_changed(self.notice, text.encode())
