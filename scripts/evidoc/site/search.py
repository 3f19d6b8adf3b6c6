"""Lets a search find a page by any name of what it is about: aliases and the other languages'."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from pathlib import Path

from evidoc.project.glossary import Term, pattern_of

INDEX = "search/search_index.json"
_TAG = re.compile(r"<[^>]*>")


def add_aliases(site: Path, entries: Iterable[Term]) -> None:
    """Add to each section of a built site's search index the other names of the terms it uses.

    Args:
        site: The folder of one language's site; without a search index, nothing is done.
        entries: The glossary.
    """
    path = site / INDEX
    if not path.is_file():
        return
    index = json.loads(path.read_text("utf-8"))
    entries = list(entries)
    for section in index["docs"]:
        said = html.unescape(_TAG.sub("", f"{section['title']}\n{section['text']}"))
        if names := list(other_names(said, entries)):
            section["text"] += f"<p>{html.escape(' · '.join(names), quote=False)}</p>"
    path.write_text(json.dumps(index, separators=(",", ":")), "utf-8")


def other_names(text: str, entries: Iterable[Term]) -> Iterable[str]:
    """Return the names that a text does not use of the terms that it does use, without doubles."""
    names: dict[str, None] = {}
    for entry in entries:
        found = {name: bool(pattern_of(name).search(text)) for name in entry.names}
        if any(found.values()):
            names.update(dict.fromkeys(name for name, used in found.items() if not used))
    return names
