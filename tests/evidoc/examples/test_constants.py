"""Which names of a program are constants."""

from __future__ import annotations

import pytest

from evidoc.examples.program import Program

PROGRAMS = [
    ("k = 3", {"k"}),
    ("k, d = 3, 8", {"k", "d"}),
    ("k, d = 3, len('ab')", {"k"}),
    ("sizes = (3, 7)\nspan = sizes[0]", {"sizes"}),
    ("shape = {'side': 64}\nfor _ in '12':\n    print(shape)", {"shape"}),
    ("k = 3\nk = 5", set()),
    ("k = 3\nk += 2", set()),
    ("for k in (1, 2):\n    pass", set()),
    ("rows = []", set()),
    ("rows = [1]\nfor k in '12':\n    rows.append(k)", set()),
    ("shape = {'side': 64}\nshape['side'] = 2", set()),
    ("def f():\n    k = 3", set()),
]


@pytest.mark.parametrize(("text", "expected"), PROGRAMS)
def test_constants_are_literals_that_nothing_changes(text: str, expected: set[str]) -> None:
    assert {name for name in Program(text, "x.py").constants if name != "_"} == expected
