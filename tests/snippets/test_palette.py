"""A colour means the same in every figure: programs take theirs from the palette, by name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from matplotlib.colors import is_color_like

SNIPPETS = Path(__file__).parents[2] / "snippets"
PROGRAMS = sorted(set(SNIPPETS.rglob("*.py")) - {SNIPPETS / "palette.py"})


def colours_of_its_own(program: str) -> Iterator[str]:
    """Yield the colours that a program names itself, except those of maps of values."""
    tree = ast.parse(program)
    maps = {
        id(value)
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == "cmap"
        for value in ast.walk(node.value)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in maps:
            name = node.value
            if len(name) > 1 and name != "none" and is_color_like(name):
                yield f"line {node.lineno}: {name}"


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: str(path.relative_to(SNIPPETS)))
def test_a_program_takes_its_colours_from_the_palette(path: Path) -> None:
    assert list(colours_of_its_own(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("program", "found"),
    [
        ('ax.plot(x, y, color="C0")', ["line 1: C0"]),
        ('ListedColormap(["lightgray"])', ["line 1: lightgray"]),
        ('x = 1\nax.plot(x, y, mfc="#ff0000")', ["line 2: #ff0000"]),
        ('ax.plot(x, y, mfc="none")', []),
        ('ax.imshow(picture, cmap="gray")', []),
        ("ax.plot(x, y, color=PLAIN)", []),
    ],
)
def test_a_colour_of_its_own_is_found(program: str, found: list[str]) -> None:
    assert list(colours_of_its_own(program)) == found
