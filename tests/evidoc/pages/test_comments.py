"""Claims that every renderer hides: a comment behind the numerals that it binds."""

from __future__ import annotations

import pytest

from evidoc import check_text, update_text
from evidoc.pages.scan import scan

VALUES = {
    "reach": 17,
    "taps": 9,
    "share": 0.031,
    "rows": [[1, 3], [2, 5]],
    "total": 1769472,
    "miou": 0.97,
    "miou > 0.95": True,
}

# A true text, and with other values in it what `update` makes it again.
TRUE = [
    ("It spans 17 <!--= a/b: reach --> cells.", "17", "18"),
    ("In 2016 a 3×3 kernel spans 17×17 <!--= a/b: reach, reach -->.", "17×17", "17×16"),
    ("It spans **17**<!--= a/b: reach --> cells.", "17", "5"),
    ("- one of 9 <!--= a/b: taps -->\n- two", "9", "8"),
    ("3. Three of 9 <!--= a/b: taps -->", "9", "7"),
    ("## 9 taps <!--= a/b: taps -->", "9 taps", "6 taps"),
    ("See [9 taps](a-3.md) <!--= a/b: taps -->", "9 taps", "4 taps"),
    ("`17` cells <!--= a/b: reach -->", "17", "1"),
    ("| 7 | 9 <!--= a/b: taps --> | 4 |", "9", "1"),
    ("| 9 | 17 |<!--= a/b: taps, reach -->", "| 9 |", "| 8 |"),
    ("| a 1 | b 2 |\n|---|---|\n| 1 | 3 |\n| 2 | 5<!--= a/b: rows --> |", "| 3 |", "| 6 |"),
    ("3.1 % of 1,769,472 <!--= a/b: share, total --> cells", "3.1 %", "3.2 %"),
    ("9 <!--= a/b: taps --> of 17 <!--= a/b: reach -->", "17", "16"),
    ("[9]{= a/b: taps } of 17 <!--= a/b: reach -->", "17", "16"),
    ("5.5 million users, 9 <!--= a/b: taps --> taps", "9 <", "8 <"),
    ("nine taps <!--= a/b: taps -->", "nine", None),
    ("above .95 <!--= a/b: miou > .95 -->", ".95 <", None),
    (".96 <!--= a/b: miou ± .02 -->", ".96", ".90"),
    ("폭은 17<!--= a/b: reach -->칸입니다.", "17", "18"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), TRUE)
def test_a_comment_binds_the_last_numerals_before_it(
    text: str, right: str, wrong: str | None
) -> None:
    assert check_text(text, VALUES) == []
    if wrong is not None:
        broken = text.replace(right, wrong, 1)
        (finding,) = check_text(broken, VALUES)
        assert "computed" in finding.message
        assert update_text(broken, VALUES) == text.replace(".96", ".97")


WRONG = [
    ("no number <!--= a/b: reach -->", "holds no number"),
    ("just 17 <!--= a/b: reach, reach -->", "shows 1 number"),
    ("17 <!--= a/b: reach --> and <!--= a/b: reach -->", "holds no number"),
    ("17\n\nA paragraph <!--= a/b: reach -->", "holds no number"),
    ("- 17\n- item <!--= a/b: reach -->", "holds no number"),
    ("17 <!--= reach -->", "names no example"),
    ("17 <!-- = a/b: reach -->", "begins with <!--= and no space"),
    ("17 <!--= a/b: -->", "names no expression"),
    ("17 <!--= a/b: 17 -->", "proves nothing"),
    ("9<!--= a/b: taps -->%", "reads otherwise"),
    ("9<!--= a/b: taps -->.5", "reads otherwise"),
    ("9<!--= a/b: taps -->만", "reads otherwise"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_what_is_wrong_is_said(text: str, message: str) -> None:
    (finding,) = check_text(text, VALUES)
    assert message in finding.message
    assert finding.line == text[: text.rindex("<!--")].count("\n") + 1


@pytest.mark.parametrize(
    "text",
    [
        "`17 <!--= a/b: taps -->`",
        "```\n17 <!--= a/b: taps -->\n```",
        "---\nnote: '17 <!--= a/b: taps -->'\n---\n",
        "17 <!-- a comment: = --> and `<!--` 5",
    ],
)
def test_code_and_other_comments_bind_nothing(text: str) -> None:
    page = scan(text)
    assert (page.claims, page.problems) == ([], [])
