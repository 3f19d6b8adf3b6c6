"""The texts of a program that a reader sees: docstrings, comments, strings and f-strings."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from evidoc.core.findings import EvidocError, Finding
from evidoc.examples.comments import Comment
from evidoc.examples.console import ConsoleProgram
from evidoc.examples.source import SourceCode, is_directive
from evidoc.translation.literals import placeholders, read_template, words, write_literal
from evidoc.translation.strings import (
    String,
    docstrings,
    excluded,
    has_letter,
    hidden_prose,
    is_prose,
)


class Kind(Enum):
    """What a text is in the program."""

    COMMENT = "comment"
    DOCSTRING = "docstring"
    STRING = "string"
    F_STRING = "f-string"


@dataclass(frozen=True)
class Text:
    """A text of a program.

    Attributes:
        id: The text as a translator sees it.
        line: Its first line in the source, counted from 1.
        kind: What it is.
        start: Offset of its first character in the source.
        end: Offset behind its last.
        proposed: Whether it needs a translation; any other may have one.
    """

    id: str
    line: int
    kind: Kind
    start: int
    end: int
    proposed: bool


def find_texts(code: SourceCode) -> tuple[Text, ...]:
    """Return all texts of a program that may be translated, in order; commands have none.

    Raises:
        EvidocError: The program is not valid Python, or holds a text that no catalog can reach.
    """
    if isinstance(code, ConsoleProgram):
        return ()
    places = _Places(code)
    found = [*_string_texts(code, places), *_comment_texts(code, places)]
    return tuple(sorted(found, key=lambda text: text.start))


def write(text: Text, source: str, translation: str) -> str:
    """Return the source of a translation, to stand in the place of a text.

    Raises:
        ValueError: It cannot stand there, with the reason.
    """
    old = source[text.start : text.end]
    line_start = source.rfind("\n", 0, text.start) + 1
    before = source[line_start : text.start]
    if text.kind is Kind.COMMENT:
        if before.strip() and "\n" in translation:
            raise ValueError("a comment beside code has one line, its translation has several")
        lines = (f"# {line}".rstrip() for line in translation.split("\n"))
        return f"\n{before}".join(lines)
    if text.kind is Kind.DOCSTRING:
        indent = before[: len(before) - len(before.lstrip())]
        laid_out = _docstring(ast.literal_eval(f"({old})"), translation, indent)
        return write_literal(old, laid_out, template=False, block=True)
    if _placeholders(text.kind, text.id) != _placeholders(text.kind, translation):
        raise ValueError("the placeholders are not the same as in the original")
    return write_literal(old, translation, template=text.kind is Kind.F_STRING)


# -- where a text stands -------------------------------------------------------------------------


class _Places:
    """Offsets in a source from lines and columns."""

    def __init__(self, code: SourceCode) -> None:
        self.lines = code.lines
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def at(self, line: int, column: int) -> int:
        """Return the offset of a column counted in characters."""
        return self.starts[line - 1] + column

    def at_bytes(self, line: int, column: int) -> int:
        """Return the offset of a column counted in bytes of UTF-8, as in syntax trees."""
        return self.at(line, len(self.lines[line - 1].encode()[:column].decode()))


# -- comments ------------------------------------------------------------------------------------

_NOTE_FOR_TOOLS = re.compile(r"(?<!\s)\s++#\s*(?:noqa\b|type:|pragma:)")


def _comment_texts(code: SourceCode, places: _Places) -> Iterator[Text]:
    for run in _runs(code.comments):
        first, last = run[0], run[-1]
        note = _NOTE_FOR_TOOLS.search(last.text)
        length = note.start() if note else len(last.text.rstrip())
        said = [comment.text[1:].removeprefix(" ").rstrip() for comment in run[:-1]]
        said.append(last.text[1:length].removeprefix(" "))
        text = "\n".join(said)
        yield Text(
            text,
            first.line,
            Kind.COMMENT,
            places.at(first.line, first.column),
            places.at(last.line, last.column) + length,
            has_letter(text),
        )


def _runs(found: Iterable[Comment]) -> Iterator[list[Comment]]:
    """Yield the comments that make one text: whole lines below each other, or one beside code."""
    run: list[Comment] = []
    for comment in found:
        if is_directive(comment):
            continue
        follows = (
            run
            and run[-1].alone
            and comment.alone
            and (run[-1].line + 1, run[-1].column) == (comment.line, comment.column)
        )
        if not follows:
            yield from _trimmed(run)
            run = []
        run.append(comment)
    yield from _trimmed(run)


def _trimmed(run: list[Comment]) -> Iterator[list[Comment]]:
    """Yield a run without empty comments at its ends, if anything is left."""
    full = [index for index, comment in enumerate(run) if comment.text.strip("# \t")]
    if full:
        yield run[full[0] : full[-1] + 1]


# -- strings -------------------------------------------------------------------------------------

# What str.format and % fill in.
_FIELD = re.compile(r"\{[^{}]*\}|%(?:\(\w+\))?[-+#0]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]")


def _string_texts(code: SourceCode, places: _Places) -> Iterator[Text]:
    source, path = code.text, code.path
    passed_over = set(map(id, excluded(code.nodes)))
    documenting = set(map(id, docstrings(code.nodes)))
    comment_offsets = [places.at(comment.line, comment.column) for comment in code.comments]
    findings: list[Finding] = []
    for node in code.strings:
        if id(node) in passed_over:
            continue
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = places.at_bytes(node.lineno, node.col_offset)
        end = places.at_bytes(node.end_lineno, node.end_col_offset)
        if any(start < offset < end for offset in comment_offsets):
            message = "a comment stands between the parts of a string"
            findings.append(Finding(path, node.lineno, message, "move it above the string"))
        elif hidden := hidden_prose(node, passed_over):
            message = f"no catalog reaches {hidden!r} inside a placeholder"
            findings.append(Finding(path, node.lineno, message, "give it a name above"))
        elif isinstance(node, ast.Constant) and id(node) in documenting:
            text = _cleaned(str(node.value))
            yield Text(text, node.lineno, Kind.DOCSTRING, start, end, has_letter(text))
        else:
            try:
                text, kind = _string(node, source[start:end])
                yield Text(text, node.lineno, kind, start, end, is_prose(spoken(kind, text)))
            except ValueError as error:
                findings.append(Finding(path, node.lineno, str(error), "write it more plainly"))
    if findings:
        raise EvidocError(findings)


def _string(node: String, literals: str) -> tuple[str, Kind]:
    if isinstance(node, ast.JoinedStr):
        return read_template(literals), Kind.F_STRING
    return str(node.value), Kind.STRING


def spoken(kind: Kind, text: str) -> str:
    """Return a text without its placeholders.

    Raises:
        ValueError: A brace of an f-string is neither doubled nor part of a placeholder.
    """
    return words(text) if kind is Kind.F_STRING else _FIELD.sub("", text)


def _placeholders(kind: Kind, text: str) -> object:
    return placeholders(text) if kind is Kind.F_STRING else sorted(_FIELD.findall(text))


# -- docstrings ----------------------------------------------------------------------------------


def _cleaned(docstring: str) -> str:
    # ``cleandoc`` keeps a last line of white space when no other line tells the margin.
    return inspect.cleandoc(docstring).rstrip()


def _docstring(old: str, translation: str, indent: str) -> str:
    """Return a docstring's value, laid out and indented like the one that it replaces."""
    first, *others = _cleaned(translation).split("\n")
    text = "\n".join([first, *(indent + line if line else "" for line in others)])
    several = "\n" in old
    opens_below = several and not old.split("\n")[0].strip()
    closes_below = not old.split("\n")[-1].strip() if several else bool(others)
    return (f"\n{indent}" if opens_below else "") + text + (f"\n{indent}" if closes_below else "")
