"""Renders every page as the site does, once, for all that reads what was rendered.

A claim in indented code, in raw HTML or behind an unescaped pipe looks like one in the source and
is none on the page. Only rendering tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property, partial

from markdown import Markdown

from evidoc.checks.check import check_seen, check_sources
from evidoc.checks.coverage import Account
from evidoc.checks.documents import check_documents
from evidoc.checks.seen import Place, Seen
from evidoc.checks.site_coverage import Accounts, account_of
from evidoc.core.findings import EvidocError, Finding, coded
from evidoc.markdown.elsewhere import begun, processors
from evidoc.markdown.renderers import markdown_of
from evidoc.markdown.rendering import TOO_DEEP, Rendering, current
from evidoc.pages.page import Page
from evidoc.project.config import Language
from evidoc.project.labs import lab_texts
from evidoc.project.project import Project


def check_all(project: Project) -> list[Finding]:
    """Return all findings of a project, in what it says and in what is rendered of it."""
    rendered = Rendered(project)
    with rendered.elsewhere():
        found = set(check_sources(project))
        found |= set(check_seen(project, rendered.seen, rendered.accounts))
        found |= set(coded("not-rendered", rendered.findings()))
        found |= set(coded("extension-missing", rendered.without_extension()))
    return sorted(found | set(check_documents(project, rendered.strict_documents)))


@dataclass(frozen=True)
class Outcome:
    """What comes of a page that is rendered.

    Attributes:
        seen: What a reader sees of it; nothing if it is not rendered as it is written.
        account: What binds its numbers.
        findings: Where it is not rendered as it is written.
    """

    seen: Seen | None = None
    account: Account | None = None
    findings: Sequence[Finding] = ()


MANY = 16
"""So many pages are worth a process of their own."""


class Rendered:
    """The pages of a project and the texts of its labs, rendered."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._pages: Mapping[Place, Callable[[], Outcome]] = {
            (language, path): partial(self._page, language, path)
            for language, pages in project.pages.items()
            for path in pages
        }

    @contextmanager
    def elsewhere(self) -> Iterator[None]:
        """Render many pages in processes of their own, while this one does something else."""
        # This process has work of its own: one more would share a processor and read all anew.
        workers = min(processors() - 1, len(self._pages) // MANY)
        if workers:
            self._prepare()
        with begun(self._pages, workers) as self._pages:
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
        """What came of each page."""
        # From the last one on: the first are those that are rendered elsewhere.
        outcomes = {place: self._pages[place]() for place in reversed([*self._pages])}
        return {place: outcomes[place] for place in self._pages}

    def _page(self, language: str, path: str) -> Outcome:
        rendering = self.render(language, path, self.project.pages[language][path])
        if not rendering.seen:
            return Outcome()
        one = account_of(self.project, (language, path), rendering.seen)
        return Outcome(rendering.seen, one, rendering.findings())

    @cached_property
    def seen(self) -> Mapping[Place, Seen]:
        """What a reader sees of each page and lab."""
        pages = {place: each.seen for place, each in self.pages.items() if each.seen}
        return {**pages, **self.labs}

    @cached_property
    def accounts(self) -> Accounts:
        """What binds the numbers of each page."""
        return {place: each.account for place, each in self.pages.items() if each.account}

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
        for each in self.pages.values():
            yield from each.findings

    def without_extension(self) -> Iterator[Finding]:
        """Yield the configurations that leave out what shows the claims of their pages."""
        for language in self.project.languages:
            pages = self.project.pages[language.code].items()
            binds = any(page.claims or page.examples or page.formulas for _, page in pages)
            if binds and not any(self.pages[language.code, path].seen for path, _ in pages):
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


def extension_missing(project: Project, language: Language) -> Finding:
    """Return what is said where nothing shows claims and examples on the pages of a language."""
    path = project.config.relative(language.mkdocs)
    mend = "add evidoc to markdown_extensions"
    return Finding(path, 1, "the Markdown extension of evidoc is not loaded", mend)
