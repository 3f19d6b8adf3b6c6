"""Beside a live server: run what an edit made stale, in a thread of its own.

MkDocs holds every request while it rebuilds, so nothing runs inside its build, and what it built is
checked when it is on screen. What ran well is written to the evidence, where MkDocs sees it and
reloads the page once; what failed is kept in memory and noted in a file that MkDocs watches.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from evidoc.core.files import not_written, write_if_changed
from evidoc.core.findings import EvidocError
from evidoc.project.config import Config
from evidoc.project.project import Project
from evidoc.running.lock import AtWorkError
from evidoc.site.build import Build, tell
from evidoc.site.edited import EditedFirst
from evidoc.site.stale_examples import StaleExamples

log = logging.getLogger("mkdocs.plugins.evidoc")

_SETTLE = 0.1  # seconds to wait for an editor to have written all its files
_BUILD = 2.0  # seconds in which MkDocs begins to build what was edited
_AGAIN = 1.0  # seconds until it looks again whether another run has ended
_PAUSE = 1.0  # seconds without an edit after which the whole site is built
_AT_ONCE, _TOGETHER = 0.1, 0.6  # seconds for which MkDocs waits for further changes
_IGNORED = (".pyc", "~", ".tmp")  # what Python and editors leave


class Live(FileSystemEventHandler):
    """Watches snippets and pages, and runs what is stale.

    Attributes:
        stale: Runs what is stale.
        building: Held while MkDocs builds: whatever else works then makes the page wait.
        first: Builds the pages that were edited before all others.
    """

    first: EditedFirst

    def __init__(
        self, config: Config, server: LiveReloadServer, watched: Iterable[str], build: Build
    ) -> None:
        """Stand by a server that has built the site.

        Args:
            config: The project.
            server: The server, which watches the first language's own pages.
            watched: What it has to watch besides.
            build: The first build.
        """
        self.config = config
        self._server = server
        self._built = build
        self.building = threading.Lock()
        self._edited = threading.Event()
        self._woken = threading.Event()
        self._began = threading.Event()
        self._began.set()
        self._unchecked: Build | None = None
        self._stopped = False
        self.stale = StaleExamples(config, self._edited, self._watch_inputs, self._reload_once)
        self._sources = [*watched, str(self.stale.notice)]
        self._watched: set[Path] = set()
        self._observer = Observer()
        self._thread = threading.Thread(target=self._work, name="evidoc", daemon=True)

    @property
    def rest(self) -> Path:
        """The file that is touched for the rest of the site to be built; for MkDocs to watch."""
        return self.config.root / ".cache" / "evidoc-rest.txt"

    def _build_pages(self, sources: Iterable[Path]) -> bool:
        self.begin_build()
        try:
            return self._built.build_pages(sources, self.stale.failures)
        except Exception as error:  # what plugins of others need may have ended with their build
            log.debug("a page cannot be built alone: %s", error)
            return False
        finally:
            self.end_build()

    def start(self) -> None:
        """Begin to watch, and look once at what is stale already.

        Raises:
            EvidocError: The folder for what the engine notes cannot be written.
        """
        notice = self.stale.notice
        try:
            notice.parent.mkdir(exist_ok=True)
            write_if_changed(notice, b"")
            self.rest.touch()
        except OSError as error:
            raise EvidocError([not_written(self.config.relative(notice), error)]) from error
        seconds = time.monotonic() - self._built.began
        self.first = EditedFirst(self._server, self._build_pages, self._sources, seconds)
        for path in (*self._sources, str(self.rest)):
            self._server.watch(path)
        for folder in (
            self.config.snippets,
            *(each.docs for each in self.config.languages.values()),
        ):
            self._watch(folder, recursive=True)
        self._observer.start()
        self._edited.set()
        self._woken.set()
        self._thread.start()

    def stop(self) -> None:
        """Stop watching, and what runs."""
        self._stopped = True
        self.stale.stop()
        self._edited.set()
        self._woken.set()
        self._observer.stop()
        self._observer.join()
        self.first.close()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note an edit of a source; reading and our own writing are none."""
        if event.is_directory or event.event_type in ("opened", "closed_no_write"):
            return
        path = Path(os.fsdecode(event.dest_path or event.src_path))
        if path.name.startswith(".") or path.name.endswith(_IGNORED):
            return
        if path.suffix == ".md":
            self._began.clear()
            self.first.edited.set()
        self._edited.set()
        self._woken.set()

    def begin_build(self) -> None:
        """Note that MkDocs begins to build."""
        if self.building.acquire(blocking=False):
            self._unchecked = None  # another takes its place
            self._server.build_delay = _AT_ONCE
        self._began.set()

    def end_build(self, build: Build | None = None) -> None:
        """Note that MkDocs has built, and check it once nothing else is to be done."""
        if build is not None:
            self._built = self._unchecked = build
        if self.building.locked():
            self.building.release()
        self._woken.set()

    def _work(self) -> None:
        waits = False
        while True:
            self._woken.wait()
            if self._stopped:
                return
            time.sleep(_SETTLE)
            self._woken.clear()
            self._began.wait(_BUILD)
            with self.building:
                pass
            try:
                if self._edited.is_set():
                    self._edited.clear()
                    self.stale.run_until_edited()
                waits = False
            except EvidocError as error:
                if not waits:
                    for finding in error.findings:
                        log.warning("%s", finding)
                if waits := isinstance(error, AtWorkError):
                    self._edited.wait(_AGAIN)
                    self._edited.set()
                    self._woken.set()
            except Exception:
                # The thread is all that keeps pages fresh: it outlives whatever it meets.
                log.exception("running examples failed")
            try:
                self._check()
            except Exception:
                log.exception("checking failed")
            if self.first.owes_whole and not self._edited.wait(_PAUSE):
                self.rest.touch()

    def _check(self) -> None:
        """Report what is wrong with what was built last."""
        if self._edited.is_set():
            return  # first things first
        build, self._unchecked = self._unchecked, None
        if build is not None:
            tell(build.check())
            build.remember()

    def _watch(self, folder: Path, *, recursive: bool) -> None:
        if folder not in self._watched:
            self._watched.add(folder)
            self._observer.schedule(self, str(folder), recursive=recursive)

    def _watch_inputs(self, project: Project) -> None:
        """Watch the folders of the files that examples read from elsewhere in the project."""
        for folder in project.inputs.folders():
            if not any(each == folder or each in folder.parents for each in self._watched):
                self._watch(folder, recursive=False)

    def _reload_once(self) -> None:
        """Let MkDocs wait: each watched folder is looked at at a moment of its own."""
        self._server.build_delay = _TOGETHER
