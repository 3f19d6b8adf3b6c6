"""A page as Markdown that any reader understands.

What examples show is written into it; what binds its numbers, marks its parts or styles it is left
out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from evidoc.checks.example_blocks import chosen_figures
from evidoc.checks.links import no_address
from evidoc.core.findings import EvidocError
from evidoc.core.words import words
from evidoc.markdown.references import cited
from evidoc.pages.bindings import find_binding_end
from evidoc.pages.markup import FRONT_MATTER, Source, comments
from evidoc.pages.page import ExampleUse
from evidoc.pages.references import find_citations, is_bracketed, linked_path
from evidoc.project.glossary import Term
from evidoc.project.project import Project
from evidoc.project.references import Reference
from evidoc.records.file_names import figure_file
from evidoc.records.lab_notebook import FIGURE, alternative, without_alternative
from evidoc.records.notebook import Cell
from evidoc.records.record import Record

Edit = tuple[int, int, str]
"""Where a part of a text begins and ends, and what takes its place."""

_MARK = re.compile(r"(?<=\])\{(?:=(?!=)|given\})")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*[#.][^{}\n]*\}")
_TAG = re.compile(r"^[ \t]*</?[a-z][^>\n]*>[ \t]*\n", re.MULTILINE)
_LINK = re.compile(r"(?<=\]\()[^()\s]+(?=\))")


class PlainPage:
    """Writes one page as plain Markdown.

    Args:
        project: The project.
        language: The page's language.
        path: The page, below its language's folder.
        lead: Returns what a link says that leads to a page, or to a file that the site has;
            None for what it does not have.
    """

    def __init__(
        self, project: Project, language: str, path: str, lead: Callable[[str], str | None]
    ) -> None:
        self.project = project
        self.language = language
        self.path = path
        self.lead = lead
        self.words = words(language)

    def text(self) -> str:
        """Return the whole page."""
        page = self.project.pages[self.language][self.path]
        source = page.source
        uses = {use.line: use for use in page.examples}
        edits = list(self._plain(source))
        if front := FRONT_MATTER.match(source.text):
            edits.append((*front.span(), ""))
        for block in page.blocks:
            end = source.text.find("\n", block.body_end) + 1 or len(source.text)
            use = uses.get(source.line(block.start))
            if block.name == "example" and use:
                edits.append((block.start, end, self._example(use)))
            elif block.name == "glossary":
                edits.append((block.start, end, self._glossary()))
            elif block.name == "references":
                keys = {key for _, key in find_citations(source)}
                edits.append((block.start, end, self._references(keys)))
            else:
                edits += [(block.start, block.body_start, ""), (block.body_end, end, "")]
        return spliced(source.text, edits).strip() + "\n"

    def lab(self, cells: Sequence[Cell]) -> str:
        """Return a lab: its texts, its code and what that printed."""
        return "\n\n".join(part for cell in cells for part in self._cell(cell)).strip() + "\n"

    def _cell(self, cell: Cell) -> Iterator[str]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            text = Source(source)
            yield spliced(source, self._plain(text))
        elif "files" not in cell["metadata"].get("tags", ()):
            yield fenced(without_alternative(source), "python")
            for output in cell["outputs"]:
                data = output.get("data", {})
                if FIGURE in data:
                    yield f"![{alternative(source)}]()"
                else:
                    printed = output.get("text", data.get("text/plain", ()))
                    yield fenced("".join(printed), "text")

    def _plain(self, source: Source) -> Iterator[Edit]:
        """Yield what makes running text plain: marks, comments, tags, citations and links."""
        yield from _unmarked(source)
        prose = source.without_math
        for start, end in comments(source.without_code):
            yield start, end, ""
        for pattern in (_ATTRIBUTES, _TAG):
            for match in pattern.finditer(prose):
                yield *match.span(), ""
        entries = self.project.references.entries
        for start, key in find_citations(source):
            if key in entries:
                said = cited(entries[key], self.words, is_bracketed(source.text, start))
                yield start, start + len(f"[@{key}]"), said
        for match in _LINK.finditer(prose):
            if no_address(match[0]):  # a finding of the check
                continue
            target = urlsplit(match[0])
            led = self.lead(linked_path(self.path, match[0]))
            if not target.scheme and led is not None:
                yield *match.span(), target._replace(path=led).geturl()

    def _example(self, use: ExampleUse) -> str:
        """Return what a block shows, as the page does: code, output, value, figures."""
        snippet = self.project.snippets.get(use.example)
        if snippet is None:
            return ""
        parts = []
        if use.shows_code(snippet.is_console):
            kind = "console" if snippet.is_console else "python"
            parts.append(fenced(self._program(use), kind))
        if record := self.project.records.usable(self.language, use.example):
            if "output" in use.shown and record.output.strip():
                parts.append(f"{self.words.output}:\n\n{fenced(record.output, 'text')}")
            parts += self._figures(use, record)
        return "\n\n".join(part for part in parts if part) + "\n"

    def _program(self, use: ExampleUse) -> str:
        try:
            localised = self.project.programs.localised(self.language, use.example)
            program = localised.program.marked_alike
            return program.region(use.options["part"]) if "part" in use.options else program.listed
        except EvidocError:
            return ""

    def _figures(self, use: ExampleUse, record: Record) -> Iterator[str]:
        topic = use.example.rpartition("/")[0]
        alts, captions = use.texts("alt"), use.texts("caption")
        for number, name in enumerate(chosen_figures(use, record)):
            file = f"{self.project.config.evidence.name}/{topic}/{figure_file(use.example, name)}"
            alt = self._said(alts[number]) if number < len(alts) else ""
            yield f"![{alt}]({self.lead(file) or file})"
            if number < len(captions):
                yield self._said(captions[number])

    def _said(self, text: str) -> str:
        return spliced(text, self._plain(Source(text)))

    def _glossary(self) -> str:
        entries = sorted(
            self.project.glossary.entries,
            key=lambda entry: entry.wordings[self.language].term.casefold(),
        )
        return "\n".join(self._term(entry) for entry in entries) + "\n"

    def _term(self, entry: Term) -> str:
        wording = entry.wordings[self.language]
        others = dict.fromkeys(other.term for other in entry.wordings.values())
        names = [name for name in (*others, *wording.aliases) if name != wording.term]
        also = f" ({', '.join(dict.fromkeys(names))})" if names else ""
        path, _, place = entry.page.partition("#")
        led = self.lead(path) if path else None
        link = f" <{led}#{place}>" if led is not None and place else f" <{led}>" if led else ""
        return f"- **{wording.term}**{also}: {self._said(wording.text)}{link}"

    def _references(self, keys: Iterable[str]) -> str:
        entries = self.project.references.entries
        known: list[Reference] = [entries[key] for key in keys if key in entries]
        known.sort(key=lambda each: (each.families, each.year, each.key))
        return "".join(
            f"- {', '.join(each.names)} ({each.published}). {each.title}. "
            + (f"{each.venue}. " if each.venue else "")
            + ", ".join(f"<{address}>" for _, address in each.links)
            + "\n"
            for each in known
        )


def _unmarked(source: Source) -> Iterator[Edit]:
    """Yield what leaves of bound and given texts the texts alone."""
    for match in _MARK.finditer(source.plain):
        closing = match.start() - 1
        opening = source.brackets.get(closing)
        is_bound = match[0] == "{="
        end = find_binding_end(source.text, match.end()) if is_bound else match.end() - 1
        if opening is not None and end is not None:
            yield opening, opening + 1, ""
            yield closing, end + 1, ""


def spliced(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with its edits made; of those that overlap the first."""
    pieces: list[str] = []
    position = 0
    for start, end, new in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start >= position:
            pieces += text[position:start], new
            position = end
    return "".join([*pieces, text[position:]])


def fenced(text: str, language: str) -> str:
    """Return code in a fence that is longer than any in it."""
    longest = max((len(each) for each in re.findall("`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"
