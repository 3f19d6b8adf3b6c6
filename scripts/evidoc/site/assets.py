"""The style sheets, script and fonts that the engine brings to a site, named by their content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from evidoc.core.memory import Memory
from evidoc.math.mathfont import math_font
from evidoc.math.mathml import FormulaError
from evidoc.math.mathtext import characters, small_characters
from evidoc.pages.markup import Source
from evidoc.project.labs import lab_texts
from evidoc.project.project import Project
from evidoc.records.record import sha256

FOLDER = "assets/evidoc"


@dataclass(frozen=True)
class Assets:
    """The addresses of what pages load, and all files by address, below the root."""

    sheet: str
    script: str
    search: str
    files: Mapping[str, bytes]


def assets(project: Project, memory: Memory) -> Assets:
    """Return what the engine brings to a site.

    The math font holds the characters of the formulas of all pages and labs, and no others; a site
    without formulas has none.
    """
    drawn, small = _characters(project)
    font = math_font(drawn, small, memory) if drawn else None
    styles = (Path(str(files("evidoc"))) / "assets" / name for name in ("evidoc.css", "math.css"))
    css = (
        (font.css if font else "") + "\n".join(style.read_text("utf-8") for style in styles)
    ).encode()
    sheet = f"{FOLDER}/evidoc.{sha256(css)[:8]}.css"
    scripts = {}
    for name in ("evidoc", "search"):
        data = (Path(str(files("evidoc"))) / "assets" / f"{name}.js").read_bytes()
        scripts[f"{FOLDER}/{name}.{sha256(data)[:8]}.js"] = data
    contents = {sheet: css, **scripts}
    if font:
        contents[f"{FOLDER}/{font.name}"] = font.data
        contents[f"{FOLDER}/{font.licence_name}"] = font.licence.encode()
    script, search = scripts
    return Assets(sheet, script, search, contents)


def _characters(project: Project) -> tuple[set[str], set[str]]:
    """Return what the formulas of a site draw, and what of that they draw small."""
    drawn: set[str] = set()
    small: set[str] = set()
    for source in _sources(project):
        for formula in source.formulas:
            with suppress(FormulaError):  # reported where the page is rendered
                math = formula.to_mathml()
                drawn |= characters(math)
                small |= small_characters(math)
    return drawn, small


def _sources(project: Project) -> Iterator[Source]:
    for language, pages in project.pages.items():
        yield from (page.source for page in pages.values())
        yield from (source for _, _, source in lab_texts(project, language))
