"""Renders every page as the site does, once, for all that reads what was rendered.

A claim in indented code, in raw HTML or behind an unescaped pipe looks like one in the source and
is none on the page. Only rendering tells.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from functools import cached_property
from multiprocessing import get_context
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import TocTreeprocessor
from pygments.style import Style, StyleMeta

from evidoc.checks.check import check_seen, check_sources
from evidoc.checks.documents import check_documents
from evidoc.checks.seen import Place, Seen
from evidoc.core.findings import EvidocError, Finding, coded
from evidoc.markdown.rendering import TOO_DEEP, Rendering, current
from evidoc.pages.page import Page
from evidoc.project.config import Language
from evidoc.project.labs import lab_texts
from evidoc.project.mkdocs_file import unreadable
from evidoc.project.project import Project


def check_all(project: Project) -> list[Finding]:
    """Return all findings of a project, in what it says and in what is rendered of it."""
    rendered = Rendered(project)
    with rendered.elsewhere():
        found = set(check_sources(project))
        found |= set(check_seen(project, rendered.seen))
        found |= set(coded("not-rendered", rendered.findings()))
        found |= set(coded("extension-missing", rendered.without_extension()))
    return sorted(found | set(check_documents(project, rendered.strict_documents)))


Outcome = tuple[Seen | None, list[Finding]]
"""What a reader sees of a page, and where it is not rendered as it is written."""

MANY = 16
"""So many pages are worth processes of their own."""


class Rendered:
    """The pages of a project and the texts of its labs, rendered."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._elsewhere: dict[Place, Future[Outcome]] = {}

    @contextmanager
    def elsewhere(self) -> Iterator[None]:
        """Render many pages in processes of their own, while this one does something else."""
        places = [(code, path) for code, pages in self.project.pages.items() for path in pages]
        # This process has work of its own: one more would share a processor and read all anew.
        workers = min(_processors() - 1, len(places) // MANY)
        if not workers or sys.platform != "linux":
            yield
            return
        self._prepare()
        with _workers(self, workers) as executor:
            self._elsewhere = {place: executor.submit(_outcome, place) for place in places}
            yield

    def _prepare(self) -> None:
        """Do before the processes part what each of them would do for itself."""
        _ = self._markdown
        for example in self.project.snippets:
            for language in self.project.config.languages:
                with suppress(EvidocError):  # a finding of whatever needs it
                    self.project.programs.localised(language, example)
                self.project.records.usable(language, example)

    @cached_property
    def pages(self) -> Mapping[Place, Outcome]:
        """What was rendered of each page."""
        return {
            (language, path): self.page(language, path)
            for language, pages in self.project.pages.items()
            for path in pages
        }

    def page(self, language: str, path: str) -> Outcome:
        """Return what is rendered of a page."""
        if rendered := self._elsewhere.get((language, path)):
            return rendered.result()
        rendering = self.render(language, path, self.project.pages[language][path])
        return rendering.seen, rendering.findings() if rendering.seen else []

    @cached_property
    def seen(self) -> Mapping[Place, Seen]:
        """What a reader sees of each page and lab."""
        pages = {place: seen for place, (seen, _) in self.pages.items() if seen}
        return {**pages, **self.labs}

    @cached_property
    def documents(self) -> Mapping[str, Seen]:
        """What a reader sees of each document, by path."""
        return dict(self._documents(self.project.documents))

    @cached_property
    def strict_documents(self) -> Mapping[str, Seen]:
        """Those on which every number is asked for."""
        return dict(self._documents(self.project.strict_documents))

    def _documents(self, pages: Mapping[str, Page]) -> Iterator[tuple[str, Seen]]:
        language = self.project.config.source_language
        for path, page in pages.items():
            rendering = self.render(language, path, page)
            if rendering.is_too_deep:
                page.problems.append(TOO_DEEP)
            if rendering.seen:
                yield path, rendering.seen

    @cached_property
    def labs(self) -> Mapping[Place, Seen]:
        """What a reader sees of the texts of labs."""
        return {
            (language.code, path): seen
            for language in self.project.languages
            for path, _, source in lab_texts(self.project, language.code)
            if (seen := self.render(language.code, path, Page(source)).seen)
        }

    def findings(self) -> Iterator[Finding]:
        """Yield the claims and examples that are not rendered, and formulas that are unreadable."""
        for _, findings in self.pages.values():
            yield from findings

    def without_extension(self) -> Iterator[Finding]:
        """Yield the configurations that leave out what shows the claims of their pages."""
        for language in self.project.languages:
            pages = self.project.pages[language.code].items()
            binds = any(page.claims or page.examples or page.formulas for _, page in pages)
            if binds and not any(self.pages[language.code, path][0] for path, _ in pages):
                yield extension_missing(self.project, language)

    def render(self, language: str, path: str, page: Page) -> Rendering:
        """Render a page, or another text in its place."""
        rendering = Rendering(self.project, language, path, page, for_readers=False)
        try:
            if page.is_readable:
                self.html(rendering)
        except RecursionError:
            rendering.is_too_deep = True
            # It was left somewhere in the middle.
            self._markdown[language] = markdown_of(self.project, language)
        if rendering.is_too_deep or not page.is_readable:
            rendering.seen, rendering.is_whole = Seen(page.source), False
        return rendering

    def html(self, rendering: Rendering) -> str:
        """Render a page and return its HTML; what was rendered is then known."""
        md = self._markdown[rendering.language]
        token = current.set(rendering)
        try:
            md.reset()
            return md.convert(rendering.page.body)
        finally:
            current.reset(token)

    @cached_property
    def _markdown(self) -> dict[str, Markdown]:
        languages = self.project.languages
        return {each.code: markdown_of(self.project, each.code) for each in languages}


_rendered: Rendered | None = None
"""What the processes that were forked render pages of."""


@contextmanager
def _workers(rendered: Rendered, number: int) -> Iterator[Executor]:
    global _rendered
    _rendered = rendered
    executor = ProcessPoolExecutor(number, get_context("fork"), initializer=_leave_interrupts)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)
        _rendered = None


