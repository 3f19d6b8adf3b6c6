"""Which page is being rendered, and what was rendered of it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Markdown

from evidoc.checks.formulas import judge_formula
from evidoc.checks.seen import Seen
from evidoc.core.findings import Finding
from evidoc.core.memory import Memory
from evidoc.core.words import words
from evidoc.markdown.compare import Key, compare, compare_formulas, compare_given
from evidoc.markdown.math import MathExtension
from evidoc.math.mathml import FormulaError, MathFormula
from evidoc.pages.formula_blocks import FormulaUse
from evidoc.pages.given import InlineGiven
from evidoc.pages.page import Claim, Page, Problem
from evidoc.pages.scan import scan
from evidoc.project.config import find_root, load_config
from evidoc.project.project import Project

Piece = tuple[str, Claim | InlineGiven | None]
"""A part of a text, and what marks it in the source."""


TOO_DEEP = Problem(1, "the page is nested too deeply to be rendered", "nest less of it")


@dataclass(frozen=True)
class Listing:
    """Code that a page shows: the start of the ids of its lines, and the lines."""

    anchor: str
    lines: tuple[str, ...]


@dataclass
class Rendering:
    """One page on its way through Markdown.

    Attributes:
        project: The project as read before this build.
        language: The page's language.
        path: The page, below its language's folder.
        page: The scan of its source.
        failures: Examples that failed when they ran last, each with what to show.
        shown: The examples rendered so far, in order.
        claims: Keys of the claims rendered so far.
        given: Texts marked as given that were rendered so far.
        formulas: Arguments of the formula blocks rendered so far; empty for notation.
        listings: Example to the code of it that is shown.
        bound: Elements of the claims that are true.
        matched: Element to the claim of the source that it shows, true or not.
        marked: Elements of texts that are marked as given.
        alternatives: Figures, and examples that cannot be shown, to what the page says of them:
            pieces of text, each with what marks it.
        made: Elements that the engine made of records, with all that is in them.
        formulas_shown: Boxes to the formulas in them.
        labelled: Headings that bear their own text as label, for their formulas.
        broken: The formulas that cannot be read.
        seen: What the reader sees of the page; None before it is rendered.
        is_whole: Whether every example could be shown.
        is_too_deep: Whether it is nested too deeply to be rendered.
        for_readers: Whether HTML is made, code gets its colours, numbers their notes and their
            verdict, and examples their downloads, which take time and are of no use to a check.
        memory: Keeps coloured code.
        is_known: Whether the same page was judged before, and everything on it is true.
    """

    project: Project
    language: str
    path: str
    page: Page
    failures: Mapping[str, str] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)
    claims: list[Key] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    listings: dict[str, list[Listing]] = field(default_factory=dict)
    bound: list[tuple[Element, Claim]] = field(default_factory=list)
    matched: dict[Element, Claim] = field(default_factory=dict)
    marked: set[Element] = field(default_factory=set)
    alternatives: dict[Element, list[Piece]] = field(default_factory=dict)
    made: set[Element] = field(default_factory=set)
    seen: Seen | None = None
    is_whole: bool = True
    is_too_deep: bool = False
    for_readers: bool = True
    memory: Memory = field(default_factory=Memory)
    is_known: bool = False
    formulas_shown: Mapping[Element, MathFormula] = field(default_factory=dict)
    labelled: Container[Element] = ()
    broken: Sequence[FormulaError] = ()

    def begin(self, md: Markdown, math: MathExtension) -> None:
        """Attach to ``md``, whose processors then find this page with ``of``."""
        self.formulas_shown, self.labelled, self.broken = math.shown, math.labelled, math.broken
        math.judge = self._judge
        math.copy = words(self.language).copy_formula
        self.shown.clear()
        self.claims.clear()
        self.given.clear()
        self.formulas.clear()
        self.listings.clear()
        self.forget_tree()
        md.evidoc = self  # type: ignore[attr-defined]

    def forget_tree(self) -> None:
        """Let go of the elements of the tree: nothing needs them once it is read."""
        self.bound.clear()
        self.matched.clear()
        self.marked.clear()
        self.alternatives.clear()
        self.made.clear()

    def given_of(self, text: str) -> InlineGiven | None:
        """Return what of the source a text that is rendered as given is."""
        said = " ".join(text.split())
        return next((each for each in self.page.given if " ".join(each.text.split()) == said), None)

    def _judge(self, latex: str) -> str | None:
        """Return what is wrong with a formula in running text, if it is bound and wrong."""
        said = " ".join(latex.split())
        for use in self.page.formulas if self.for_readers else ():
            is_it = not use.formula.is_display and " ".join(use.formula.latex.split()) == said
            if is_it and (wrong := self.wrong_formula(use)):
                return wrong
        return None

    def wrong_formula(self, use: FormulaUse) -> str | None:
        """Return what is wrong with a formula of the page."""
        if self.is_known:
            return None
        wrong = judge_formula(self.project, self.language, self.page, use)
        return wrong.message if wrong else None

    def evidence_url(self, file: str) -> str:
        """Return a link, as in the page's source, to a file below the evidence folder."""
        up = "../" * self.path.count("/")
        return f"{up}{self.project.config.evidence.name}/{file}"

    def claims_in_source(self) -> list[Claim]:
        """Return the claims of the page, then those of the files that it includes.

        What ``pymdownx.snippets`` includes is named on the page, and checked in its own file.
        """
        if not self.page.includes:
            return self.page.claims
        text = self.page.source.text
        files = [*self.project.documents.items(), *self.project.pages[self.language].items()]
        included = [
            claim
            for path, page in files
            if path.rpartition("/")[2] in text and page is not self.page
            for claim in page.claims
        ]
        return [*self.page.claims, *included]

    def method_url(self) -> str:
        """Return a link, as in the page's source, to how the site is checked; empty without one."""
        method = self.project.config.method
        known = method in self.project.pages[self.language] and method != self.path
        return "../" * self.path.count("/") + method if known else ""

    def findings(self) -> list[Finding]:
        """Return the formulas that cannot be read, and where source and rendering differ.

        No difference for a page on which an example could not be shown: that is a finding
        already, and its caption's claims are missing with it.
        """
        name = self.project.page_path(self.language, self.path)
        is_strict = self.project.is_strict(self.language, self.path)
        problems = list(self._broken_formulas()) if is_strict else []
        if self.is_too_deep:
            problems.append(TOO_DEEP)
        if self.is_whole:
            included = self.claims_in_source()[len(self.page.claims) :]
            problems += compare(self.page, self.shown, self.claims, included)
            problems += compare_given(self.page, self.given)
            problems += compare_formulas(self.page, self.formulas)
        return [Finding(name, each.line, each.message, each.mend) for each in problems]

    def _broken_formulas(self) -> Iterator[Problem]:
        """Yield the formulas that cannot be read, at their lines in the source."""
        source = self.page.source
        starts = {formula.latex: formula.start for formula in source.formulas}
        for error in self.broken:
            offset = starts.get(error.latex, -error.offset) + error.offset
            yield Problem(source.line(max(offset, 0)), str(error), "mend the formula")


current: ContextVar[Rendering | None] = ContextVar("evidoc_rendering", default=None)


def of(md: Markdown) -> Rendering:
    """Return the page that ``md`` is rendering."""
    rendering: Rendering = md.evidoc  # type: ignore[attr-defined]
    return rendering


_projects: dict[Path, Project] = {}


def find_rendering(text: str) -> Rendering:
    """Return the page with this text, from the project at or above the current folder.

    A text that is no page of the project renders too; its claims name their topics in full.
    """
    root = find_root(Path.cwd())
    project = _projects.setdefault(root, Project(load_config(root)))
    for language, pages in project.pages.items():
        for path, page in pages.items():
            if text.strip() in (page.body.strip(), page.source.text.strip()):
                return Rendering(project, language, path, page)
    return Rendering(project, project.config.source_language, "", scan(text))
