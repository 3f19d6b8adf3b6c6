"""What one build of a site needs to know, shared by the builds of its languages."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from evidoc.checks.last_outcome import BUILD, Checked, has_unrun, inputs_digest, recall, remember
from evidoc.checks.seen import Place
from evidoc.core.findings import EvidocError, Finding, coded
from evidoc.core.memory import Memory
from evidoc.markdown.rendering import Rendering
from evidoc.pages.markup import Source
from evidoc.pages.page import Page
from evidoc.project.config import Config
from evidoc.project.project import Project
from evidoc.site.citation import Cited, read_citation
from evidoc.site.conversions import Conversions
from evidoc.site.edited import Site
from evidoc.site.revisions import revisions

if TYPE_CHECKING:
    from evidoc.running.tasks import Task

log = logging.getLogger("mkdocs.plugins.evidoc")


@dataclass
class Build:
    """One build of the whole site.

    Attributes:
        project: The project as read when the build began.
        failures: Example to what to show where it failed when it ran last.
        findings: What is wrong, of all languages together.
        renderings: The pages rendered so far.
        labs: The labs rendered so far, in each language.
        inputs: The digest of all that the findings depend on.
        is_known: Whether the last build was of the same inputs and found nothing wrong.
        is_whole: Whether every language could be built.
        memory: Keeps coloured code and the math font for the next build.
        conversions: Keeps what Markdown made of the pages for the next build of the same inputs.
        go_on: Called before each page; raises ``PutOff`` where something else comes first.
        sites: Language code to what its pages are built with, once they are read.
        began: When it began, by a clock that only goes forward.
    """

    project: Project
    failures: Mapping[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    renderings: dict[Place, Rendering] = field(default_factory=dict)
    labs: list[Rendering] = field(default_factory=list)
    inputs: str = ""
    is_known: bool = False
    is_whole: bool = True
    memory: Memory = field(default_factory=Memory)
    conversions: Conversions = field(default_factory=Conversions)
    go_on: Callable[[], None] = lambda: None
    sites: dict[str, Site] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)

    @cached_property
    def revised(self) -> Mapping[str, str]:
        """The day of the last change of the files of the project, by path below its root."""
        return revisions(self.project.config.root)

    @cached_property
    def cited(self) -> Cited | None:
        """How to cite the project; None if it does not say so, or not readably."""
        try:
            return read_citation(self.project.config.root)
        except EvidocError as error:
            self.findings += error.findings
            return None

    def rendering(self, language: str, path: str) -> Rendering | None:
        """Return the page about to be rendered, or None for one that is not in the project."""
        page = self.project.pages[language].get(path)
        if page is None:
            return None
        rendering = Rendering(self.project, language, path, page, self.failures, memory=self.memory)
        rendering.is_known = self.is_known
        self.renderings[language, path] = rendering
        return rendering

    def lab(self, language: str, path: str, text: str) -> Rendering:
        """Return the page of a lab about to be rendered, of which ``text`` is the Markdown."""
        page = Page(Source(text))
        self.labs.append(Rendering(self.project, language, path, page, memory=self.memory))
        return self.labs[-1]

    def build_pages(self, sources: Iterable[Path], failures: Mapping[str, str]) -> bool:
        """Build these pages anew, all else being as this build left it.

        Returns:
            Whether that was possible; where it was not, nothing is worth a word yet.
        """
        config = self.project.config
        anew = Build(Project(config), failures, memory=self.memory, sites=self.sites)
        anew.revised, anew.cited = self.revised, self.cited
        unreadable = {config.root / finding.path for finding in anew.project.unreadable}
        pages = [(site, site.page(path)) for path in sources for site in self.sites.values()]
        known = [(site, page) for site, page in pages if page]
        if unreadable.intersection(sources) or len(known) < len(set(sources)):
            return False
        current_build.set(anew)
        for site, page in known:
            site.build(page)
        return True

    def check(self) -> list[Finding]:
        """Return all findings, once every page is rendered; a page that was not is not shown."""
        for rendering in self.renderings.values():
            self.findings += coded("not-rendered", rendering.findings())
        self.findings += coded("not-rendered", self._broken_in_labs())
        self.findings += coded("extension-missing", self._without_extension())
        if not self.is_known:
            self._check_all()
        return sorted(set(self.findings))

    def remember(self) -> None:
        """Let the next build of the same inputs do without most, if this one found nothing."""
        if not self.is_whole or self.findings or self.failures:
            return
        if not self.is_known:
            checked = Checked([], "", has_unrun(self.project))
            remember(self.project.config, self.inputs, checked, BUILD)
        self.conversions.save()

    def _check_all(self) -> None:
        # Imported where something is checked, as below where something runs: what a build that
        # knows its pages does without would take a quarter of it.
        from evidoc.checks.check import check
        from evidoc.checks.documents import check_documents
        from evidoc.markdown.render_all import Rendered

        pages = {place: each.seen for place, each in self.renderings.items() if each.seen}
        try:
            seen = {**pages, **Rendered(self.project).labs}
            self.findings += check(self.project, seen)
            documents = Rendered(self.project).strict_documents
            self.findings += check_documents(self.project, documents)
        except EvidocError as error:
            self.findings += error.findings

    def _broken_in_labs(self) -> Iterator[Finding]:
        for lab in self.labs:
            snippet = self.project.snippets[os.path.splitext(lab.path)[0]]
            path = self.project.config.relative(snippet.path)
            yield from (Finding(path, 1, str(error)) for error in lab.broken)

    def _without_extension(self) -> Iterator[Finding]:
        """Yield the configurations that leave out what shows claims and examples on a page."""
        for language in self.project.languages:
            mine = [
                each.seen for (code, _), each in self.renderings.items() if code == language.code
            ]
            if mine and not any(mine):
                from evidoc.markdown.render_all import extension_missing

                yield extension_missing(self.project, language)


current_build: ContextVar[Build] = ContextVar("evidoc_build")
"""The build of the first language, for those of the further ones that run inside it."""


def begin(config: Config, *, run_stale: bool, failures: Mapping[str, str]) -> Build:
    """Run what is stale if asked to, and read the project.

    Never raises for a mistake in the project: it becomes a finding.
    """
    project = Project(config)
    findings: list[Finding] = []
    inputs = inputs_digest(config)
    is_known = not failures and recall(config, inputs, BUILD) is not None
    if run_stale and not is_known and _is_stale(project):
        findings = _run_stale(config)
        project = Project(config)
        inputs = inputs_digest(config)
    cache = config.root / ".cache"
    return Build(
        project,
        failures,
        findings,
        inputs=inputs,
        is_known=is_known,
        memory=Memory(cache / "evidoc-code.json"),
        conversions=Conversions(cache / "evidoc-pages.json", inputs, recalls=is_known),
    )


def _is_stale(project: Project) -> bool:
    """Tell whether an example of the project has to run, or cannot say so."""
    try:
        return any(
            project.stale(code, name)
            for name in project.snippets
            for code in project.config.languages
        )
    except EvidocError:
        return True


def tell(findings: Iterable[Finding], *, is_strict: bool = False) -> None:
    """Log what is wrong, so that a strict build fails for it, and what may be.

    MkDocs counts what is logged: with ``--quiet`` that is errors alone.
    """
    is_quiet = is_strict and not log.isEnabledFor(logging.WARNING)
    wrong = logging.ERROR if is_quiet else logging.WARNING
    for finding in findings:
        log.log(logging.INFO if finding.is_warning else wrong, "%s", finding)


def announce(tasks: list[Task]) -> None:
    """Say which examples run."""
    if tasks:
        log.info("running %s", ", ".join(sorted({task.job.example for task in tasks})))


def _run_stale(config: Config) -> list[Finding]:
    from evidoc.running.run import Options, run

    try:
        options = Options(starting=announce)
        report = run(config, Project(config).snippets, config.languages, options)
        return [*report.findings, *report.notes]
    except EvidocError as error:
        return error.findings
