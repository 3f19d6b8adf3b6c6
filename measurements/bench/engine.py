"""The engine: that of this checkout, or of another one to compare with."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bench import environments
from bench.corpus import Example, Page
from bench.floors import MKDOCS, BareMkDocs
from bench.peer import put

PROJECT = """\
snippets = "snippets"

[languages]
en = { docs = "docs", mkdocs = "mkdocs.yml" }
"""
PLUGIN = (
    MKDOCS.replace("superfences: {}", "superfences: {}, evidoc: {}") + "plugins: {evidoc: {}}\n"
)


class Evidoc(BareMkDocs):
    """This engine, on MkDocs."""

    name = "evidoc"
    packages = ("mkdocs", "torch", "matplotlib")
    draws = True

    def __init__(self, checkout: Path = environments.ROOT) -> None:
        self.checkout = checkout.resolve()
        if self.checkout != environments.ROOT:
            self.name = "evidoc, other checkout"

    def write(
        self, root: Path, pages: Sequence[Page], modules: Mapping[str, str] | None = None
    ) -> None:
        sources = {
            f"snippets/t/{each.name}.py": each.source for page in pages for each in page.examples
        }
        helpers = {f"snippets/{name}": text for name, text in (modules or {}).items()}
        put(root, {"evidoc.toml": PROJECT, "mkdocs.yml": PLUGIN, **sources, **helpers})
        put(root, {f"docs/{page.name}.md": _page(page) for page in pages})
        put(root, {"docs/index.md": "# Examples {#examples}\n\nOne example after the other.\n"})

    def limited(self, example: Example, seconds: int) -> Example:
        return replace(example, source=f"# evidoc: seconds={seconds}\n{example.source}")

    def command(self, *arguments: str) -> list[str]:
        """Return a call of the command-line tool."""
        return ["python", "-m", "evidoc.cli", *arguments]

    def programs(self) -> Path:
        own = self.checkout / ".venv" / "bin"
        return own if (own / "python").exists() else Path(sys.executable).parent

    def variables(self) -> dict[str, str]:
        return environments.variables(self.programs(), self.checkout / "scripts")


def forget(root: Path, *, evidence: bool = False) -> None:
    """Remove what the engine remembers between two calls, and the records too if asked."""
    for name in (".cache", "site", *(["evidence"] if evidence else [])):
        shutil.rmtree(root / name, ignore_errors=True)


def _page(page: Page) -> str:
    parts = [f"---\ntopic: t\n---\n# Page {page.name} {{#top}}\n"]
    for example in page.examples:
        alt = '    alt: "A straight line"\n' if example.figure else ""
        parts.append(f"/// example | {example.name}\n{alt}///\n")
    for claim in range(page.claims):
        example = page.examples[claim % len(page.examples)]
        total = example.says.rpartition(" ")[2]
        parts.append(f"The total is [{total}]{{= {example.name}: total }} here.\n")
    return "\n".join(parts)
