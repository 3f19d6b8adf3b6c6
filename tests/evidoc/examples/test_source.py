"""What is a comment of a program, and what only looks like one."""

from __future__ import annotations

import ast
import inspect
import io
import textwrap
import tokenize
import typing
from fractions import Fraction
from types import ModuleType

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


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("x = '#1'  # one\n", ["# one"]),
        ("x = '#1' '#2'\n", []),
        ("x = '한글 #1', '#2'  # 둘 # 셋\n", ["# 둘 # 셋"]),
        ("x = (\n    '#1'  # one\n    '#2'\n)\n", ["# one"]),
        ("x = f'#{y!r:#>4}'  # one\n", ["# one"]),
        ('def f():\n    """Says #1\n    # no remark"""  # one\n', ["# one"]),
        ("x = b'#' \\\n    b'#'  # one", ["# one"]),
        ("match x:\n    case '#' | {'#': '#'}:  # one\n        pass\n", ["# one"]),
        ("x = r'\\'#'  # one", ["# one"]),
    ],
)
def test_what_begins_in_a_string_is_no_comment(text: str, comments: list[str]) -> None:
    assert [comment.text for comment in SourceCode(text).comments] == comments


@pytest.mark.parametrize("module", [ast, inspect, pytest, textwrap, tokenize, typing])
def test_comments_are_those_of_the_tokenizer(module: ModuleType) -> None:
    text = inspect.getsource(module)
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    expected = [(*each.start, each.string) for each in tokens if each.type == tokenize.COMMENT]
    found = SourceCode(text).comments
    assert [(each.line, each.column, each.text) for each in found] == expected


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("x = [1, -2, 3 - 4]", [(1, 1, False), (1, 2, True), (1, 3, False), (1, 4, True)]),
        ("x = 1e-1 + 0x10\nx -= 5", [(1, "0.1", False), (1, 16, False), (2, 5, False)]),
        ("x = [True, 2j, 1e999, '3', f'{4}']", []),
    ],
)
def test_numbers_of_code(text: str, numbers: list[tuple[int, int | str, bool]]) -> None:
    expected = [(line, Fraction(number), minus) for line, number, minus in numbers]
    assert sorted(SourceCode(text).numbers) == sorted(expected)


def test_nodes_stand_level_by_level() -> None:
    code = SourceCode("x = f(1, a=[2, -3])\ny = 'a' if x else b\n")
    assert [*code.nodes] == [node for node in ast.walk(code.tree) if node._fields]


def test_a_tree_of_too_many_levels_is_refused() -> None:
    assert SourceCode("+".join("1" * 200)).nodes
    with pytest.raises(EvidocError, match="nested too deeply"):
        _ = SourceCode("+".join("1" * 1000)).nodes
