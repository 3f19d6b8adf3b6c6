"""The literature that a site cites: one file for the pages of every language.

An entry of ``references.toml``, by the key that pages cite as ``[@wang2018]``::

    [wang2018]
    authors = ["Wang, P.", "Chen, P."]
    year = 2018
    title = "Understanding Convolution for Semantic Segmentation"
    venue = "WACV"
    arxiv = "1702.08502"

``venue`` may be missing; of ``doi``, ``arxiv`` and ``url`` there is one at least.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from string import ascii_lowercase
from typing import Any

from evidoc.core.findings import EvidocError, Finding
from evidoc.core.toml import lines_of_keys, parse_toml
from evidoc.examples.source import read_source
from evidoc.project.config import Config


@dataclass(frozen=True)
class Reference:
    """A work that pages cite.

    Attributes:
        key: What pages cite it by.
        line: Where it stands in the file.
        authors: All authors, each as ``Family, Given``; an organisation has no comma.
        year: The year of publication.
        title: The title, as plain text.
        venue: Where it appeared; empty without one.
        doi: The DOI, without an address; empty without one.
        arxiv: The identifier on arXiv; empty without one.
        url: The address of a work without a DOI and an arXiv identifier.
        letter: What tells it from works of the same year whose citations would read alike: a, b, …
    """

    key: str
    line: int
    authors: tuple[str, ...]
    year: int
    title: str
    venue: str = ""
    doi: str = ""
    arxiv: str = ""
    url: str = ""
    letter: str = ""

    @property
    def published(self) -> str:
        """The year as it is shown, the same in citations and in the list."""
        return f"{self.year}{self.letter}"

    @property
    def families(self) -> list[str]:
        """The authors' family names."""
        return [author.partition(",")[0].strip() for author in self.authors]

    @property
    def names(self) -> list[str]:
        """The authors' names, the given name first."""
        parts = [author.partition(",") for author in self.authors]
        return [f"{given.strip()} {family.strip()}".strip() for family, _, given in parts]

    @property
    def links(self) -> list[tuple[str, str]]:
        """What is shown of each place where it can be read, and its address."""
        links = []
        if self.doi:
            links.append((f"doi:{self.doi}", f"https://doi.org/{self.doi}"))
        if self.arxiv:
            links.append((f"arXiv:{self.arxiv}", f"https://arxiv.org/abs/{self.arxiv}"))
        if self.url:
            links.append((re.sub("^https?://", "", self.url), self.url))
        return links


@dataclass(frozen=True)
class References:
    """The file with the literature of a site.

    Attributes:
        path: The file, as findings show it; empty without one.
        entries: Key to the work; a wrong entry is left out.
        findings: What is wrong with the file.
        keys: The keys of all entries, the wrong ones too: citing them is not wrong as well.
    """

    path: str = ""
    entries: Mapping[str, Reference] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    keys: frozenset[str] = frozenset()


def load_references(config: Config) -> References:
    """Read the literature that the settings name; never raises, as ``read_references``."""
    if config.references is None:
        return References()
    name = config.relative(config.references)
    try:
        text = read_source(config.references, name)
    except EvidocError as error:
        return References(name, findings=error.findings)
    return read_references(text, name)


def read_references(text: str, path: str) -> References:
    """Read the file; never raises for what an author wrote, but notes it as a finding."""
    try:
        raw = parse_toml(text, path)
    except EvidocError as error:
        return References(path, findings=error.findings)
    lines = lines_of_keys(text)
    entries = {}
    findings = []
    for key, value in raw.items():
        line = lines.get(key, 1)
        if message := _wrong(key, value):
            findings.append(Finding(path, line, f"[{key}] {message}", "mend the entry"))
        else:
            entries[key] = Reference(key, line, **{**value, "authors": tuple(value["authors"])})
    return References(path, _told_apart(entries), findings, frozenset(raw))


def _told_apart(entries: Mapping[str, Reference]) -> dict[str, Reference]:
    """Give a letter to each of those works that a citation would call by the same name and year.

    Their order is that of the lists, and the same on all pages.
    """
    alike = defaultdict(list)
    for entry in sorted(entries.values(), key=lambda each: (each.families, each.key)):
        first, *others = entry.families
        # Of more than two authors a citation names the first.
        second = "" if others[1:] else "".join(others)
        alike[first, second, bool(others[1:]), entry.year].append(entry.key)
    letters = {
        key: letter
        for keys in alike.values()
        if len(keys) > 1
        for key, letter in zip(keys, ascii_lowercase, strict=False)
    }
    return {key: replace(entry, letter=letters.get(key, "")) for key, entry in entries.items()}


_FORMS = {
    "doi": (r"10\.\d{4,9}/\S+", "10.1109/5.726791"),
    "arxiv": (r"\d{4}\.\d{4,5}|[a-z-]+/\d{7}", "1702.08502"),
    "url": (r"https?://\S+", "https://example.org/paper"),
}
_TEXTS = ("title", "venue", *_FORMS)


def _wrong(key: str, value: Any) -> str | None:
    """Return what is wrong with an entry, or None."""
    # Digits behind a letter are no number, also in the text of a claim.
    if not re.fullmatch(r"[a-z][a-z0-9]*", key):
        return "a key holds lower-case letters and digits"
    if not isinstance(value, dict):
        return "is not a table of settings"
    known = ("authors", "year", *_TEXTS)
    for name in value.keys() - set(known):
        return f"{name} is unknown; known are {', '.join(known)}"
    for name in ("authors", "year", "title"):
        if name not in value:
            return f"has no {name}"
    authors = value["authors"]
    if not (isinstance(authors, list) and authors and all(map(_is_text, authors))):
        return 'authors is not a list of texts such as "Wang, P."'
    if type(value["year"]) is not int:
        return "year is not a whole number"
    for name in _TEXTS:
        if name in value and not _is_text(value[name]):
            return f"{name} is not a text"
    for name, (form, example) in _FORMS.items():
        if name in value and not re.fullmatch(form, value[name]):
            return f"{name} is {value[name]!r}; write it as {example}"
    return None if value.keys() & _FORMS.keys() else f"has none of {', '.join(_FORMS)}"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
