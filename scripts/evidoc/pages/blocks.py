"""The ``/// name | argument`` blocks of a page's source, with their offsets."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

OURS = ("example", "claim", "formula", "glossary", "references")
# Those that pymdown-extensions brings: a name that nobody registered becomes a paragraph.
_OTHERS = (
    *("admonition", "attention", "caution", "danger", "error", "hint", "important", "note"),
    *("tip", "warning", "caption", "define", "details", "figure-caption", "html", "tab"),
    *("table-caption",),
)


UNKNOWN = "unknown block"


@dataclass(frozen=True)
class Block:
    """A block; its options lie between ``options_start`` and ``body_start``.

    Attributes:
        name: The block's name, in lower case.
        argument: What follows the ``|``; empty without one.
        start: Offset of its first line.
        options_start: Offset of the line below.
        body_start: Offset behind the indented options.
        body_end: Offset of the closing line.
    """

    name: str
    argument: str
    start: int
    options_start: int
    body_start: int
    body_end: int


_LINE = re.compile(
    r"^[ \t]*(?P<fence>/{3,})[ \t]*"
    r"(?:(?P<name>[\w-]+)[ \t]*(?:\|(?P<argument>.*))?)?$",
    re.MULTILINE,
)
_OPTIONS = re.compile(r"(?:^[ \t]{4,}\S.*(?:\n|\Z))*", re.MULTILINE)

Wrong = tuple[int, str, str]
"""Offset, message, mend."""


def find_blocks(text: str, written: str) -> tuple[list[Block], list[Wrong]]:
    """Return the blocks of a source, and what is wrong with them.

    Args:
        text: The source, in which code is blanked.
        written: The same with its code spans, which arguments are taken from.
    """
    open_blocks: list[re.Match[str]] = []
    found: list[Block] = []
    wrong: list[Wrong] = []
    for match in _LINE.finditer(text):
        if match["name"]:
            _check_name(match, wrong)
            if open_blocks and open_blocks[-1]["name"].lower() in OURS:
                outer = open_blocks[-1]["name"]
                wrong.append(
                    (match.start(), f"a block inside /// {outer}", f"close /// {outer} first")
                )
            open_blocks.append(match)
        elif open_blocks and len(match["fence"]) == len(open_blocks[-1]["fence"]):
            found.append(_block(text, written, open_blocks.pop(), match))
        else:
            wrong.append((match.start(), f"{match['fence']} closes no block", "take it away"))
    wrong += [
        (
            match.start(),
            f"the block /// {match['name']} is not closed",
            f"close it with {match['fence']}",
        )
        for match in open_blocks
    ]
    return sorted(found, key=lambda block: block.start), wrong


def _check_name(match: re.Match[str], wrong: list[Wrong]) -> None:
    name = match["name"].lower()
    if name in OURS or name in _OTHERS:
        return
    if close := difflib.get_close_matches(name, (*OURS, *_OTHERS), n=1):
        message, mend = "misspelt block", f"did you mean {close[0]}?"
    else:
        message, mend = UNKNOWN, f"known are {', '.join(OURS)}"
    wrong.append((match.start(), f"{message} {match['name']!r}", mend))


def _block(text: str, written: str, opening: re.Match[str], closing: re.Match[str]) -> Block:
    options_start = min(opening.end() + 1, closing.start())
    options = _OPTIONS.match(text, options_start, closing.start())
    body_start = options.end() if options else options_start
    argument = written[slice(*opening.span("argument"))] if opening["argument"] else ""
    return Block(
        opening["name"].lower(),
        argument.strip(" \t"),
        opening.start(),
        options_start,
        body_start,
        closing.start(),
    )
