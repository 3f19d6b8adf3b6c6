"""The line that computed a value is found by reading the program."""

from __future__ import annotations

import pytest

from evidoc.examples.program import Program

# A program, expressions, and the line (counted from 1) that computed them.
ORIGINS = [
    ("a = 1\nb = 2", ["b"], 2),
    ("a = 1\nb = 2", ["a"], 1),
    ("a = 1\na = 2\nb = 3", ["a"], 2),
    ("a = 1\nb = 2\nc = 3", ["a + b", "a"], 2),
    ("a = b = 1\nc = 2", ["b[0].x"], 1),
    ("a, (b, *c) = f()\nd = 2", ["c"], 1),
    ("a = 1\na += 1\nb = 2", ["a"], 2),
    ("a: int = 1\nb = 2", ["a"], 1),
    ("a = (\n    1\n)\nb = 2", ["a"], 1),
    ("for a in x:\n    b = a\nc = 1", ["b"], 2),
    ("for a in x:\n    b = 1\nc = 1", ["a"], 1),
    ("with x as a:\n    pass\nb = 1", ["a"], 1),
    ("if x:\n    a = 1\nelse:\n    a = 2\nb = 1", ["a"], 4),
    ("while (a := x):\n    pass\nb = 1", ["a"], 1),
    ("a = []\nfor b in x:\n    a.append(b)\nc = 1", ["a"], 3),
    ("a = {}\na['x'] = 1\nc = 1", ["a"], 2),
    ("a.b = 1\nc = 1", ["a.b"], 1),
    ("def a():\n    b = 1\n    return b\nc = 1", ["a()"], 1),
    ("def a():\n    b = 1\nb = 2\nclass C:\n    b = 3", ["b"], 3),
    ("b = 1\nc = [b for b in x]", ["b"], 1),
    ("from x import span as a\nimport y.z\nb = 1", ["a(3, 8)"], 1),
    ("import y.z\nb = 1", ["y.z.w"], 1),
    ("rows = 1\nr = 2", ["[row.x for row in rows]"], 1),
    ("a = 1", ["b"], None),
]


@pytest.mark.parametrize(("source", "expressions", "line"), ORIGINS)
def test_the_line_that_computed_a_value(
    source: str, expressions: list[str], line: int | None
) -> None:
    assert Program(source).defining_line(expressions) == line
