"""The terms of a site: one file for the glossary page and the search of every language.

An entry of ``glossary.toml``::

    [receptive-field]
    page = "topic/receptive-field.md"
    ko.term = "수용 영역"
    ko.aliases = ["RF"]
    ko.avoid = ["수용장"]
    ko.text = "출력 하나에 영향을 줄 수 있는 입력의 범위."
    en.term = "receptive field"
    en.text = "The region of the input that can affect one output."

``page``, ``aliases`` (further names, found by search) and ``avoid`` (names that pages do not use,
found by search too) may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from evidoc.core.findings import EvidocError, Finding
from evidoc.core.toml import lines_of_keys, parse_toml
from evidoc.examples.source import read_source
from evidoc.pages.numerals import NumeralError, read_numerals, read_ratio_words
from evidoc.project.config import Config


@dataclass(frozen=True)
class Wording:
    """An entry in one language.

    Attributes:
        term: The name that pages use.
        text: What it means, in one sentence of inline Markdown.
        aliases: Further names.
        avoid: Names that pages do not use.
    """

    term: str
    text: str
    aliases: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that a reader may search for."""
        return (self.term, *self.aliases, *self.avoid)


@dataclass(frozen=True)
class Term:
    """A term with its wording in every language.

    Attributes:
        id: Its anchor on the glossary page.
        line: Where it stands in the file.
        page: The page that explains it, below each language's folder, perhaps with an ``#id``;
            empty if there is none.
        wordings: Language code to the wording.
    """

    id: str
    line: int
    page: str
    wordings: Mapping[str, Wording]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Its names in all languages; Korean compounds also as they are written without spaces."""
        every = [name for wording in self.wordings.values() for name in wording.names]
        joined = [name.replace(" ", "") for name in every if any("가" <= c <= "힣" for c in name)]
        return tuple(dict.fromkeys([*every, *joined]))


@lru_cache(maxsize=4096)
def pattern_of(name: str) -> re.Pattern[str]:
    """Return what finds a name in a text: a plural or a Korean particle may follow it."""
    text = r"\s+".join(map(re.escape, name.split()))
    before, after = (r"(?<![A-Za-z])", r"(?:e?s)?(?![A-Za-z])")
    text = f"{before if name[0].isascii() else ''}{text}{after if name[-1].isascii() else ''}"
    # "mac" is no MAC.
    return re.compile(text, 0 if name.isupper() else re.IGNORECASE)


class MalformedError(ValueError):
    """An entry that cannot be used, with the key at fault."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


@dataclass(frozen=True)
class Glossary:
    """The file with the terms of a site.

    Attributes:
        path: The file, as findings show it.
        entries: Its entries; a wrong one is left out.
        findings: What is wrong with it.
        ids: The ids of all entries, the wrong ones too: links to them are not wrong as well.
    """

    path: str = ""
    entries: Sequence[Term] = ()
    findings: Sequence[Finding] = ()
    ids: frozenset[str] = frozenset()


def load_glossary(config: Config) -> Glossary:
    """Read the glossary that the settings name; never raises, as ``read_glossary``."""
    if config.glossary is None:
        return Glossary()
    name = config.relative(config.glossary)
    try:
        text = read_source(config.glossary, name)
    except EvidocError as error:
        return Glossary(name, findings=error.findings)
    return read_glossary(text, name, config.languages, config.names)


def read_glossary(
    text: str, path: str, languages: Collection[str], names: Iterable[str] = ()
) -> Glossary:
    """Read a glossary; never raises for what an author wrote, but notes it as a finding.

    Args:
        text: The file's text.
        path: Its path as findings show it.
        languages: The codes of the languages that every entry has.
        names: Texts with digits that are names; any other digit is a number that nobody computed.
    """
    try:
        raw = parse_toml(text, path)
    except EvidocError as error:
        return Glossary(path, findings=error.findings)
    line_of, lines = lines_of_keys(text), text.split("\n")
    entries: list[Term] = []
    findings: list[Finding] = []
    taken: dict[tuple[str, str], str] = {}
    for id_, value in raw.items():
        try:
            entry = _entry(id_, line_of.get(id_, 1), value, languages)
            for key, said in _texts(entry):
                _require_no_number(key, said, names)
            for code, wording in entry.wordings.items():
                for name in wording.names:
                    other = taken.setdefault((code, name.casefold()), id_)
                    if other != id_:
                        raise MalformedError(f"{code}.", f"{name!r} names [{other}] too")
        except MalformedError as error:
            message = f"[{id_}] {error.key}: {error}" if error.key else f"[{id_}]: {error}"
            line = _line_of(error.key, lines, line_of.get(id_, 1))
            findings.append(Finding(path, line, message, "mend the entry"))
        else:
            entries.append(entry)
    return Glossary(path, entries, findings, frozenset(raw))


def _line_of(key: str, lines: Sequence[str], first: int) -> int:
    """Return the line of a key if it stands on a line of its own, or that of its entry.

    Args:
        key: The key, as in ``en.term``; empty for the entry.
        lines: The lines of the file.
        first: The line of the entry.
    """
    for number, line in enumerate(islice(lines, first, None), first + 1):
        if not key or line.startswith("["):
            break
        if line.startswith(key):
            return number
    return first


def _entry(id_: str, line: int, value: Any, languages: Collection[str]) -> Term:
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", id_):
        raise MalformedError("", "an id holds lower-case letters, digits and hyphens")
    if not isinstance(value, dict):
        raise MalformedError("", "is not a table of settings")
    for key in value.keys() - languages - {"page"}:
        raise MalformedError(key, f"is unknown; known are page, {', '.join(languages)}")
    page = value.get("page", "")
    if not isinstance(page, str):
        raise MalformedError("page", "is not a text")
    return Term(id_, line, page, {code: _wording(code, value.get(code)) for code in languages})


def _wording(code: str, value: Any) -> Wording:
    if not isinstance(value, dict):
        raise MalformedError(code, "is missing")
    for key in value.keys() - {"term", "text", "aliases", "avoid"}:
        raise MalformedError(f"{code}.{key}", "is unknown; known are term, text, aliases, avoid")
    for key in ("term", "text"):
        if not isinstance(value.get(key), str) or not value[key].strip():
            raise MalformedError(f"{code}.{key}", "is missing or no text")
    lists = []
    for key in ("aliases", "avoid"):
        names = value.get(key, [])
        if not isinstance(names, list) or not all(isinstance(n, str) and n.strip() for n in names):
            raise MalformedError(f"{code}.{key}", "is not a list of texts")
        lists.append(tuple(names))
    return Wording(value["term"], value["text"], *lists)


def _texts(entry: Term) -> Iterator[tuple[str, str]]:
    for code, wording in entry.wordings.items():
        yield f"{code}.term", wording.term
        yield f"{code}.text", wording.text
        for name in wording.aliases:
            yield f"{code}.aliases", name


def _require_no_number(key: str, text: str, names: Iterable[str]) -> None:
    try:
        numerals = [*read_numerals(text, names), *read_ratio_words(text)]
    except NumeralError as error:
        raise MalformedError(key, str(error)) from None
    if numerals:
        raise MalformedError(key, f"{numerals[0].text} is computed by no example: say it without")
