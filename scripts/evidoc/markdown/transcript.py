"""The text of a page, written down piece by piece as a reader comes to it."""

from __future__ import annotations

import re

from evidoc.checks.seen import Seen, SeenClaim


class Transcript:
    """What was written down so far.

    Attributes:
        seen: Notes where in the text each piece stands that markup does not divide.
        parts: The text, in pieces.
        length: The length of the text.
        passage: The first part of the block that is being written.
        claim: The claim that what is written belongs to.
        hidden_until: What ends a comment or an unseen element: nothing is written before.
    """

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.parts: list[str] = []
        self.length = 0
        self.passage = 0
        self.claim: SeenClaim | None = None
        self.hidden_until = ""

    def write(self, text: str, hint: int | None) -> None:
        """Write what a reader sees, and where in the source to look for it, if that is known."""
        if not text or self.hidden_until:
            return
        if text[0].isdigit() and self.parts and self.parts[-1][-1:].isalpha():
            self.raw("*")  # "reaches**17**" is a number, though it looks like a name
        start = self.length
        self.raw(text)
        self.seen.runs.append((start, self.length, hint))
        if self.claim is not None:
            spans = self.claim.spans
            if spans and spans[-1][1] == start:
                spans[-1] = (spans[-1][0], self.length)
            else:
                spans.append((start, self.length))

    def since(self, start: int) -> str:
        """Return what was written from an offset on."""
        length, index = self.length, len(self.parts)
        while length > start:
            index -= 1
            length -= len(self.parts[index])
        return "".join(self.parts[index:])

    def raw(self, text: str) -> None:
        """Write what is not looked for in the source."""
        self.parts.append(text)
        self.length += len(text)

    def break_off(self) -> None:
        """End a block of text."""
        if self.parts and self.parts[-1] != "\n\n":
            self.raw("\n\n")
            self.passage = len(self.parts)


_ESCAPED = re.compile("\x02(\\d+)\x03")
_PLACEHOLDER = re.compile("\x02[^\x02\x03]*\x03")


def plain(text: str) -> str:
    """Return a text without the signs by which Markdown remembers escapes."""
    text = text.replace("\x02amp\x03", "&")
    text = _ESCAPED.sub(lambda match: chr(int(match[1])), text)
    return _PLACEHOLDER.sub(" ", text)
