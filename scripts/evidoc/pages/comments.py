"""What binds a text in comments, which no renderer shows.

``28.29<!--= circle/area: area -->`` binds the numbers before it, and ``<!-- evidoc: output
circle/area -->`` the fenced block below it. So a README that GitHub, a package index or an editor
shows can be held to its examples, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from evidoc.core.values import ClaimError
from evidoc.pages.bindings import parse_binding
from evidoc.pages.markup import Source
from evidoc.pages.numerals import Numeral, NumeralError, read_last, read_numerals

CLAIM = re.compile(r"<!--=(?!=)")  # <!--==== is an ornament
KINDS = ("example", "output", "file", "run")
SPELLING = "write <!-- evidoc: example topic/name -->, with output, file or run for example"

_MARK = re.compile(
    r"^(?P<indent>[ \t>]*)<!--[ \t]*evidoc:(?P<says>[^\n]*?)-->[ \t]*$", re.MULTILINE
)
_FENCED = re.compile(
    r"\n(?:[ \t>]*\n)?(?P<indent>[ \t>]*)(?P<fence>`{3,}|~{3,})(?P<info>[^\n`]*)\n"
    r"(?P<body>(?:.*\n)*?)[ \t>]*(?P=fence)[`~]*[ \t]*(?=\n|\Z)"
)
_MISSPELT = re.compile(r"<!--\s+=")
# A paragraph or an item of a list; behind its mark, so that no ordinal is taken for a number.
_PASSAGE = re.compile(r"\n[ \t>]*\n|^[ \t>]*(?:[-*+]|\d+[.)])[ \t]", re.MULTILINE)
_BEHIND = re.compile(r"[ \u00a0]?[^\s<|]{1,12}")
_BESIDE = 200
"""How much of the line before a comment is read for the number that it may cut."""


@dataclass(frozen=True)
class BoundFence:
    """A fenced block that repeats an example's program, its output, or a file, or is a program.

    A session is both: a program, and its output.

    Attributes:
        line: Where its comment stands.
        kind: ``"example"``, ``"output"``, ``"file"`` or ``"run"``.
        target: ``topic/name``, or a path below the root of the project.
        info: What stands behind the opening signs.
        start: Where the text inside begins in the source.
        body: That text, as it stands there.
        indent: What each of its lines begins with.
        fence: The signs that end it.
    """

    line: int
    kind: str
    target: str
    info: str
    start: int
    body: str
    indent: str
    fence: str

    @property
    def end(self) -> int:
        """Offset of the end of the text in the source."""
        return self.start + len(self.body)

    @property
    def text(self) -> str:
        """What a reader sees of it."""
        lines = self.body.splitlines()
        return "\n".join(line.removeprefix(self.indent).rstrip() for line in lines).rstrip()

    def written(self, text: str) -> str:
        """Return another text in the place of ``body``."""
        lines = text.rstrip().split("\n")
        return "".join(f"{self.indent}{line}".rstrip() + "\n" for line in lines)


Wrong = tuple[int, str, str]
"""Line, message, mend."""


def find_fences(source: Source) -> Iterator[BoundFence | Wrong]:
    """Yield the bound blocks of a page, and the comments that bind nothing."""
    for match in _MARK.finditer(source.without_code):
        line = source.line(match.start())
        says = source.text[slice(*match.span("says"))].strip()
        kind, _, target = says.partition(" ")
        fenced = _FENCED.match(source.text, match.end())
        if kind not in KINDS or not target.strip():
            yield line, f"the comment binds a block to {says!r}", SPELLING
        elif fenced is None:
            yield line, "no fenced block stands below this comment", "put it right above one"
        else:
            yield BoundFence(
                line,
                kind,
                target.strip(),
                fenced["info"].strip(),
                fenced.start("body"),
                fenced["body"],
                fenced["indent"],
                fenced["fence"],
            )


def find_comment_claims(source: Source) -> Iterator[tuple[int, str]]:
    """Yield offset and expression of the claims in comments."""
    for start, _, expression in _begun_with(CLAIM, source):
        yield start, expression


def misspelt_claims(source: Source) -> Iterator[Wrong]:
    """Yield the comments that look like claims and bind nothing, and those that cut a number."""
    for start, _, expression in _begun_with(_MISSPELT, source):
        with suppress(ClaimError):
            parse_binding(expression)
            line = source.line(start)
            yield line, "a claim begins with <!--= and no space", "write <!--= expression -->"
    for start, end, _ in _begun_with(CLAIM, source):
        text = source.text[max(source.line_start(start), start - _BESIDE) : start]
        behind = _BEHIND.match(source.text, end)
        alone, together = _readable(text), _readable(text + (behind[0] if behind else ""))
        if alone != together[: len(alone)]:
            message = "the number before this comment reads otherwise with what stands behind it"
            yield source.line(start), message, "put the comment behind all of the number"


def _begun_with(mark: re.Pattern[str], source: Source) -> Iterator[tuple[int, int, str]]:
    """Yield start and end of the comments that begin with a mark, and what stands behind that."""
    text = source.without_code
    for start, end in source.comments:
        if match := mark.match(text, start, end):
            yield start, end, source.text[match.end() : end - len("-->")]


def _readable(text: str) -> list[Numeral]:
    """Return the numerals of a text that can be read."""
    while True:
        try:
            return read_numerals(text)
        except NumeralError as error:
            text = text[: error.start] + " " * (error.end - error.start) + text[error.end :]


def passages(text: str) -> Iterator[int]:
    """Yield where the passages begin of which a comment binds the last numbers."""
    return (match.end() for match in _PASSAGE.finditer(text))


def last_numbers(text: str, count: int, names: Iterable[str], decimal: str = ".") -> int:
    """Return where the last ``count`` numbers of a text begin; 0 if it has fewer."""
    start, numerals = read_last(text, names, decimal)
    return numerals[-count].start if 0 < count <= len(numerals) else start
