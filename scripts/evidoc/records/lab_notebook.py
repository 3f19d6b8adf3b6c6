"""The notebook of a lab: made from its program and the outputs of its cells, and read back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from evidoc.core.model import Job
from evidoc.core.words import words
from evidoc.examples.program import Program
from evidoc.records.notebook import dump, read_percent, writing_cell

# Lines that begin with a bar speak of a cell, as in Quarto.
_ALT = re.compile(r"^#\s?\|\s*fig-alt:(?P<text>.*(?:\n#\s?\|.*)*)\n?", re.MULTILINE)
FIGURE = "image/svg+xml"

Outputs = list[list[dict[str, Any]]]
"""For each cell of code, in order, its outputs as a notebook holds them."""


def code_cells(program: Program) -> list[tuple[int, str]]:
    """Return the line of the marker and the text of each cell of code."""
    starts = [*program.cells, len(program.lines) + 1]
    return [
        (start, "\n".join(program.lines[start : end - 1]))
        for start, end in pairwise(starts)
        if "[markdown]" not in program.lines[start - 1]
    ]


def cells_json(outputs: Outputs) -> bytes:
    """Return the outputs of a lab's cells as a file to be recorded, long texts line by line."""
    text = json.dumps(_lines(outputs), sort_keys=True, ensure_ascii=False, indent=1)
    return (text + "\n").encode()


def read_cells(data: bytes) -> Outputs:
    """Return the outputs of a lab's cells as they were recorded."""
    outputs: Outputs = json.loads(data)
    return [[_plain(output) for output in cell] for cell in outputs]


def _lines(outputs: Outputs) -> Outputs:
    """Return outputs with a list of lines for each text, as a notebook has them."""
    return [
        [
            {
                key: value.splitlines(keepends=True)
                if key == "text"
                else {kind: text.splitlines(keepends=True) for kind, text in value.items()}
                if key == "data"
                else value
                for key, value in output.items()
            }
            for output in cell
        ]
        for cell in outputs
    ]


def alternative(cell: str) -> str:
    """Return the text alternative of the figure that a cell draws, from ``# | fig-alt: text``."""
    match = _ALT.search(cell)
    return " ".join(re.sub(r"\n#\s?\|", " ", match["text"]).split()) if match else ""


def without_alternative(cell: str) -> str:
    """Return a cell without the lines that hold the text alternative."""
    return _ALT.sub("", cell)


def lab_notebook(job: Job, outputs: Outputs) -> bytes:
    """Return the notebook of a lab in one language, with the outputs of its cells.

    A first cell of code writes the modules and data that it needs.
    """
    cells = read_percent(Program(job.source).shown)
    code = [number for number, cell in enumerate(cells) if cell["cell_type"] == "code"]
    for number, its_outputs in zip(code, outputs, strict=True):
        alt = alternative(cells[number]["source"])
        cells[number]["outputs"] = _lines([[_described(each, alt) for each in its_outputs]])[0]
    if job.files:
        note = words(job.language).files_of_a_notebook
        cells.insert(code[0], writing_cell(job.files, note))
    numbered = (cell for cell in cells if cell["cell_type"] == "code")
    for count, cell in enumerate(numbered, 1):
        cell["execution_count"] = count
        for output in cell["outputs"]:
            if output["output_type"] == "execute_result":
                output["execution_count"] = count
    return dump(cells)


def _described(output: dict[str, Any], alt: str) -> dict[str, Any]:
    """Return an output, a figure with its text alternative."""
    if FIGURE not in output.get("data", {}):
        return output
    return {**output, "metadata": {FIGURE: {**output["metadata"].get(FIGURE, {}), "alt": alt}}}


def outputs_of(cells: Iterable[Mapping[str, Any]]) -> Outputs:
    """Return the outputs of a lab's cells, without those of the cell that writes files."""
    found = []
    for cell in cells:
        if cell["cell_type"] == "code" and "files" not in cell["metadata"].get("tags", ()):
            found.append([_plain(output) for output in cell["outputs"]])
    return found


def _plain(output: dict[str, Any]) -> dict[str, Any]:
    """Return an output with whole texts for lists of lines, and without what a language adds."""
    output = {key: value for key, value in output.items() if key != "execution_count"}
    if "text" in output:
        output["text"] = "".join(output["text"])
    if "data" in output:
        output["data"] = {
            kind: "".join(value) if isinstance(value, list) else value
            for kind, value in output["data"].items()
        }
        tables = output["metadata"].get(FIGURE, {}).get("tables")
        output["metadata"] = {FIGURE: {"tables": tables}} if tables else {}
    return output
