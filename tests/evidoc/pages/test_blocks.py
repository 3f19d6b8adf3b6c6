from __future__ import annotations

import pytest

from evidoc.pages.blocks import find_blocks

# Source; then name, argument, options and body of each block.
GOOD = {
    "bare": ("/// example | a/b\n///\n", [("example", "a/b", "", "")]),
    "options": (
        "/// example | a\n    show: code\n    alt: x\n///\n",
        [("example", "a", "    show: code\n    alt: x\n", "")],
    ),
    "body": ("/// claim | x\n| 1 |\n\n///\n", [("claim", "x", "", "| 1 |\n\n")]),
    "inside a list": ("- a\n\n    /// example | a\n    ///\n", [("example", "a", "", "")]),
    "inside an admonition": (
        "//// note\n/// example | a\n///\n////\n",
        [("note", "", "", "/// example | a\n///\n"), ("example", "a", "", "")],
    ),
    "spaces": ("///example|a\n///\n", [("example", "a", "", "")]),
    "end of file": ("/// example | a\n///", [("example", "a", "", "")]),
}


@pytest.mark.parametrize("name", GOOD)
def test_blocks_are_found(name: str) -> None:
    text, expected = GOOD[name]
    blocks, wrong = find_blocks(text, text)
    found = [
        (b.name, b.argument, text[b.options_start : b.body_start], text[b.body_start : b.body_end])
        for b in blocks
    ]
    assert [
        (n, a, o, body.replace("    ///", "///") if not body.strip() else body)
        for n, a, o, body in found
    ] == expected
    assert wrong == []


WRONG = {
    "misspelt": ("/// exmple | a\n///\n", 0, "misspelt block", "example"),
    "unclosed": ("\n/// example | a\n", 1, "not closed", "///"),
    "closes nothing": ("text\n\n///\n", 6, "closes no block", ""),
    "nested in ours": ("//// claim | x\n/// note\n///\n////\n", 15, "inside", "claim"),
    "other length": ("//// example | a\n///\n", 0, "not closed", "////"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_has_offset_and_mend(name: str) -> None:
    text, offset, message, mend = WRONG[name]
    _, wrong = find_blocks(text, text)
    assert any(at == offset and message in said and mend in how for at, said, how in wrong), wrong
