"""What a page shows of a run: code, output, the data of a figure, how it ran."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

import pygments
from markdown.util import AtomicString
from pygments.filter import Filter
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import Token

from evidoc.core.memory import Memory
from evidoc.core.words import Words
from evidoc.markdown.unstyled import NoStyle
from evidoc.records.record import Record


def add_failure(parent: etree.Element, message: str) -> None:
    """Say what went wrong with an example."""
    note = etree.SubElement(parent, "div", {"class": "evidoc-failure", "role": "alert"})
    etree.SubElement(note, "pre").text = AtomicString(message)


def failed(message: str) -> str:
    """Return the HTML that says what went wrong with an example."""
    box = etree.Element("div")
    add_failure(box, message)
    return etree.tostring(box[0], encoding="unicode", method="html")


_LONG = 30  # lines; what prints more is shown in a box of limited height


def add_output(
    parent: etree.Element, output: str, words: Words, colours: Mapping[str, str] | None = None
) -> None:
    """Show what was printed, its pieces in the colours that they have."""
    figure = etree.SubElement(parent, "div", {"class": "evidoc-output"})
    label = etree.SubElement(figure, "span", {"class": "evidoc-label"})
    label.text = AtomicString(words.output)
    pre = etree.SubElement(figure, "pre")
    if output.count("\n") > _LONG:
        # It scrolls, so keys must reach it, and a screen reader say what it is.
        attributes = {"class": "evidoc-long", "tabindex": "0", "role": "region"}
        pre.attrib.update({**attributes, "aria-label": words.output})
    code = etree.SubElement(pre, "code")
    text, position = output.rstrip("\n") + "\n", 0
    last = None
    for place, names in (colours or {}).items():
        start, end = (min(int(each), len(text)) for each in place.split(":"))
        _append(code, last, text[position:start])
        kinds = " ".join(f"evidoc-{name}" for name in names.split())
        last = etree.SubElement(code, "span", {"class": kinds})
        last.text = AtomicString(text[start:end])
        position = end
    _append(code, last, text[position:])


def _append(code: etree.Element, last: etree.Element | None, text: str) -> None:
    if last is None:
        code.text = AtomicString(text)
    else:
        last.tail = AtomicString(text)


_SIZE = re.compile(rb'<svg [^>]*?width="([\d.]+)pt" height="([\d.]+)pt"')


def size_of(svg: bytes) -> dict[str, str]:
    """Return width and height of a figure as attributes: a browser then keeps its place."""
    match = _SIZE.search(svg[:1000])
    if match is None:
        return {}
    width, height = (str(round(float(points) * 4 / 3)) for points in match.groups())
    return {"width": width, "height": height}


def add_fold(parent: etree.Element, summary: str, kind: str = "evidoc-code") -> etree.Element:
    """Add an element whose content a reader unfolds, and return it."""
    details = etree.SubElement(parent, "details", {"class": kind})
    etree.SubElement(details, "summary").text = AtomicString(summary)
    return details


def add_late(parent: etree.Element, summary: str, kind: str) -> etree.Element:
    """Add an element whose content is made when a reader unfolds it, and return where that goes.

    With scripts a browser takes the content for one text, which costs nothing; the engine's script
    unfolds it. Without scripts it is there like any other. One must not hold another.
    """
    return etree.SubElement(add_fold(parent, summary, kind), "noscript")


def add_data(parent: etree.Element, tables: Iterable[Mapping[str, Any]], words: Words) -> None:
    """Show the data drawn in a figure, folded."""
    late = add_late(parent, words.data, "evidoc-data")
    parent[-1].set("data-search-exclude", "")
    scroll = etree.SubElement(late, "div", {"class": "evidoc-scroll", "tabindex": "0"})
    for table in tables:
        element = etree.SubElement(scroll, "table")
        if table["title"]:
            etree.SubElement(element, "caption").text = AtomicString(str(table["title"]))
        head = etree.SubElement(etree.SubElement(element, "thead"), "tr")
        for column in table["columns"]:
            etree.SubElement(head, "th", {"scope": "col"}).text = AtomicString(str(column))
        body = etree.SubElement(element, "tbody")
        for row in table["rows"]:
            cells = etree.SubElement(body, "tr")
            for cell in row:
                etree.SubElement(cells, "td").text = AtomicString(str(cell))


def how_it_ran(record: Record, words: Words) -> str:
    """Return what an example ran with and the start of its digest."""
    versions = ", ".join(f"{name} {version}" for name, version in record.environment.items())
    return f"{words.say('ran_with', versions)} · {words.digest} {record.digest[:8]} · "


def add_foot(
    parent: etree.Element,
    downloads: Mapping[str, str],
    words: Words,
    before: str = "",
    *,
    modules: Mapping[str, str] | None = None,
    opened: Mapping[str, str] | None = None,
) -> None:
    """Link what a reader can download, and where a notebook can be opened.

    Args:
        parent: Where it goes.
        downloads: File name to address.
        words: The engine's own words.
        before: What is said before the links.
        modules: The same of the modules that the code imports.
        opened: Service to address.
    """
    foot = etree.SubElement(parent, "p", {"class": "evidoc-foot"})
    foot.text = AtomicString(before)
    parts = [(words.download, downloads), (words.modules, modules or {})]
    for said, files in parts:
        for number, (file, address) in enumerate(files.items()):
            _say(foot, ", " if number else f"{said} " if not len(foot) else f" · {said} ")
            anchor = etree.SubElement(foot, "a", {"href": address, "download": file})
            anchor.text = AtomicString(file)
    for service, address in (opened or {}).items():
        _say(foot, " · ")
        etree.SubElement(foot, "a", {"href": address}).text = AtomicString(
            words.say("open_in", service)
        )


def _say(foot: etree.Element, text: str) -> None:
    """Append a text behind what a line says so far."""
    if len(foot):
        foot[-1].tail = AtomicString((foot[-1].tail or "") + text)
    else:
        foot.text = AtomicString((foot.text or "") + text)


class _Plain(Filter):
    """Colours words, not signs: each colour is an element, and a page has thousands of signs."""

    def filter(self, lexer: Any, stream: Any) -> Iterator[tuple[Any, str]]:  # noqa: ARG002
        for kind, text in stream:
            yield _COLOURED_AS.get(kind, kind), text


_STRING = Token.Literal.String
_COLOURED_AS = {
    Token.Name: Token.Text,
    Token.Name.Builtin.Pseudo: Token.Text,
    Token.Name.Namespace: Token.Text,
    Token.Operator: Token.Text,
    Token.Punctuation: Token.Text,
    Token.Text.Whitespace: Token.Text,
    _STRING.Affix: _STRING.Double,
    _STRING.Interpol: _STRING.Double,
    _STRING.Single: _STRING.Double,
}


_RECIPE = sha256(Path(__file__).read_bytes()).hexdigest() + version("pygments")


def highlighted(source: str, language: str, anchor: str, filename: str, memory: Memory) -> str:
    """Return code as HTML in the form that Material styles, with an id on each line."""
    inputs = (source, language, anchor, filename, _RECIPE)
    return memory.recall(lambda: _highlighted(source, language, anchor, filename), *inputs)


def _highlighted(source: str, language: str, anchor: str, filename: str) -> str:
    # A lexer compiles its language's grammar, which takes longer than to colour a program.
    from evidoc.markdown.python_lexer import ProgramLexer

    lexer = ProgramLexer() if language == "python" else get_lexer_by_name(language)
    formatter = HtmlFormatter(
        style=NoStyle, cssclass="highlight", wrapcode=True, linespans=anchor, filename=filename
    )
    lexer.add_filter(_Plain())
    html = str(pygments.highlight(source, lexer, formatter))
    return html.replace("<pre><span></span>", "<pre>")  # for browsers of long ago
