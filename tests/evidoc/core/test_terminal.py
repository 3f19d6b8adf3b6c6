from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidoc.core.terminal import in_colours
from growth import is_linear

SHOWN = {
    "plain": ("a\n\tb  \n", "a\n\tb  \n"),
    "line ends of Windows": ("a\r\nb\r\n", "a\nb\n"),
    "progress": ("\rone   \rtwo   \rthree\ndone\n", "three \ndone\n"),
    "shorter state": ("100 %\r7 %\n", "7 % %\n"),
    "erased to its end": ("100 %\r\x1b[K7 %\n", "7 %\n"),
    "erased whole": ("100 %\x1b[2K\r7\n", "7\n"),
    "backspace": ("ab\b\bcd\bX\n", "cX\n"),
    "backspace at the start": ("\b\ba\n", "a\n"),
    "colours": ("\x1b[31mred\x1b[0m \x1b[1;38;5;208mbold\x1b[m\n", "red bold\n"),
    "a link": ("\x1b]8;;http://x.org\x1b\\here\x1b]8;;\x1b\\\n", "here\n"),
    "a title": ("\x1b]0;title\x07a\n", "a\n"),
    "two bars": ("1: 0\n2: 0\n\x1b[2A\r1: 9\n2: 8\n", "1: 9\n2: 8\n"),
    "forward": ("a\x1b[3Cb\n", "a   b\n"),
    "far forward": ("\x1b[999999999Ca\n", " " * 4096 + "a\n"),
    "to a column": ("abc\x1b[2GX\n", "aXc\n"),
    "cleared": ("old\nold\n\x1b[2J\x1b[Hnew\n", "new\n"),
    "below": ("a\nb\nc\x1b[2A\r\x1b[Jx\n", "x\n"),
    "other controls": ("a\x00b\x07c\x7fd\x9b\x0ce\n", "abcde\n"),
    "cut short": ("a\x1b", "a"),
    "Hangul": ("준비\r완료\n", "완료\n"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_text_is_what_a_terminal_shows_of_it(name: str) -> None:
    printed, shown = SHOWN[name]
    assert in_colours(printed)[0] == shown


COLOURED: dict[str, tuple[str, dict[str, str]]] = {
    "one": ("a \x1b[31mred\x1b[0m b\n", {"2:5": "red"}),
    "with a style": ("\x1b[1;32mok\x1b[22m ok\x1b[m\n", {"0:2": "bold green", "2:5": "green"}),
    "over two lines": ("\x1b[34ma\nb\x1b[39mc\n", {"0:1": "blue", "2:3": "blue"}),
    "bright": ("\x1b[96ma\n", {"0:1": "cyan"}),
    "of a palette": ("\x1b[38;5;9ma\x1b[38;5;208mb\n", {"0:1": "red"}),
    "by its parts": ("\x1b[31m\x1b[38;2;1;31;4ma\x1b[4mb\n", {"1:2": "underline"}),
    "of the background": ("\x1b[48;5;1;3ma\x1b[41mb\n", {"0:2": "italic"}),
    "black and white": ("\x1b[30ma\x1b[37mb\n", {}),
    "written over": ("\x1b[31mabc\r\x1b[0mx\n", {"1:3": "red"}),
    "erased": ("\x1b[31mabc\x1b[2K\x1b[0m\rx\n", {}),
}


@pytest.mark.parametrize("name", COLOURED)
def test_colours_are_told_apart_from_the_text(name: str) -> None:
    printed, colours = COLOURED[name]
    assert in_colours(printed)[1] == colours


@given(st.text(st.sampled_from("ab\n\r\b\t\x00\x07\x1b[]0;123ABCDGHJKm\\한")))
def test_no_control_character_is_left(text: str) -> None:
    shown, _ = in_colours(text)
    assert all(character.isprintable() or character in "\n\t" for character in shown)
    assert in_colours(shown) == (shown, {})


def test_much_output_takes_linear_time() -> None:
    assert is_linear(lambda length: in_colours("a\x00" * length), 100_000)
    assert is_linear(lambda length: in_colours("\r" + "x" * 99_999 + "\rb" * length), 100_000)
