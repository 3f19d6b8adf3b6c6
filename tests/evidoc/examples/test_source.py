"""What is a comment of a program, and what only looks like one."""

from __future__ import annotations

import ast

import pytest

from evidoc.core.findings import EvidocError
from evidoc.examples.program import Program
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


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "# evidoc: seconds=3\n",
        "# only a remark",
        "x = 1  # one",
        "# evidoc: seconds=3\n\nx = 1\n\n# region a\n\n\ny = 2\n# endregion\n\nz = 3\n",
        '"""Says\n\nmuch."""\n\n# region a\ndef f():\n    """Too."""  # so\n    # endregion\n',
        "# %% a cell\nx = 1\n# region a\n# %%\ny = '# no remark'\n# endregion\n\n\n",
        "# /// script\n# region a\n# ///\nx = 1\n",
        "if x:\n    # region a\n\n    y = 1\n\n\n    # endregion\n\n    z = 2\n",
    ],
)
def test_what_a_program_does_is_the_same_as_shown(text: str) -> None:
    program = Program(text)
    assert program.behaviour_as_shown == program.as_shown.behaviour


def test_nodes_stand_level_by_level() -> None:
    code = SourceCode("x = f(1, a=[2, -3])\ny = 'a' if x else b\n")
    assert [*code.nodes] == [node for node in ast.walk(code.tree) if node._fields]


def test_a_tree_of_too_many_levels_is_refused() -> None:
    assert SourceCode("+".join("1" * 200)).nodes
    with pytest.raises(EvidocError, match="nested too deeply"):
        _ = SourceCode("+".join("1" * 1000)).nodes
