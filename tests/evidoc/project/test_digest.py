"""What makes an example stale: all that its outcome depends on, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from evidoc.core.model import Grid, Job
from evidoc.project.digest import digest_of

SOURCE = '"""A docstring."""\nimport shapes\n\nside = 3  # of the square\n'
JOB = Job(
    example="topic/name",
    language="en",
    source=SOURCE,
    filename="snippets/topic/name.py",
    files=(("shapes.py", b"def area(): ...\n"), ("data.txt", b"# 1\n")),
    library=(("shop/__init__.py", b""), ("shop/fast.so", b"\x7fELF")),
    values=("side",),
)
# A change of a job, and whether it makes its example stale.
CHANGES: dict[str, tuple[dict[str, Any], bool]] = {
    "another language": ({"language": "ko"}, False),
    "a comment": ({"source": SOURCE.replace("of the square", "변")}, False),
    "a docstring": ({"source": SOURCE.replace("A docstring", "문서")}, False),
    "the code": ({"source": SOURCE.replace("3", "4")}, True),
    "its place": ({"filename": "other.py"}, False),
    "a limit": ({"seconds": 5, "memory": 1, "output": 1}, False),
    "a comment of a module": (
        {"files": (("shapes.py", b"def area(): ...  # more\n"), JOB.files[1])},
        False,
    ),
    "a module": ({"files": (("shapes.py", b"def area(): return 1\n"), JOB.files[1])}, True),
    "data": ({"files": (JOB.files[0], ("data.txt", b"# 2\n"))}, True),
    "a file more": ({"files": (*JOB.files, ("more.txt", b""))}, True),
    "the library": ({"library": (("shop/__init__.py", b"x = 1\n"),)}, True),
    "what a build made of it": (
        {"library": (JOB.library[0], ("shop/fast.so", b"\x7fELF 2"))},
        False,
    ),
    "a value more": ({"values": ("side", "side**2")}, True),
    "a table": ({"tables": ("rows",)}, True),
    "an object": ({"shows": ("frame",)}, True),
    "a formula": ({"formulas": (Grid("area(n)", (("n", "[1]"),)),)}, True),
    "a result": ({"results": (("#> side", 2),)}, True),
    "what it keeps": ({"keeps": ("side",)}, True),
    "an exception": ({"raises": "ValueError"}, True),
    "standard error": ({"stderr": True}, True),
    "no colours": ({"colours": False}, True),
    "a font": ({"font": "other:font.ttf"}, True),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_makes_an_example_stale(name: str) -> None:
    change, is_stale = CHANGES[name]
    assert (digest_of(replace(JOB, **change), 0) != digest_of(JOB, 0)) is is_stale


def test_what_is_recorded_depends_on_the_tolerance() -> None:
    assert digest_of(JOB, 0.1) != digest_of(JOB, 0) != digest_of(JOB, 0.01)
