"""Under a live server, an edited page comes first: the rest of the site is built when edits pause.

MkDocs builds a whole site for every edit, and holds the page until that is done. What a page shows
is known when it alone is built with what the last whole build left; what other pages, the
navigation and the search say of it follows with the next whole build, which a further edit puts
off again.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_said = logging.getLogger("mkdocs.commands.build")

SLOW = 0.5
"""Seconds: a site that is built sooner is built whole for every edit."""

State = Mapping[Path, tuple[int, int]]
"""Size and time of each file that MkDocs watches."""


class PutOff(BaseException):
    """A page was edited while the whole site is built again; no mistake that MkDocs may report."""


@dataclass(frozen=True)
class Site:
    """What the pages of a language are built with.

    Attributes:
        config: The configuration of this build.
        files: All files of the site.
        nav: The navigation.
        env: The templates of the theme.
    """

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment

    def page(self, path: Path) -> Page | None:
        """Return the page that a file is the source of."""
        for file in self.files.documentation_pages():
            if file.abs_src_path == str(path):
                return file.page
        return None

    def build(self, page: Page) -> None:
        """Build one page anew, as MkDocs does; what it says of failures is said by the next build.

        Raises:
            Exception: The page, or a plugin, cannot be built like this.
        """
        _said.disabled = True
        try:
            _populate_page(page, self.config, self.files)
            pages = self.files.documentation_pages()
            _build_page(page, self.config, pages, self.nav, self.env)
        finally:
            _said.disabled = False


class EditedFirst:
    """What a live server calls to build: the pages that were edited, or all.

    A whole build goes into a folder that is shown once it is complete, so that it can be put off.

    Attributes:
        edited: Set by whoever sees that a page was edited.
        owes_whole: Whether pages were built and the rest of the site was not.
    """

    def __init__(
        self,
        server: LiveReloadServer,
        build_pages: Callable[[Iterable[Path]], bool],
        watched: Iterable[str],
        seconds: float,
    ) -> None:
        """Stand in for the builder of ``server``.

        Args:
            server: The live server, once it has built the site.
            build_pages: Builds the pages with these sources alone; false if they cannot be.
            watched: Files and folders in which a change is one of the site.
            seconds: What the first build took.
        """
        self.edited = threading.Event()
        self.owes_whole = False
        self._server = server
        self._folders = (server.root, f"{server.root}-next")
        self._build_all = server.builder
        self._build_pages = build_pages
        self._watched = [Path(each) for each in watched]
        self._shown = self._state()
        self._seconds = seconds
        server.builder = self
        server.error_handler = self._error_page

    @property
    def folder(self) -> str:
        """The folder for the next whole build: the one that is not shown."""
        return next(each for each in self._folders if each != self._server.root)

    def __call__(self) -> None:
        """Build what a change asks for."""
        self.edited.clear()
        now = self._state()
        changed = {path for path, _ in now.items() ^ self._shown.items()}
        are_pages = all(path.suffix == ".md" and path in now for path in changed)
        is_slow = self._seconds > SLOW
        if changed and are_pages and is_slow and self._build_pages(sorted(changed)):
            self._shown, self.owes_whole = now, True
            return
        begin = time.monotonic()
        try:
            self._build_all()
        except PutOff:
            self()
            return
        self._server.root = self.folder
        self._shown, self.owes_whole = now, False
        self._seconds = time.monotonic() - begin

    def put_off_if_edited(self) -> None:
        """End a whole build that nothing but edits of pages asked for, if there is one more.

        Raises:
            PutOff: There is.
        """
        if self.owes_whole and self.edited.is_set():
            raise PutOff

    def close(self) -> None:
        """Remove the folder that the server does not know of."""
        shutil.rmtree(self._folders[1], ignore_errors=True)

    def _error_page(self, code: int) -> bytes | None:
        page = Path(self._server.root, f"{code}.html")
        return page.read_bytes() if page.is_file() else None

    def _state(self) -> State:
        found = {}
        for path in self._watched:
            for file in [path] if path.is_file() else path.rglob("*"):
                with suppress(OSError):  # gone meanwhile
                    if not file.is_dir():
                        found[file] = (state := file.stat()).st_size, state.st_mtime_ns
        return found
