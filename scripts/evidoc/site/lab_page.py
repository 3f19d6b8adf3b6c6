"""A lab on the site: what mkdocs-jupyter makes of its notebook, in the look of every other page.

Its HTML brings 600 KB of styles and scripts, among them some that call other hosts, and leaves
formulas and links to other pages as they are written. Kept are the texts that it renders; code,
output and figures are shown as those of an example are.
"""

from __future__ import annotations

import base64
import json
import posixpath
import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as etree

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from pygments.lexers import PythonLexer

from evidoc.core.words import Words
from evidoc.markdown.example_html import (
    add_data,
    add_foot,
    add_output,
    highlighted,
    how_it_ran,
    size_of,
)
from evidoc.markdown.math import MathExtension
from evidoc.math.mathml import DISPLAY, INLINE, formula_of
from evidoc.records.lab_notebook import FIGURE, alternative, without_alternative
from evidoc.records.record import Record

_FORMULA = re.compile(f"{DISPLAY}|{INLINE}")
_NO_TEXT = {"code", "pre"}


class LabPage:
    """A page of the site that shows a lab.

    Attributes:
        math: Holds the formulas that cannot be read.
    """

    def __init__(self, words: Words, page: Page, config: MkDocsConfig, files: Files) -> None:
        self.words = words
        self.page = page
        self.files = files
        self.permalink = config.mdx_configs.get("toc", {}).get("permalink_title", "")
        self.headings: list[Any] = []
        self.math = MathExtension()

    def render(self, html: str, book: bytes, record: Record) -> str:
        """Return the page's HTML, and give the page its table of contents.

        Args:
            html: What mkdocs-jupyter made of the notebook.
            book: The notebook.
            record: What is recorded of the lab.
        """
        body = html[html.index('<div class="jupyter-wrapper">') :]
        shown = BeautifulSoup(body, "html.parser").select(".jp-Notebook > .jp-Cell")
        cells = json.loads(book)["cells"]
        parts = [self._cell(tag, cell) for tag, cell in zip(shown, cells, strict=True)]
        self.page.toc = get_toc(nest_toc_tokens(self.headings))
        name = posixpath.basename(self.page.file.src_uri)
        foot = etree.Element("div")
        add_foot(foot, {name: name}, self.words, how_it_ran(record, self.words))
        return "\n".join([*parts, etree.tostring(foot, encoding="unicode", method="html")])

    def _cell(self, shown: Tag, cell: Mapping[str, Any]) -> str:
        if cell["cell_type"] == "markdown":
            text = shown.select_one(".jp-RenderedMarkdown")
            return self._text(text) if text else ""
        source = "".join(cell["source"])
        if "files" in cell["metadata"].get("tags", ()):
            names = re.findall(r"^    '([^']+)': ", source, re.MULTILINE)
            box = etree.Element("p", {"class": "evidoc-foot"})
            box.text = self.words.files_left_out(", ".join(names))
            return etree.tostring(box, encoding="unicode")
        code = highlighted(without_alternative(source), PythonLexer(), cell["id"], "")
        outputs = [self._output(output, alternative(source)) for output in cell["outputs"]]
        return "\n".join(['<div class="evidoc-example">', code, *outputs, "</div>"])

    def _text(self, text: Tag) -> str:
        for anchor in text.select("a.anchor-link"):
            heading = anchor.parent
            anchor.decompose()
            assert heading
            self._heading(heading)
        for link in text.select("a[href]"):
            link["href"] = self._address(str(link["href"]))
        for node in list(text.find_all(string=_FORMULA)):
            if not _NO_TEXT & {parent.name for parent in node.parents}:
                self._formulas(node)
        return text.decode_contents()

    def _address(self, link: str) -> str:
        """Return the address of what a link in the notebook leads to."""
        target = link.partition("#")[0]
        here = posixpath.dirname(self.page.file.src_uri)
        file = self.files.get_file_from_path(posixpath.normpath(posixpath.join(here, target)))
        return link.replace(target, file.url_relative_to(self.page.file), 1) if file else link

    def _heading(self, heading: Tag) -> None:
        name = heading.get_text()
        id_ = f"part-{len(self.headings)}" if self.headings else "top"
        heading["id"] = id_
        level = int(heading.name[1])
        self.headings.append({"level": level, "id": id_, "name": name, "html": name})
        mark = BeautifulSoup("", "html.parser").new_tag(
            "a", attrs={"class": "headerlink", "href": f"#{id_}", "title": self.permalink}
        )
        mark.string = "¶"
        heading.append(mark)

    def _formulas(self, node: NavigableString) -> None:
        pieces: list[PageElement] = []
        end = 0
        for match in _FORMULA.finditer(node):
            formula = formula_of(match)
            kind = ("div", "evidoc-display") if formula.is_display else ("span", "evidoc-math")
            box = etree.Element(kind[0], {"class": kind[1]})
            self.math.render(formula, box)
            pieces.append(NavigableString(node[end : match.start()]))
            pieces += BeautifulSoup(etree.tostring(box, encoding="unicode"), "html.parser").contents
            end = match.end()
        pieces.append(NavigableString(node[end:]))
        paragraph = node.parent
        alone = paragraph and paragraph.name == "p" and not node[end:].strip()
        node.replace_with(*pieces)
        if alone and paragraph and "evidoc-display" in str(paragraph.contents[-2:]):
            paragraph.name = "div"  # a paragraph holds no block

    def _output(self, output: Mapping[str, Any], alt: str) -> str:
        box = etree.Element("div")
        data = output.get("data", {})
        if FIGURE in data:
            return self._figure("".join(data[FIGURE]), output["metadata"].get(FIGURE, {}), alt)
        add_output(box, "".join(output.get("text", data.get("text/plain", ()))), self.words)
        return "".join(etree.tostring(each, encoding="unicode", method="html") for each in box)

    def _figure(self, svg: str, about: Mapping[str, Any], alt: str) -> str:
        address = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
        figure = etree.Element("figure", {"class": "evidoc-figure"})
        etree.SubElement(figure, "img", {"src": address, "alt": alt, **size_of(svg.encode())})
        if tables := about.get("tables"):
            add_data(figure, tables, self.words)
        return etree.tostring(figure, encoding="unicode", method="html")
