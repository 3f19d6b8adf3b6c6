"""A lab on the site: its texts are rendered as those of any page, its cells as examples are."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as etree

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from evidoc.core.memory import Memory
from evidoc.core.words import Words
from evidoc.markdown.example_html import (
    add_data,
    add_foot,
    add_output,
    highlighted,
    how_it_ran,
    size_of,
)
from evidoc.records import letters
from evidoc.records.lab_notebook import FIGURE, alternative, without_alternative
from evidoc.records.notebook import Cell
from evidoc.records.record import Record

# Where a cell of code goes: a remark, which Markdown leaves where it is.
_CODE = "<!-- a cell of the lab -->"


class LabFile(File):
    """A notebook that MkDocs takes for a page."""

    cells: Sequence[Cell]

    @classmethod
    def of(cls, config: MkDocsConfig, address: str, book: bytes) -> LabFile:
        """Return the page of a notebook: its texts, with a remark for each cell of code."""
        cells = json.loads(book)["cells"]
        texts = (_source(cell) if cell["cell_type"] == "markdown" else _CODE for cell in cells)
        file = cls.generated(config, address, content="\n\n".join(texts))
        assert isinstance(file, cls)
        file.cells = cells
        return file

    def is_documentation_page(self) -> bool:
        """Tell MkDocs to render it."""
        return True

    @property
    def notebook(self) -> str:
        """The address of the notebook itself, below the root of the language."""
        return posixpath.join(posixpath.dirname(self.dest_uri), posixpath.basename(self.src_uri))

    def download(self, config: MkDocsConfig, book: bytes) -> File:
        """Return the notebook as a file beside the page."""
        name = posixpath.basename(self.src_uri)
        address = posixpath.join(posixpath.splitext(self.src_uri)[0], name)
        file = File.generated(config, address, content=book)
        file.dest_uri = self.notebook
        return file


def _source(cell: Cell) -> str:
    return "".join(cell["source"])


class LabPage:
    """Puts the cells of a lab between its texts."""

    def __init__(
        self, words: Words, file: LabFile, memory: Memory, config: MkDocsConfig, files: Files
    ) -> None:
        self.words = words
        self.file = file
        self.memory = memory
        self.config = config
        self.files = files
        self.figures = 0

    def render(self, html: str, record: Record, opened: Mapping[str, str] | None = None) -> str:
        """Return the page's HTML.

        Args:
            html: What Markdown made of the texts.
            record: What is recorded of the lab.
            opened: Where a reader can open the notebook: service to address.
        """
        code = [self._cell(cell) for cell in self.file.cells if cell["cell_type"] == "code"]
        texts = html.split(_CODE)
        between = [part for pair in zip(texts, code, strict=False) for part in pair]
        name = posixpath.basename(self.file.src_uri)
        foot = etree.Element("div")
        ran = how_it_ran(record, self.words)
        add_foot(foot, {name: name}, self.words, ran, opened=opened)
        end = etree.tostring(foot, encoding="unicode", method="html")
        return "\n".join([*between, *texts[len(code) :], end])

    def _cell(self, cell: Cell) -> str:
        source = _source(cell)
        if "files" in cell["metadata"].get("tags", ()):
            names = re.findall(r"^    '([^']+)': ", source, re.MULTILINE)
            box = etree.Element("p", {"class": "evidoc-foot"})
            box.text = self.words.say("files_left_out", ", ".join(names))
            return etree.tostring(box, encoding="unicode")
        code = highlighted(without_alternative(source), "python", cell["id"], "", self.memory)
        outputs = [self._output(output, alternative(source)) for output in cell["outputs"]]
        return "\n".join(['<div class="evidoc-example">', code, *outputs, "</div>"])

    def _output(self, output: Mapping[str, Any], alt: str) -> str:
        box = etree.Element("div")
        data = output.get("data", {})
        if FIGURE in data:
            return self._figure("".join(data[FIGURE]), output["metadata"].get(FIGURE, {}), alt)
        add_output(box, "".join(output.get("text", data.get("text/plain", ()))), self.words)
        return "".join(etree.tostring(each, encoding="unicode", method="html") for each in box)

    def _figure(self, svg: str, about: Mapping[str, Any], alt: str) -> str:
        self.figures += 1
        address = f"{posixpath.splitext(self.file.src_uri)[0]}.{self.figures}.svg"
        data = letters.exact(svg.encode())
        figure_file = File.generated(self.config, address, content=data)
        self.files.append(figure_file)
        source = figure_file.url_relative_to(self.file)
        figure = etree.Element("figure", {"class": "evidoc-figure"})
        etree.SubElement(figure, "img", {"src": source, "alt": alt, **size_of(data)})
        if tables := about.get("tables"):
            add_data(figure, tables, self.words)
        return etree.tostring(figure, encoding="unicode", method="html")
