"""What is said of a claim that cannot be read."""

from __future__ import annotations

import pytest

from evidoc.pages.scan import scan

UNREADABLE = {
    "9]{= x }": "its text has no opening bracket",
    "[9]{= x": "its expression does not end",
    "[9]{= circle/area/v2: radius }": "'circle/area/v2' cannot name an example",
    "[9]{= circle/area.: radius }": "'circle/area.' cannot name an example",
    "[9]{= circle/area: (radius }": "its expression does not end",
    "[9]{= area: 3 - }": "its expression does not end",
}


@pytest.mark.parametrize("claim", UNREADABLE)
def test_a_claim_that_cannot_be_read_says_why(claim: str) -> None:
    (problem,) = scan(f"{claim}\n").problems
    assert problem.message.startswith(f"malformed claim: {UNREADABLE[claim]}")
