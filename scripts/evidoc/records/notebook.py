"""Notebooks: an example in cells, for readers to run and change in Jupyter."""

from __future__ import annotations

import ast
import base64
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import groupby
from typing import Any

from evidoc.examples.source import SourceCode

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
# Jupyter shows that there is a cell of files, and what is in it on a click.
_FILES = {"tags": ["files"], "jupyter": {"source_hidden": True}}
_MARKER = re.compile(r"# ?%%(?P<options>.*)")
_OPTION = re.compile(r"(?<!\S)(?P<name>[\w-]+)=(?=\S)")

Cell = dict[str, Any]
"""A cell as a notebook holds it, its source one text."""

Paragraph = tuple[str, list[ast.stmt]]
"""Lines of a program between empty ones, and the statements in them."""


def text_cell(text: str, metadata: Mapping[str, Any] | None = None) -> Cell:
    """Return a cell of Markdown."""
    return {"cell_type": "markdown", "source": text, "metadata": dict(metadata or {})}


def code_cell(text: str, metadata: Mapping[str, Any] | None = None) -> Cell:
    """Return a cell of code that has not run."""
    ran: Cell = {"execution_count": None, "outputs": []}
    return {"cell_type": "code", "source": text, "metadata": dict(metadata or {}), **ran}


def read_percent(percent: str) -> list[Cell]:
    """Return the cells of a program in the percent format of Jupyter's editors.

    What follows a marker as ``name=JSON`` goes with its cell. Text before the first marker is a
    cell of code.
    """
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in percent.split("\n"):
        if marker := _MARKER.match(line):
            found.append((marker["options"], []))
        else:
            found[-1][1].append(line)
    first, *others = found
    cells = [first, *others] if any(line.strip() for line in first[1]) else others
    return [_cell(options, "\n".join(lines).strip("\n")) for options, lines in cells]


def _cell(options: str, text: str) -> Cell:
    metadata = {}
    for option in _OPTION.finditer(options):
        with suppress(json.JSONDecodeError):
            metadata[option["name"]], _ = json.JSONDecoder().raw_decode(options, option.end())
    if "[markdown]" not in options:
        return code_cell(text, metadata)
    lines = (line.removeprefix("#").removeprefix(" ") for line in text.split("\n"))
    return text_cell("\n".join(lines).strip("\n"), metadata)


def dump(cells: Iterable[Mapping[str, Any]]) -> bytes:
    """Return cells as the bytes of a notebook's file, the same on every run.

    They are numbered, so that an edit of one changes no other.
    """
    book = {
        "cells": [
            {**cell, "id": f"cell-{number}", "source": cell["source"].splitlines(keepends=True)}
            for number, cell in enumerate(cells, 1)
        ],
        "metadata": {"kernelspec": _KERNEL, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(book, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def program_cells(program: str, files: Collection[tuple[str, bytes]], note: str) -> list[Cell]:
    """Return a program as cells.

    Args:
        program: As it is shown. Its docstring becomes a cell of text, each paragraph of its code
            a cell; all that draws is one cell, since Jupyter shows a figure below the cell that
            made it, as it is then.
        files: Files that it needs, by the path at which it finds them; a first cell writes them.
        note: What that cell says of itself.
    """
    tree = SourceCode(program).tree
    cells: list[Cell] = []
    said = 0
    if docstring := ast.get_docstring(tree):
        cells.append(text_cell(docstring))
        said = tree.body[0].end_lineno or 0
    if files:
        cells.append(writing_cell(files, note))
    return [*cells, *(code_cell(text) for text in _cells(_paragraphs(program, tree, said)))]


def writing_cell(files: Iterable[tuple[str, bytes]], note: str) -> Cell:
    """Return the cell of a notebook that writes the files that it needs."""
    return code_cell(_writing(files, note), _FILES)


def _writing(files: Iterable[tuple[str, bytes]], note: str) -> str:
    """Return code that writes files."""
    entries = "".join(f"    {name!r}: {_literal(data)},\n" for name, data in files)
    decoder = "from base64 import b64decode\n" if "b64decode(" in entries else ""
    return (
        f"# {note}\n{decoder}from pathlib import Path\n\n"
        f"files = {{\n{entries}}}\n"
        "for name, data in files.items():\n"
        "    path = Path(name)\n"
        "    path.parent.mkdir(parents=True, exist_ok=True)\n"
        "    path.write_bytes(data if isinstance(data, bytes) else data.encode())"
    )


def _literal(data: bytes) -> str:
    """Return the bytes of a file as they read best in a program."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return f"b64decode({base64.b64encode(data).decode()!r})"
    if "'''" in text or "\r" in text or text.endswith(("'", "\\")):
        return repr(text)
    return f"r'''{text}'''"


def _cells(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """Yield the texts of paragraphs; imports as one, and what draws, with all between."""
    cells: list[Paragraph] = []
    for are_imports, group in groupby(paragraphs, key=_only_imports):
        found = list(group)
        cells += [("\n\n".join(text for text, _ in found), [])] if are_imports else found
    drawing = [number for number, each in enumerate(cells) if _draws(*each)]
    first, end = (drawing[0], drawing[-1] + 1) if drawing else (0, 0)
    texts = [text for text, _ in cells]
    yield from texts[:first]
    if drawing:
        yield "\n\n".join(texts[first:end])
    yield from texts[end:]


_FIGURE = re.compile(r"\b(?:plt|figs?|ax|axes)\b")


def _draws(text: str, statements: Iterable[ast.stmt]) -> bool:
    """Tell whether a paragraph works on a figure, not only defines how to."""
    return _FIGURE.search(text) is not None and any(
        isinstance(name, ast.Name) and _FIGURE.fullmatch(name.id)
        for node in statements
        if not isinstance(node, ast.FunctionDef | ast.ClassDef)
        for name in ast.walk(node)
    )


def _paragraphs(program: str, tree: ast.Module, said: int) -> Iterator[Paragraph]:
    """Yield the runs of lines behind line ``said`` up to empty ones, never parting a statement."""
    starts: dict[int, list[ast.stmt]] = {}
    inside: set[int] = set()
    for node in tree.body:
        starts.setdefault(node.lineno, []).append(node)
        inside.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = list(enumerate(program.split("\n"), 1))[said:]
    waiting = ""
    for is_text, run in groupby(lines, key=lambda each: bool(each[1].strip()) or each[0] in inside):
        if not is_text:
            continue
        numbered = dict(run)
        text = waiting + "\n".join(numbered.values())
        # Comments alone belong to what comes next.
        if statements := [node for number in numbered for node in starts.get(number, ())]:
            yield text, statements
            waiting = ""
        else:
            waiting = f"{text}\n\n"
    if waiting:
        yield waiting.strip(), []


def _only_imports(paragraph: Paragraph) -> bool:
    return all(isinstance(node, ast.Import | ast.ImportFrom) for node in paragraph[1])
