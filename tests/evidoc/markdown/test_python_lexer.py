"""The lexer that colours programs finds what Pygments' own finds."""

from __future__ import annotations

import builtins
import keyword
from pathlib import Path

import pytest
from pygments.lexers.python import PythonLexer

from evidoc.markdown.python_lexer import ProgramLexer

STANDARD = Path(pytest.__file__).parent, Path(keyword.__file__).parent / "json"
SNIPPETS = Path(__file__).parents[3] / "snippets"
PROGRAMS = [path for folder in (*STANDARD, SNIPPETS) for path in sorted(folder.rglob("*.py"))]
WORDS = [*keyword.kwlist, *keyword.softkwlist, *dir(builtins), "self", "cls", "lazy", "sentinel"]


def assert_same_tokens(program: str) -> None:
    assert list(ProgramLexer().get_tokens(program)) == list(PythonLexer().get_tokens(program))


@pytest.mark.parametrize(
    "program",
    [
        *(
            "x = rb'' + f'{a!r:>{width}}' + u\"\" + Rb''",
            "'''a\n b'''\n",
            "f'{x, y=}'",
            "a if b else c",
        ),
        *("x:=1", "(x := 1, [y])", "a[1:2, ::3]", "{a: b}", "x . y", "x\\\n  y", "a  # b, c"),
        *("match x:\n  case [a, b]: pass", "match = 1", "match(x)", "case.x", "x = match [1]"),
        *(
            "lazy import a",
            "lazy from a import b",
            "lazy = 1",
            "from . import a as b, c",
            "import a.b",
        ),
        *(
            "def f(x): ...",
            "class A(B): ...",
            "@a.b\ndef f(): ...",
            "a @ b",
            "a.print",
            "a.for",
            "print",
        ),
        *(
            "가 = 나다.sum(라)",
            "naïve.item",
            "a·b",
            "a²",
            "xé",
            "x\tfor\ty",
            "ab'c'",
            'no"t"',
            "$ x ?",
        ),
        *(
            "    '''doc'''",
            "x = '''a\n''' + y",
            "\n\n  x\n",
            "",
            " ",
            "x\f y",
            "1_000.5e-3j + .5 - 0x_ff",
        ),
        *(
            "yield from x",
            "async for x in y",
            "await x",
            "None",
            "x is not None",
            "__init__",
            "__x__",
        ),
    ],
)
def test_it_gives_the_same_tokens(program: str) -> None:
    assert_same_tokens(program)


@pytest.mark.parametrize("form", ["{}", "a.{}", "{}(x)", "x{}", "{}x", "{}_x", " {} x", "({})"])
def test_it_knows_every_word(form: str) -> None:
    assert_same_tokens("\n".join(form.format(word) for word in WORDS))


def test_it_gives_the_same_tokens_of_whole_programs() -> None:
    assert len(PROGRAMS) > 100
    for path in PROGRAMS:
        assert_same_tokens(path.read_text("utf-8"))
