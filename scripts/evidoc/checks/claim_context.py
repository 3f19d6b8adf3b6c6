"""What stands beside a claim and makes another number of it: ``[3]{= taps }%`` reads 3 %.

The claim alone would be true. So its numbers are read once more as a reader sees them, with the
words on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidoc.checks.seen import Seen
from evidoc.pages.numerals import Numeral, NumeralError, read_plain
from evidoc.pages.page import Problem

_NEAR = re.compile(r"[^\S\n]?\S{0,12}[^\S\n]?\S{0,12}")
_EMPHASIS = re.compile(r"[*_~`$]+")
MEND = "take it into the brackets, or reword it"


def check_beside(seen: Seen, names: Sequence[str]) -> Iterator[Problem]:
    """Yield the claims whose numbers read otherwise with the text around them."""
    for each in seen.claims:
        if each.claim.is_block or not each.spans:
            continue
        start, end = each.spans[0][0], each.spans[-1][1]
        before = _near(seen.text[max(0, start - 40) : start][::-1])[::-1]
        after = _near(seen.text[end : end + 40])
        if message := _read_on(each.claim.text, seen.text[start:end], before, after, names):
            yield Problem(each.claim.line, message, MEND)


def _near(text: str) -> str:
    """Return the two words at the beginning of a text."""
    match = _NEAR.match(_EMPHASIS.sub("", text))
    return match[0] if match else ""


def _read_on(written: str, text: str, before: str, after: str, names: Sequence[str]) -> str | None:
    """Return what is wrong if the numbers of a text are others between ``before`` and ``after``."""
    bare = _EMPHASIS.sub("", text)
    try:
        alone = read_plain(bare, names)
    except NumeralError:
        return None  # a finding of the claim itself
    try:
        together = read_plain(f"{before}{bare}{after}", names)
    except NumeralError as error:
        inside = error.end > len(before) and error.start < len(before) + len(bare)
        return str(error) if inside and alone else None
    here = [
        each for each in together if each.end > len(before) and each.start < len(before) + len(bare)
    ]
    if [_place(each, 0) for each in alone] == [_place(each, len(before)) for each in here]:
        return None
    read = ", ".join(each.text for each in here) or "no number"
    return f"the claim [{written}] reads {read} with what stands beside it"


def _place(number: Numeral, offset: int) -> tuple[int, int, object]:
    return number.start - offset, number.end - offset, number.value
