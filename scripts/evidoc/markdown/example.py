"""An example on the page: its code, what it printed, its figure, and how it ran."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar
from xml.etree import ElementTree as etree

from markdown import markdown
from pymdownx.blocks.block import Block, type_string

from evidoc.checks.example_blocks import chosen_figures
from evidoc.core.findings import EvidocError
from evidoc.core.words import words
from evidoc.examples.snippet import Snippet
from evidoc.markdown.claims import alternative
from evidoc.markdown.example_html import (
    add_data,
    add_failure,
    add_fold,
    add_foot,
    add_late,
    add_output,
    highlighted,
    size_of,
)
from evidoc.markdown.rendering import Listing, Rendering, of
from evidoc.pages.example_blocks import OPTIONS
from evidoc.pages.page import ExampleUse
from evidoc.records.downloads import download_names
from evidoc.records.file_names import figure_file
from evidoc.records.record import Record, RecordError
from evidoc.records.shown_value import clean

Fold = Callable[[etree.Element, str, str], etree.Element]


def _type_fold(value: Any) -> str:
    """Return an option that YAML reads as a truth value as the text that was written."""
    return str(value).lower() if isinstance(value, bool) else type_string(value)


class ExampleBlock(Block):  # type: ignore[misc]
    """``/// example | topic/name``."""

    NAME = "example"
    ARGUMENT = True
    OPTIONS: ClassVar[Any] = {**dict.fromkeys(OPTIONS, ("", type_string)), "fold": ("", _type_fold)}

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Return the element with everything that the block shows."""
        rendering = of(self.md)
        topic = rendering.page.meta.get("topic", "")
        example = self.argument if "/" in self.argument else f"{topic}/{self.argument}"
        rendering.shown.append(example)
        options = {name: text for name, text in self.options.items() if name in OPTIONS and text}
        is_written = example in {each.name for each in rendering.page.written}
        use = ExampleUse(1, example, options, is_written)
        return _Example(rendering, self.md, use).render(parent)


class _Example:
    """Renders one use of an example."""

    def __init__(self, rendering: Rendering, md: Any, use: ExampleUse) -> None:
        self.rendering = rendering
        self.md = md
        self.use = use
        self.words = words(rendering.language)

    def render(self, parent: etree.Element) -> etree.Element:
        attributes = {"class": "evidoc-example", "id": f"{self._anchor()}-example"}
        box = etree.SubElement(parent, "div", attributes)
        self.rendering.made.add(box)
        name = self.use.example
        if name not in self.rendering.project.snippets:
            return self._complain(box, f"there is no example {name}")
        if failure := self.rendering.failures.get(name):
            self._complain(box, failure)
        if wrong := self.snippet.finding:  # neither its code nor its downloads can be made
            return box if failure else self._complain(box, str(wrong))
        try:
            record = self.rendering.project.records.record(self.rendering.language, name)
        except RecordError as error:
            if self._shows_code():
                self._code(box)
            return self._complain(box, f"{name} {error}: evidoc run {name}")
        figures = chosen_figures(self.use, record)
        by_default = self.rendering.project.config.fold_figures and bool(figures)
        if self._shows_code() and self.use.folds(by_default):
            # What it shows comes first, its code is there for who asks for it.
            self._value(box, record)
            self._figures(box, figures, record)
            self._output(box, record)
            self._code(add_late(box, self.words.show_code, "evidoc-code"), add_fold)
        else:
            if self._shows_code():
                self._code(box)
            self._output(box, record)
            self._value(box, record)
            self._figures(box, figures, record)
        if self.rendering.for_readers:
            self._foot(box)
        return box

    def _foot(self, box: etree.Element) -> None:
        name = self.use.example
        topic = name.rpartition("/")[0]
        names = [self.snippet.file_name]
        if not self.snippet.is_console:
            has_files = self.rendering.project.inputs.needs_files(name)
            names = download_names(name, has_files=has_files)
        downloads = {file: self.rendering.evidence_url(f"{topic}/{file}") for file in names}
        add_foot(
            box, downloads, self.words, modules=self._modules(), opened=self._opened(topic, names)
        )

    def _modules(self) -> dict[str, str]:
        """Return the modules that code needs which a reader copies, with their addresses."""
        if self.snippet.is_console or not self._shows_code():
            return {}
        modules = self.rendering.project.inputs.modules(self.use.example)
        return {name: self.rendering.evidence_url(name) for name in modules}

    def _opened(self, topic: str, names: Iterable[str]) -> dict[str, str]:
        """Return the services that open the example as a notebook, with the addresses."""
        config, language = self.rendering.project.config, self.rendering.language
        books = [name for name in names if name.endswith(".ipynb")]
        folder = f"{config.evidence.name}/{topic}"
        return config.opened(language, f"{folder}/{books[0]}") if books else {}

    @property
    def snippet(self) -> Snippet:
        """The example that is shown."""
        return self.rendering.project.snippets[self.use.example]

    def _shows_code(self) -> bool:
        return self.use.shows_code(self.snippet.is_console)

    def _output(self, box: etree.Element, record: Record) -> None:
        if "output" in self.use.shown and record.output.strip():
            add_output(box, record.output, self.words, record.colours)

    def _value(self, box: etree.Element, record: Record) -> None:
        """Show an object: a picture as figures are, all else as HTML that can do no harm."""
        value = record.shown.get(self.use.options.get("value", ""))
        if value and "file" in value:
            self._picture(box, value["file"], self.use.options)
        elif value:
            html = value["text"]
            if value["kind"] == "markdown":
                html = markdown(html, extensions=["tables", "fenced_code"])
            attributes = {"class": "evidoc-value evidoc-scroll", "tabindex": "0"}
            self._stash(etree.SubElement(box, "div", attributes), clean(html))

    def _code(self, box: etree.Element, fold: Fold = add_late) -> None:
        name = self.use.example
        try:
            localised = self.rendering.project.programs.localised(self.rendering.language, name)
            program = localised.program.marked_alike
            part = self.use.options.get("part")
            source = program.region(part) if part else program.listed
        except EvidocError as error:
            self._complain(box, str(error))
            return
        is_first = not self.rendering.listings.get(name)
        self._listing(box, source, self._anchor())
        if part and is_first and not self._shows_whole():
            whole = fold(box, self.words.show_program, "evidoc-whole")
            self._listing(whole, program.listed, f"{self._anchor()}-whole")

    def _shows_whole(self) -> bool:
        """Return whether some block of the page shows the whole program."""
        return any(
            use.example == self.use.example and "part" not in use.options and "code" in use.shown
            for use in self.rendering.page.examples
        )

    def _listing(self, box: etree.Element, source: str, anchor: str) -> None:
        name = self.use.example
        title = self.snippet.file_name
        language = "bash" if self.snippet.is_console else "python"
        listing = Listing(anchor, tuple(source.splitlines()))
        self.rendering.listings.setdefault(name, []).append(listing)
        if self.rendering.for_readers:
            memory = self.rendering.memory
            self._stash(box, highlighted(source, language, anchor, title, memory))

    def _anchor(self) -> str:
        """Return what the ids of this use begin with: unique on the page, stable between builds."""
        count = self.rendering.shown.count(self.use.example)
        name = anchor_of(self.use.example)
        return f"{name}-{count}" if count > 1 else name

    def _figures(self, box: etree.Element, names: list[str], record: Record) -> None:
        texts = {option: self.use.texts(option) for option in ("alt", "caption")}
        for number, name in enumerate(names):
            own = {option: each[number] for option, each in texts.items() if number < len(each)}
            self._figure(box, name, record, own)

    def _figure(
        self, box: etree.Element, name: str, record: Record, texts: Mapping[str, str]
    ) -> None:
        self._picture(box, figure_file(self.use.example, name), texts)
        if "data" in self.use.options:
            rows = record.tables.get(self.use.options["data"], [])
            tables = [{"title": "", "columns": rows[0], "rows": rows[1:]}] if rows else []
        else:
            tables = record.figures[name]
        if tables:
            add_data(box, tables, self.words)  # a caption is the last in its figure

    def _picture(self, box: etree.Element, file: str, texts: Mapping[str, str]) -> None:
        figure = etree.SubElement(box, "figure", {"class": "evidoc-figure"})
        topic = self.use.example.rpartition("/")[0]
        url = self.rendering.evidence_url(f"{topic}/{file}")
        pieces = alternative(self.rendering, texts.get("alt", ""))
        alt = "".join(text for text, _ in pieces)
        recorded = self.rendering.project.records.evidence(
            self.rendering.language, self.use.example
        )
        size = size_of(recorded.contents[file]) if file in recorded.contents else {}
        image = etree.SubElement(figure, "img", {"src": url, "alt": alt, "loading": "lazy", **size})
        self.rendering.alternatives[image] = pieces
        if caption := texts.get("caption"):
            etree.SubElement(figure, "figcaption").text = caption

    def _complain(self, box: etree.Element, message: str) -> etree.Element:
        self.rendering.is_whole = False
        wordings = [self.use.options.get(option, "") for option in ("alt", "caption")]
        self.rendering.alternatives[box] = alternative(self.rendering, "\n\n".join(wordings))
        add_failure(box, message)
        return box

    def _stash(self, box: etree.Element, html: str) -> None:
        etree.SubElement(box, "div").text = self.md.htmlStash.store(html)


def anchor_of(example: str) -> str:
    """Return what the ids of the first use of an example on a page begin with.

    Those of no other: a single hyphen stands for the slash, or before what is added to it.
    """
    return example.replace("-", "--").replace("/", "-")
