"""How to cite a page: from ``CITATION.cff`` at the root of the project, if there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import yaml

from evidoc.core.findings import EvidocError, Finding
from evidoc.core.words import words
from evidoc.site.head import About

FILE = "CITATION.cff"
_SPECIAL = re.compile(r"[&%$#_{}]")
_SIGNS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True)
class Cited:
    """What is cited: the project, its authors, and when it came out, empty if unknown."""

    key: str
    authors: tuple[str, ...]
    released: str = ""

    def fold(self, about: About) -> str:
        """Return the folded HTML below a page that says how to cite it."""
        said = words(about.language).cite
        return (
            f'\n<details class="evidoc-cite" data-search-exclude><summary>{escape(said)}</summary>'
            f"<p>{escape(self.text(about))}</p>"
            f"<pre><code>{escape(self.bibtex(about), quote=False)}</code></pre></details>\n"
        )

    def text(self, about: About) -> str:
        """Return the reference as text."""
        year = f" ({self._year(about)})" if self._year(about) else ""
        parts = [f"{', '.join(self.authors)}{year}", about.title, about.site]
        return ". ".join(dict.fromkeys(parts)) + "." + (f" {about.url}" if about.url else "")

    def bibtex(self, about: About) -> str:
        """Return the reference as an entry of BibTeX."""
        fields = {
            # A name in braces is one of an organization: it has no first and last name.
            "author": " and ".join(
                _tex(name) if "," in name else f"{{{_tex(name)}}}" for name in self.authors
            ),
            "title": f"{{{_tex(about.title)}}}",
            "howpublished": _tex(about.site),
            "year": self._year(about),
            "url": about.url,
        }
        lines = [f"  {name} = {{{text}}},\n" for name, text in fields.items() if text]
        return f"@misc{{{self._key(about)},\n{''.join(lines)}}}\n"

    def _key(self, about: About) -> str:
        parts = f"{self.key} {about.language} {about.address}"
        return re.sub(r"[^a-z0-9]+", "-", parts.lower()).strip("-")

    def _year(self, about: About) -> str:
        return (about.revised or self.released)[:4]


def read_citation(root: Path) -> Cited | None:
    """Return what the file at the root of a project says, None without one.

    Raises:
        EvidocError: It cannot be read, or names no author.
    """
    try:
        raw = yaml.safe_load((root / FILE).read_text("utf-8"))
        authors = tuple(_authors(raw))
        key = str(raw["title"]).partition(":")[0]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        message = f"cannot be read: {' '.join(str(error).split())}"
        mend = "see citation-file-format.github.io"
        raise EvidocError([Finding(FILE, 1, message, mend, code="setting-wrong")]) from error
    return Cited(key, authors, str(raw.get("date-released", "")))


def _authors(raw: Mapping[str, Any]) -> Iterator[str]:
    for author in raw["authors"]:
        if "name" in author:
            yield str(author["name"])
        else:
            particle = f"{author['name-particle']} " if "name-particle" in author else ""
            given = f", {author['given-names']}" if "given-names" in author else ""
            yield f"{particle}{author['family-names']}{given}"


def _tex(text: str) -> str:
    """Return a text as LaTeX sets it."""
    return "".join(_SIGNS.get(sign, _SPECIAL.sub(r"\\\g<0>", sign)) for sign in text)
