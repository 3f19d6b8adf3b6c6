"""Other numbers in the place of one: ±1, digits swapped, decimal shifted, separator changed."""

from __future__ import annotations

import re
from itertools import pairwise

from evidoc.pages.numerals import NumeralError, read_plain

_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = re.compile(r"\.?\d[\d.,{}]*\d|\.?\d")
_WORDS = (
    *(("두", "세"), ("세", "네"), ("네", "세"), ("다섯", "여섯"), ("여섯", "다섯")),
    *(("일곱", "여덟"), ("여덟", "일곱"), ("아홉", "여덟"), ("열", "두"), ("한", "두")),
    *(("절반", "두 배"), ("twice", "half"), ("half", "twice"), ("one", "two"), ("two", "three")),
    *(("three", "two"), ("four", "five"), ("five", "four"), ("six", "seven"), ("seven", "six")),
    *(("eight", "nine"), ("nine", "eight"), ("ten", "nine"), ("zero", "one"), ("zeros", "ones")),
)


def variants(text: str) -> list[str]:
    """Return the numeral or number word ``text`` changed in each way that gives another number."""
    changed = dict(_WORDS).get(text.lower())
    if changed:
        return [changed]
    match = _DIGITS.search(text)
    if match is None:
        return []
    shown = match[0]
    found = [*_one_more_or_less(shown), *_swapped(shown), *_shifted(shown), *_separated(shown)]
    texts = [text[: match.start()] + each + text[match.end() :] for each in found]
    texts += [
        text[:index] + _SUPER[(_SUPER.index(sign) + 1) % 10] + text[index + 1 :]
        for index, sign in enumerate(text)
        if sign in _SUPER
    ]
    return [each for each in dict.fromkeys(texts) if each != text and not _same(each, text)]


def _one_more_or_less(shown: str) -> list[str]:
    digits = re.sub(r"\D", "", shown)
    found = []
    for step in (1, -1):
        number = int(digits) + step
        if number < 0:
            continue
        new = iter(reversed(str(number).zfill(len(digits))))
        kept = [next(new, "") if each.isdigit() else each for each in reversed(shown)]
        found.append("".join([*reversed(list(new)), *reversed(kept)]))
    return found


def _swapped(shown: str) -> list[str]:
    places = [index for index, each in enumerate(shown) if each.isdigit()]
    found = []
    for one, other in pairwise(places):
        changed = list(shown)
        changed[one], changed[other] = changed[other], changed[one]
        found.append("".join(changed))
    return found


def _shifted(shown: str) -> list[str]:
    plain = shown.replace("{,}", "").replace(",", "")
    whole, point, decimals = plain.partition(".")
    found = [f"{whole}{decimals[:1] or '0'}{'.' + decimals[1:] if decimals[1:] else ''}"]
    if len(whole) > 1 or point:
        found.append(f"{whole[:-1]}.{whole[-1:] or '0'}{decimals}")
    return found


def _separated(shown: str) -> list[str]:
    return [shown.replace(",", ".", 1)] if re.search(r"\d,\d", shown) else []


def _same(one: str, other: str) -> bool:
    """Tell whether two texts are the same number, shown to the same place."""
    try:
        first, second = read_plain(one), read_plain(other)
    except NumeralError:
        return False
    return [(each.value, each.tolerance) for each in first] == [
        (each.value, each.tolerance) for each in second
    ]
