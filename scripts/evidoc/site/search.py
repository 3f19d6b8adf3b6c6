"""Lets a search find a page by any name of what it is about: aliases and the other languages'.

Where Material shows the site, the engine's own search answers in place of Material's: it loads the
index when someone searches, puts the page that owns a term first, and reads Korean with particles
and without spaces. Any other theme keeps its own, whose index gets the names added.
"""

from __future__ import annotations

import html
import json
import keyword
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evidoc.core.words import tables
from evidoc.project.glossary import Term, pattern_of
from evidoc.records.record import sha256

INDEX = "search/search_index.json"
_TAG = re.compile(r"<[^>]*>")
_CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
_LISTING = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_SPAN = re.compile(r"</?span\b[^>]*>")
_MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
_DATA = re.compile(r'<details class="evidoc-data"[^>]*>.*?</details>', re.DOTALL)
# Of these Material's search keeps the text alone.
_PASSED_OVER = ("data", "span", "strong", "em", "table", "thead", "tbody", "tr", "th", "td")
_LEFT_OUT = re.compile(r"<(\w+)\b[^>]* data-search-exclude")
_LINK = re.compile(r'<a\b(?![^>]*(?:"headerlink"| data-search-))[^>]*>(.*?)</a>', re.DOTALL)
_NAME = re.compile(r"[A-Za-z_]\w{2,}")
_WORKER = re.compile(r'("search": ?")([^"]*)assets/javascripts/workers/search\.[^"]*"')


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


def as_indexed(html: str) -> str:
    """Return the HTML of a page without what a search index leaves out of it.

    Search plugins read all of it tag by tag, and most tags are colours of code and parts of
    formulas.
    """
    html = _LISTING.sub(lambda code: _SPAN.sub("", code[0]), html)
    html = _MATH.sub(lambda formula: _TAG.sub("", formula[0]), html)
    return _DATA.sub("", html)


def without_passed_over(html: str) -> str:
    """Return the HTML of a page without the tags that Material's search reads and passes over."""
    html = _LINK.sub(r"\1", html)
    passed_over = "|".join({*_PASSED_OVER} - {*_LEFT_OUT.findall(html)})
    return re.sub(rf"</?(?:{passed_over})(?=[ >])[^>]*>", "", html)


def use_own_search(page: str, worker: str) -> str:
    """Return the HTML of a page of Material's with the engine's search in the place of its own.

    Args:
        page: The HTML.
        worker: The address of the search below the root of the language.
    """
    return _WORKER.sub(rf'\1\2{worker}"', page)


def write_own_index(
    site: Path, language: str, entries: Iterable[Term], urls: Mapping[str, str], glossary: str
) -> None:
    """Replace the search index of a site by what the engine's search loads.

    The file that a theme loads with every page holds the address of the index alone.

    Args:
        site: The folder of one language's site; without a search index, nothing is done.
        language: Its code.
        entries: The glossary.
        urls: The address of each page by its path below the language's folder.
        glossary: The address of the page that shows the glossary; empty if none does.
    """
    path = site / INDEX
    if not path.is_file():
        return
    docs = [_document(doc) for doc in json.loads(path.read_text("utf-8"))["docs"]]
    entries = list(entries)
    if glossary:
        docs = [[*doc[:2], "", "", 1] if doc[0] == glossary else doc for doc in docs]
        for entry in entries:
            wording = entry.wordings[language]
            docs.append([f"{glossary}#{entry.id}", wording.term, wording.text, "", 1])
    places = {doc[0] for doc in docs}
    terms = []
    for entry in entries:
        page, _, anchor = entry.page.partition("#")
        place = f"{urls.get(page, '')}#{anchor}"
        owner = place if place in places else urls.get(page, f"{glossary}#{entry.id}")
        terms.append([owner, entry.wordings[language].term, list(entry.names)])
    particles = tables().get(language.split("-")[0], {}).get("search", {}).get("particles", "")
    index = {"particles": particles, "docs": docs, "terms": terms}
    data = json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()
    name = f"index.{sha256(data)[:8]}.json"
    path.with_name(name).write_bytes(data)
    config = {"config": {"index": f"../../search/{name}"}, "docs": []}
    path.write_text(json.dumps(config, separators=(",", ":")), "utf-8")


def _document(section: Mapping[str, Any]) -> list[str | float]:
    """Return address, title, text, names in the code and weight of a section of Material's index.

    The weight is ``search: boost`` of the page's front matter.
    """
    names = dict.fromkeys(
        name
        for code in _CODE.findall(section["text"])
        for name in _NAME.findall(html.unescape(_TAG.sub("", code)))
        if not keyword.iskeyword(name)
    )
    text = _plain(_CODE.sub(" ", section["text"]))
    title = _plain(section["title"])
    return [section["location"], title, text, " ".join(names), section.get("boost", 1)]


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", markup.replace("</", " </"))).split())
