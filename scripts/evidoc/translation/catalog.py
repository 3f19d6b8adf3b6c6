"""Translations of the examples: gettext catalogs, and programs with their texts translated."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidoc.core.findings import EvidocError, Finding
from evidoc.examples.program import Program
from evidoc.examples.source import is_directive, read_source
from evidoc.translation.localised import Localised
from evidoc.translation.texts import Text, write

MEND = "evidoc messages"


@dataclass(frozen=True)
class Message:
    """One message of a catalog.

    Attributes:
        id: The text in the language of the source.
        string: Its translation; equal to ``id`` if it is kept on purpose, empty if missing.
        line: The line of its ``msgid``.
        fuzzy: Whether the translation is of an older text.
    """

    id: str
    string: str
    line: int
    fuzzy: bool


@dataclass(frozen=True, eq=False)
class Catalog:
    """The translations of a topic into one language.

    Attributes:
        path: Its file as findings show it.
        entries: The messages in use, by id.
    """

    path: str
    entries: Mapping[str, Message]


def load_catalog(path: Path, root: Path) -> Catalog:
    """Read a catalog; one that does not exist is empty, since a topic may hold no text.

    Args:
        path: ``snippets/<topic>/<language>.po``.
        root: The folder that findings name files relative to.

    Raises:
        EvidocError: It is not UTF-8 or not a valid catalog.
    """
    from evidoc.translation.pofile import parse_po  # with Babel, which one language does not need

    name = path.relative_to(root).as_posix()
    text = read_source(path, name) if path.exists() else ""
    entries = {
        str(message.id): Message(
            str(message.id), str(message.string), message.lineno or 1, message.fuzzy
        )
        for message in parse_po(text, name)
        if message.id
    }
    return Catalog(name, entries)


@dataclass(frozen=True)
class _Edit:
    text: Text
    new: str
    entry: Message


def localise(program: Program, texts: Iterable[Text], catalog: Catalog) -> Localised:
    """Return a program as the readers of a language see it.

    Args:
        program: The program.
        texts: Its texts.
        catalog: The translations.

    Raises:
        EvidocError: A translation is missing, fuzzy or changes more than the text; the source is
            not valid.
    """
    path = program.path
    edits: list[_Edit] = []
    findings: list[Finding] = []
    for text in texts:
        entry = catalog.entries.get(text.id)
        if entry is None and not text.proposed:
            continue
        if entry is None or not entry.string:
            message = f"no translation of {_short(text.id)} ({path}:{text.line})"
            findings.append(Finding(catalog.path, entry.line if entry else 1, message, MEND))
        elif entry.fuzzy:
            message = f"the translation of {_short(text.id)} is fuzzy ({path}:{text.line})"
            mend = "mend it, then take the word fuzzy away"
            findings.append(Finding(catalog.path, entry.line, message, mend))
        elif entry.string != text.id:
            try:
                edits.append(_Edit(text, write(text, program.text, entry.string), entry))
            except ValueError as error:
                message = f"{error}: {_short(entry.string)} ({path}:{text.line})"
                findings.append(Finding(catalog.path, entry.line, message, "mend the translation"))
    if findings:
        raise EvidocError(findings)
    localised = _apply(program, edits)
    if not _same_program(program, localised.program):
        raise EvidocError([_culprit(program, edits, catalog)])
    return localised


def _short(text: str) -> str:
    """Return a text as one line that fits into a message."""
    line = " ".join(text.split())
    return repr(line if len(line) <= 60 else f"{line[:59]}…")


def _apply(program: Program, edits: Sequence[_Edit]) -> Localised:
    """Put the edits in place, and keep account of the lines."""
    source = program.text
    pieces: list[str] = []
    lines = [1]
    position, line = 0, 1
    for edit in edits:
        before = source[position : edit.text.start]
        line = _advance(lines, line, before.count("\n"))
        old_lines = source.count("\n", edit.text.start, edit.text.end)
        for extra in range(1, edit.new.count("\n") + 1):
            lines.append(line + min(extra, old_lines))
        line += old_lines
        pieces += [before, edit.new]
        position = edit.text.end
    _advance(lines, line, source.count("\n", position))
    text = "".join([*pieces, source[position:]])
    return Localised(
        Program(text, program.path), tuple(lines[: len(text.split("\n")) - text.endswith("\n")])
    )


def _advance(lines: list[int], line: int, count: int) -> int:
    """Note ``count`` lines that are as in the source, and return the last."""
    lines += range(line + 1, line + count + 1)
    return line + count


def _same_program(program: Program, other: Program) -> bool:
    """Tell whether programs do the same and ask the same of tools, whatever they say."""
    try:
        pairs = [*zip(program.tree.body, other.tree.body, strict=True)]
        return _directives(program) == _directives(other) and all(
            _reads_alike(program, one, other, two) or _same(one, two) for one, two in pairs
        )
    except (EvidocError, ValueError):  # not valid, or not as many statements
        return False


def _reads_alike(program: Program, one: ast.stmt, other: Program, two: ast.stmt) -> bool:
    """Tell whether statements have the same text, as most of them do, which is soon seen."""
    return (
        not getattr(one, "decorator_list", ())  # they stand above its first line
        and (one.col_offset, one.end_col_offset) == (two.col_offset, two.end_col_offset)
        and program.lines[one.lineno - 1 : one.end_lineno]
        == other.lines[two.lineno - 1 : two.end_lineno]
    )


def _directives(program: Program) -> list[str]:
    return [comment.text for comment in program.comments if is_directive(comment)]


def _same(part: object, other: object) -> bool:
    """Tell whether parts of two trees compute the same: all strings do, f-strings in any order.

    Both at once and by hand, as dumping trees took a tenth of a check.
    """
    if part is other:  # no name, or the same operator
        return True
    if type(part) is not type(other):
        return False
    if isinstance(part, list) and isinstance(other, list):
        return len(part) == len(other) and all(map(_same, part, other))
    if isinstance(part, ast.Constant) and isinstance(other, ast.Constant):
        if isinstance(part.value, str) or isinstance(other.value, str):
            return type(part.value) is type(other.value)
        return repr(part.value) == repr(other.value)
    if isinstance(part, ast.JoinedStr) and isinstance(other, ast.JoinedStr):
        return _same_values(_values(part), _values(other))
    if isinstance(part, ast.AST):
        return all(_same(getattr(part, name), getattr(other, name)) for name in part._fields)
    return part == other


def _values(string: ast.JoinedStr) -> list[ast.expr]:
    return [value for value in string.values if not isinstance(value, ast.Constant)]


def _same_values(values: Sequence[ast.expr], others: list[ast.expr]) -> bool:
    """Tell whether each of the values is among the others, and no other is left."""
    for value in values:
        alike = next((other for other in others if _same(value, other)), None)
        if alike is None:
            return False
        others.remove(alike)
    return not others


def _culprit(program: Program, edits: list[_Edit], catalog: Catalog) -> Finding:
    """Name the translation that changes the program."""
    for edit in edits:
        if not _same_program(program, _apply(program, [edit]).program):
            place = f"{program.path}:{edit.text.line}"
            message = f"changes the program: {_short(edit.entry.string)} ({place})"
            return Finding(catalog.path, edit.entry.line, message, "mend the translation")
    return Finding(catalog.path, 1, f"the translations change the program of {program.path}", MEND)