def _leave_interrupts() -> None:
    """Leave it to the parent to end everything."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _outcome(place: Place) -> Outcome:
    assert _rendered
    return _rendered.page(*place)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


DEFAULT_EXTENSIONS = (
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.blocks.admonition", "pymdownx.blocks.details", "pymdownx.blocks.tab"),
    *("pymdownx.details", "pymdownx.highlight", "pymdownx.superfences", "pymdownx.tabbed"),
    "evidoc",
)
"""What renders the pages of a project that no site generator builds."""


def extension_missing(project: Project, language: Language) -> Finding:
    """Return what is said where nothing shows claims and examples on the pages of a language."""
    path = project.config.relative(language.mkdocs)
    mend = "add evidoc to markdown_extensions"
    return Finding(path, 1, "the Markdown extension of evidoc is not loaded", mend)


def markdown_of(project: Project, language: str) -> Markdown:
    """Return a Markdown instance with the extensions of the language's site.

    Raises:
        EvidocError: The site's configuration cannot be read.
    """
    path = project.config.languages[language].mkdocs
    if path == project.config.root / "mkdocs.yml" and not path.exists():
        tabs = {"pymdownx.tabbed": {"alternate_style": True}}
        return _markdown(DEFAULT_EXTENSIONS, tabs)
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    try:
        # Loading plugins takes long, hooks are programs of their own, and none of them is needed.
        config = load_config(str(path), plugins=[], hooks=[])
    except (MkDocsException, OSError) as error:
        raise EvidocError([unreadable(path, project.config.relative(path), error)]) from error
    return _markdown(config.markdown_extensions, config.mdx_configs or {})


def _markdown(extensions: Sequence[str], configs: Mapping[str, Mapping[str, Any]]) -> Markdown:
    """Return an instance that makes neither a table of contents nor a style: no check reads them.

    Without pages that show it, each page's contents were laid out; for each piece of code a style
    sheet was written.
    """
    highlight = "pymdownx.highlight"
    plain = {highlight: {**configs.get(highlight, {}), "pygments_style": _NoStyle}}
    md = Markdown(extensions=extensions, extension_configs={**configs, **plain})
    for each in md.treeprocessors:
        if isinstance(each, TocTreeprocessor):
            each.build_toc_div = _contents  # type: ignore[method-assign]
    return md


def _contents(toc_list: list[Any]) -> Element:  # noqa: ARG001
    return Element("div", {"class": "toc"})


class _Unstyled(StyleMeta):
    def __iter__(self) -> Iterator[Any]:
        return iter(())


class _NoStyle(Style, metaclass=_Unstyled):
    """A style that says nothing of any token."""
