"""The style sheets, script and fonts that the engine brings to a site, named by their content."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from evidoc.math.mathfont import math_font
from evidoc.math.mathml import FormulaError, find_formulas
from evidoc.math.mathtext import characters
from evidoc.project.project import Project
from evidoc.records.record import sha256

FOLDER = "assets/evidoc"


def assets(project: Project) -> tuple[str, str, dict[str, bytes]]:
    """Return the addresses of style sheet and script, and all files by address, below the root.

    The math font holds the characters of the formulas of all pages, and no others.
    """
    font = math_font(_characters(project), project.config.root / ".cache" / "fonts")
    styles = (Path(str(files("evidoc"))) / "assets" / name for name in ("evidoc.css", "math.css"))
    css = (font.css + "\n".join(style.read_text("utf-8") for style in styles)).encode()
    sheet = f"{FOLDER}/evidoc.{sha256(css)[:8]}.css"
    js = (Path(str(files("evidoc"))) / "assets" / "evidoc.js").read_bytes()
    script = f"{FOLDER}/evidoc.{sha256(js)[:8]}.js"
    contents = {
        sheet: css,
        script: js,
        f"{FOLDER}/{font.name}": font.data,
        f"{FOLDER}/{font.licence_name}": font.licence.encode(),
    }
    return sheet, script, contents


def _characters(project: Project) -> set[str]:
    drawn: set[str] = set()
    for pages in project.pages.values():
        for page in pages.values():
            for formula in find_formulas(page.source.formula_text):
                try:
                    drawn |= characters(formula.to_mathml())
                except FormulaError:
                    continue  # reported where the page is rendered
    return drawn
