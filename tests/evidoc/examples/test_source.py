"""What is a comment of a program, and what only looks like one."""

from __future__ import annotations

import pytest

from evidoc.examples.source import SourceCode

BLOCK = "# /// script\n# requires-python = '>=3.11'\n#\n# dependencies = []\n# ///\n"


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        (BLOCK, []),
        (f"# before\n\n{BLOCK}# after\nx = 1  # beside\n", ["# before", "# after", "# beside"]),
        (BLOCK.replace("# ///\n", "x = 1\n"), BLOCK.splitlines()[:-1]),
        (BLOCK.replace("#\n", "\n"), [line for line in BLOCK.splitlines() if line != "#"]),
    ],
)
def test_metadata_of_a_script_is_no_comment(text: str, comments: list[str]) -> None:
    assert [comment.text for comment in SourceCode(text).comments] == comments
