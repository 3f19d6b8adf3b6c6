"""What a terminal shows of a text: carriage returns, backspaces and cursor movements resolved.

Colours are told apart from the text. No control character is left in it; one that has none is
returned as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_PIECES = re.compile(
    r"\x1b\[(?P<numbers>[0-?]*)[ -/]*(?P<final>[@-~])"  # cursor, erasing, colours
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?"  # titles, links and other texts for the terminal
    r"|\x1b[ -/]*[0-~]?"
    r"|(?P<control>[\x00-\x1f\x7f-\x9f])"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
)
_WIDTH = 4096  # as far to the right as a cursor moves where nothing stands


def in_colours(text: str) -> tuple[str, dict[str, str]]:
    """Return what stands on a terminal, and which of it has a colour.

    Returns:
        The text, and ``"first:end"`` of each piece of it to its names: ``"red bold"``.
    """
    text = text.replace("\r\n", "\n")
    if not _CONTROL.search(text):
        return text, {}
    screen = _Screen()
    for piece in _PIECES.finditer(text):
        if piece["text"]:
            screen.write(piece["text"])
        elif piece["control"]:
            screen.control(piece["control"])
        elif piece["final"]:
            numbers = [int(n) for n in piece["numbers"].split(";") if re.fullmatch(r"\d{1,9}", n)]
            if piece["final"] == "m":
                screen.style = _restyled(screen.style, numbers or [0])
            else:
                screen.escape(piece["final"], numbers[0] if numbers else None)
    return screen.text(), screen.colours()


_COLOURS = ("", "red", "green", "yellow", "blue", "magenta", "cyan", "")  # black, white: the text's
_STYLES = {1: "bold", 2: "dim", 3: "italic", 4: "underline"}
_ENDS = {22: {"bold", "dim"}, 23: {"italic"}, 24: {"underline"}, 39: set(_COLOURS)}
_FOREGROUND, _BACKGROUND = 38, 48


def _restyled(style: frozenset[str], numbers: list[int]) -> frozenset[str]:
    """Return a style as the numbers of a sequence change it; backgrounds are left out."""
    rest = iter(numbers)
    for number in rest:
        if number == 0:
            style = frozenset()
        elif number in _STYLES:
            style |= {_STYLES[number]}
        elif number in _ENDS:
            style -= _ENDS[number]
        elif number in range(30, 38) or number in range(90, 98):
            style = style - _ENDS[39] | {_COLOURS[number % 10]}
        elif number in (_FOREGROUND, _BACKGROUND):
            index = _index(rest)
            if number == _FOREGROUND:
                style = style - _ENDS[39] | {_COLOURS[index % 8] if index < 16 else ""}
    return style - {""}


_BY_PARTS, _BY_INDEX = 2, 5


def _index(rest: Iterator[int]) -> int:
    """Return which of the 256 colours comes next; of others, given by their parts, the last."""
    kind = next(rest, 0)
    if kind == _BY_PARTS:
        _ = next(rest, 0), next(rest, 0), next(rest, 0)
        return 255
    return next(rest, 255) if kind == _BY_INDEX else 255


_Cell = tuple[str, frozenset[str]]
_BLANK: _Cell = (" ", frozenset())


class _Screen:
    """Lines of characters with their styles, and where the next one goes."""

    def __init__(self) -> None:
        self.lines: list[list[_Cell]] = [[]]
        self.row = self.column = 0
        self.style: frozenset[str] = frozenset()

    def write(self, text: str) -> None:
        line = self.lines[self.row]
        line += [_BLANK] * (self.column - len(line))
        line[self.column : self.column + len(text)] = [(each, self.style) for each in text]
        self.column += len(text)

    def control(self, character: str) -> None:
        if character == "\n":
            self.row, self.column = self.row + 1, 0
            if self.row == len(self.lines):
                self.lines.append([])
        elif character == "\r":
            self.column = 0
        elif character == "\b":
            self.column = max(0, self.column - 1)
        elif character == "\t":
            self.write("\t")

    def escape(self, final: str, number: int | None) -> None:
        """Do what a control sequence of a terminal says: move, or erase."""
        by = max(1, number or 1)
        if final == "A":
            self.row = max(0, self.row - by)
        elif final == "B":
            self.row = min(len(self.lines) - 1, self.row + by)
        elif final == "C":
            self.column = max(self.column, min(self.column + by, _WIDTH))
        elif final == "D":
            self.column = max(0, self.column - by)
        elif final == "G":
            self.column = min(by - 1, _WIDTH)
        elif final == "K":
            self._erase(number or 0)
        elif final == "J" and (number or 0) == 0:
            self._erase(0)
            del self.lines[self.row + 1 :]
        elif final == "J":
            self.lines, self.row, self.column = [[]], 0, 0

    def _erase(self, what: int) -> None:
        """Erase the line to its end (0), from its start (1), or whole (2)."""
        line = self.lines[self.row]
        if what == 0:
            del line[self.column :]
        elif what == 1:
            line[: self.column + 1] = [_BLANK] * min(self.column + 1, len(line))
        else:
            line.clear()

    def text(self) -> str:
        return "\n".join("".join(character for character, _ in line) for line in self.lines)

    def colours(self) -> dict[str, str]:
        """Return the pieces of the text that have a style."""
        found: dict[str, str] = {}
        at = 0
        for line in self.lines:
            for style, cells in groupby(line, key=lambda cell: cell[1]):
                length = len(list(cells))
                if style:
                    found[f"{at}:{at + length}"] = " ".join(sorted(style))
                at += length
            at += 1
        return found
