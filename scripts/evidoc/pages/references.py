"""What leads from a page to another place: citations, and the paths in links."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from evidoc.pages.markup import Source

CITATION = r"\[@(?<!\\\[@)(?P<key>[^\]\s\[]+)\](?![(\[{])"


def find_citations(source: Source) -> Iterator[tuple[int, str]]:
    """Yield offset and key of the citations of a page, in order."""
    for match in re.finditer(CITATION, source.without_math):
        yield match.start(), match["key"]


def is_bracketed(text: str, offset: int) -> bool:
    """Return whether a citation at ``offset`` stands in brackets."""
    return text.rfind("(", 0, offset) > text.rfind(")", 0, offset)


def linked_path(page: str, target: str) -> str:
    """Return the path, below the language's folder, of what a link on a page leads to."""
    path = unquote(urlsplit(target).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
