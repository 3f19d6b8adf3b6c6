"""Whether the languages say the same: structure, claims and recorded numbers, page by page.

Wording is free, and so is the order inside a section. Every further language is compared with the
first one of ``evidoc.toml``.
"""

from __future__ import annotations

import difflib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from evidoc.checks.recorded_parity import compare_records
from evidoc.checks.seen import Place, Seen
from evidoc.checks.structure import REPEATABLE, Part, parts_of
from evidoc.core.findings import Finding
from evidoc.pages.page import Heading, Page
from evidoc.project.mkdocs_file import entries, items, with_inherited
from evidoc.project.project import Project

MEND = "say the same in every language"


def check_parity(project: Project, seen: Mapping[Place, Seen]) -> Iterator[Finding]:
    """Yield where a language has what another one lacks, with the lines of both.

    Args:
        project: The project.
        seen: What a reader sees of each page; one that is missing is not compared.
    """
    first, *others = project.pages
    for other in others:
        yield from _compare_navigation(project, first, other)
        for path in project.pages[first].keys() & project.pages[other].keys():
            sides = [_side(project, language, path, seen) for language in (first, other)]
            if sides[0] and sides[1]:
                yield from _compare_pages(sides[0], sides[1])
        yield from compare_records(project, first, other)


@dataclass
class _Section:
    """What stands between a heading and the next one; what stands above all has no heading."""

    line: int
    parts: dict[str, list[Part]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class _Side:
    """One page in one language."""

    name: str
    headings: Sequence[Heading]
    sections: Mapping[str, _Section]


def _side(project: Project, language: str, path: str, seen: Mapping[Place, Seen]) -> _Side | None:
    """Return a page, unless it could not be rendered, which is a finding of its own."""
    page = project.pages[language][path]
    shown = seen.get((language, path))
    if shown is None and page.body.strip():
        return None
    shown = shown or Seen(page.source)
    headings = list(_headings(page, shown))
    return _Side(project.page_path(language, path), headings, _sections(page, shown, headings))


def _headings(page: Page, seen: Seen) -> Iterator[Heading]:
    """Yield the headings that are seen; an id that the page does not give is none."""
    scanned = page.headings if len(page.headings) == len(seen.headings) else None
    for number, each in enumerate(seen.headings):
        start, end = each.span
        line = scanned[number].line if scanned else seen.line(start)
        id_ = each.id if _gives(page.source.text, each.id) else ""
        yield Heading(line, each.level, id_, seen.text[start:end])


def _gives(text: str, id_: str) -> bool:
    """Tell whether a text gives an id: ``#id``, or an attribute of raw HTML."""
    if f'id="{id_}"' in text or f"id='{id_}'" in text:
        return True
    behind = (part[:1] for part in text.split(f"#{id_}")[1:])
    return any(not (sign.isalnum() or sign == "_") for sign in behind)


def _sections(page: Page, seen: Seen, headings: Sequence[Heading]) -> dict[str, _Section]:
    sections = {"": _Section(1)}
    for heading in headings:
        sections.setdefault(heading.id, _Section(heading.line))
    ids = ["", *(heading.id for heading in headings)]
    starts = [each.span[0] for each in seen.headings]
    lines = [heading.line for heading in headings]
    for part in parts_of(page, seen):
        if part.start is None:
            position = bisect_right(lines, part.line)
        else:
            position = bisect_right(starts, part.start)
        sections[ids[position]].parts[part.kind].append(part)
    return sections


def _compare_pages(first: _Side, other: _Side) -> Iterator[Finding]:
    yield from _compare_headings(first, other)
    for id_, section in first.sections.items():
        if id_ not in other.sections:
            continue  # the heading is a finding already
        counterpart = other.sections[id_]
        for kind in sorted(section.parts.keys() | counterpart.parts.keys()):
            here, there = _unmatched(kind, section.parts[kind], counterpart.parts[kind])
            for mine, others in zip(here, there, strict=False):
                yield _differs(other.name, others.line, str(others), first.name, mine.line, mine)
            for mine in here[len(there) :]:
                yield _missing(first.name, mine.line, str(mine), other.name, counterpart.line, id_)
            for others in there[len(here) :]:
                yield _missing(other.name, others.line, str(others), first.name, section.line, id_)


def _unmatched(kind: str, here: list[Part], there: list[Part]) -> tuple[list[Part], list[Part]]:
    """Return what only one side has, as multisets; only then are lines looked for."""
    count: Callable[[Iterable[str]], object] = set if kind in REPEATABLE else Counter
    if count(part.what for part in here) == count(part.what for part in there):
        return [], []
    here, there = _in_order(kind, here), _in_order(kind, there)
    return _without(here, there), _without(there, here)


def _in_order(kind: str, parts: Iterable[Part]) -> list[Part]:
    """Return parts by their lines; of what may be repeated the first."""
    ordered = sorted(parts, key=lambda part: part.line)
    if kind not in REPEATABLE:
        return ordered
    first: dict[str, Part] = {}
    for part in ordered:
        first.setdefault(part.what, part)
    return list(first.values())


def _without(parts: list[Part], taken: Iterable[Part]) -> list[Part]:
    counts = Counter(part.what for part in taken)
    left = []
    for part in parts:
        if counts[part.what]:
            counts[part.what] -= 1
        else:
            left.append(part)
    return left


def _compare_headings(first: _Side, other: _Side) -> Iterator[Finding]:
    here, there = ([(h.level, h.id) for h in side.headings] for side in (first, other))
    blocks = difflib.SequenceMatcher(None, here, there, autojunk=False).get_opcodes()
    for tag, start, end, other_start, other_end in blocks:
        if tag == "equal":
            continue
        mine, others = first.headings[start:end], other.headings[other_start:other_end]
        for one, two in zip(mine, others, strict=False):
            yield _differs(other.name, two.line, _shown(two), first.name, one.line, _shown(one))
        for one in mine[len(others) :]:
            line = _line_at(other.headings, other_end)
            yield _missing(first.name, one.line, _shown(one), other.name, line)
        for two in others[len(mine) :]:
            line = _line_at(first.headings, end)
            yield _missing(other.name, two.line, _shown(two), first.name, line)


def _shown(heading: Heading) -> str:
    return f"heading {'#' * heading.level} {{#{heading.id}}}"


def _line_at(headings: Sequence[Heading], index: int) -> int:
    """Return the line of the heading before ``index``, where one is missing."""
    return headings[index - 1].line if index else 1


def _differs(
    name: str, line: int, what: str, other_name: str, other_line: int, other: object
) -> Finding:
    return Finding(name, line, f"{what}; {other_name}:{other_line}: has {other}", MEND)


def _missing(
    name: str, line: int, what: str, other_name: str, other_line: int, section: str = ""
) -> Finding:
    where = f" (#{section})" if section else ""
    return Finding(name, line, f"{what}: missing at {other_name}:{other_line}{where}", MEND)


# -- navigation ----------------------------------------------------------------------------------


def _compare_navigation(project: Project, first: str, other: str) -> Iterator[Finding]:
    here, there = (_navigation(project, language) for language in (first, other))
    for mine, others, language in ((here, there, first), (there, here, other)):
        for path in sorted(mine.keys() - others.keys()):
            elsewhere = other if language == first else first
            file = project.config.relative(project.config.languages[elsewhere].mkdocs)
            yield Finding(*mine[path], f"nav names {path}, that of {file} does not", MEND)


def _navigation(project: Project, language: str) -> dict[str, tuple[str, int]]:
    """Return the files that a language's ``nav`` names, each with the place where it does."""
    for path, tree in with_inherited(project.config.languages[language].mkdocs):
        named = [file for key, nav in entries(tree) if key.value == "nav" for file in _files(nav)]
        if named:
            name = project.config.relative(path)
            return {file.value: (name, file.start_mark.line + 1) for file in named}
    return {}


def _files(nav: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(nav, yaml.ScalarNode) and nav.value:
        yield nav
    for below in [*items(nav), *(value for _, value in entries(nav))]:
        yield from _files(below)
