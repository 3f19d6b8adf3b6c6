"""What a terminal shows of a text: carriage returns, backspaces and cursor movements resolved.

Colours are taken out: readers see text in the colours of their page. No other control character is
left either. A text without any is returned as it is.
"""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_PIECES = re.compile(
    r"\x1b\[(?P<numbers>[0-?]*)[ -/]*(?P<final>[@-~])"  # cursor, erasing, colours
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?"  # titles, links and other texts for the terminal
    r"|\x1b[ -/]*[0-~]?"
    r"|(?P<control>[\x00-\x1f\x7f-\x9f])"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
)
_WIDTH = 4096  # as far to the right as a cursor moves where nothing stands


def as_terminal(text: str) -> str:
    """Return what stands on a terminal, wide enough for every line, once a text is printed."""
    text = text.replace("\r\n", "\n")
    if not _CONTROL.search(text):
        return text
    screen = _Screen()
    for piece in _PIECES.finditer(text):
        if piece["text"]:
            screen.write(piece["text"])
        elif piece["control"]:
            screen.control(piece["control"])
        elif piece["final"]:
            number = piece["numbers"].partition(";")[0]
            screen.escape(piece["final"], int(number) if re.fullmatch(r"\d{1,9}", number) else None)
    return screen.text()


class _Screen:
    """Lines of characters, and where the next one goes."""

    def __init__(self) -> None:
        self.lines: list[list[str]] = [[]]
        self.row = self.column = 0

    def write(self, text: str) -> None:
        line = self.lines[self.row]
        line += " " * (self.column - len(line))
        line[self.column : self.column + len(text)] = text
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
            line[: self.column + 1] = " " * min(self.column + 1, len(line))
        else:
            line.clear()

    def text(self) -> str:
        return "\n".join(map("".join, self.lines))
