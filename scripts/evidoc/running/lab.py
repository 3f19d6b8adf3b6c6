"""Inside the process of one lab: runs its cells in a Jupyter kernel of its own."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

from evidoc.core.model import Failure, Job, Outcome
from evidoc.examples.program import Program
from evidoc.records.lab_notebook import outputs_of
from evidoc.records.notebook import code_cell, dump, read_percent

_ADDRESS = re.compile(r" at 0x[0-9a-f]{6}")
_TERMINAL = re.compile(r"\x1b\[[0-9;]*m")


def execute_lab(job: Job, work: Path) -> Outcome:
    """Run a lab from top to bottom in ``work``; its outcome holds the outputs of its cells."""
    cells = read_percent(Program(job.source).shown)
    if len(cells) != len(Program(job.source).cells):
        message = "a lab is made of cells: all of it stands below markers # %%"
        return Outcome(failure=Failure(message, 1))
    prepare = f"import evidoc.running.kernel\nevidoc.running.kernel.prepare({job.font!r})"
    text = dump([code_cell(prepare), *cells]).decode()
    book = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(
        book,
        timeout=None,
        kernel_name="python3",
        resources={"metadata": {"path": str(work)}},
        record_timing=False,
        extra_arguments=["--IPKernelApp.log_level=40"],  # no word on how it is reached
        coalesce_streams=True,
    )
    # The kernel chooses its own way to draw.
    environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    try:
        client.execute(env=environment)
    except CellExecutionError as error:
        return Outcome(failure=_failure(job, book.cells, error))
    except DeadKernelError:
        code = [at for at, cell in enumerate(book.cells) if cell.cell_type == "code"]
        number = code[client.code_cells_executed - 1]
        line = Program(job.source).cells[number - 1] + 1 if number else None
        return Outcome(failure=Failure("its kernel died: this cell exits or was killed", line))
    del book.cells[0]
    for cell, line in zip(book.cells, Program(job.source).cells, strict=True):
        if any(
            _ADDRESS.search(output.get("data", {}).get("text/plain", ""))
            for output in cell.get("outputs", ())
        ):
            message = "shows an address in memory, another on every run: end it with plt.show()"
            return Outcome(failure=Failure(message, line))
    return Outcome(cells=json.dumps(outputs_of(book.cells), ensure_ascii=False))


def _failure(job: Job, cells: list[Any], error: CellExecutionError) -> Failure:
    """Return what failed, at its line of the lab; the first of the cells is not the lab's."""
    number, output = next(
        (number, output)
        for number, cell in enumerate(cells)
        for output in cell.get("outputs", ())
        if output.output_type == "error"
    )
    text = _TERMINAL.sub("", "\n".join(output.traceback))
    lines = re.findall(r"Cell In\s?\[\d+\], line (\d+)", text)
    line = Program(job.source).cells[number - 1] + int(lines[-1]) if number and lines else None
    return Failure(f"{error.ename}: {error.evalue}".rstrip(": "), line)
