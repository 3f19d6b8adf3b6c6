"""Peers that are plugins of MkDocs, as the engine is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat

from bench.corpus import Example, Page
from bench.floors import MKDOCS, BareMkDocs, pages_of
from bench.peer import put

SHOW = """\
import io
_svg = io.StringIO()
fig.savefig(_svg, format="svg")
print(_svg.getvalue())
"""


class MarkdownExec(BareMkDocs):
    """Runs the code of the pages while they are rendered, in MkDocs' own process."""

    name = "markdown-exec"
    environment = "markdown-exec"
    packages = ("markdown-exec", "mkdocs")
    draws = True

    def write(
        self, root: Path, pages: Sequence[Page], modules: Mapping[str, str] | None = None
    ) -> None:
        # It has no way to a figure but the code's own output.
        config = MKDOCS + "plugins: [markdown-exec]\n"
        put(root, {"mkdocs.yml": config, **pages_of(pages, self.shown), **(modules or {})})

    def shown(self, example: Example) -> str:
        code = example.source
        if example.figure:
            # The backend of a site that is built without a screen.
            code = f'import matplotlib\nmatplotlib.use("Agg")\n{code}{SHOW}'
        return f'```python exec="1" source="above" html="1"\n{code}```\n'

    def variables(self) -> dict[str, str]:
        return {**super().variables(), "PYTHONPATH": "."}


class MkDocsJupyter(BareMkDocs):
    """A notebook a page, executed by a kernel of its own."""

    name = "mkdocs-jupyter"
    environment = "mkdocs-jupyter"
    packages = ("mkdocs-jupyter", "mkdocs", "ipykernel")
    draws = True

    def write(
        self, root: Path, pages: Sequence[Page], modules: Mapping[str, str] | None = None
    ) -> None:
        config = MKDOCS + "plugins:\n  - mkdocs-jupyter: {execute: true, allow_errors: false}\n"
        index = {"docs/index.md": "# Examples\n\nOne example after the other.\n"}
        books = {f"docs/{page.name}.ipynb": notebook(page.examples) for page in pages}
        helpers = {f"docs/{name}": text for name, text in (modules or {}).items()}
        put(root, {"mkdocs.yml": config, **index, **books, **helpers})


def notebook(examples: Sequence[Example]) -> str:
    """Return a notebook with a cell for each example."""
    book = nbformat.v4.new_notebook()
    book.metadata.kernelspec = {"name": "python3", "display_name": "Python", "language": "python"}
    for number, example in enumerate(examples):
        cell = nbformat.v4.new_code_cell(example.source.rstrip(), id=f"{example.name}-{number}")
        book.cells.append(cell)
    return nbformat.writes(book) + "\n"
