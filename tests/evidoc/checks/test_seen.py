"""What coverage reads is what stands on the rendered page."""

from __future__ import annotations

import pytest

from rendered import account_of

# What a second reading of the source would miss, or see where there is nothing.
SEEN: dict[str, tuple[str, list[tuple[int, str]]]] = {
    "a comment spelt by two code spans": (
        "`<!--` opens it,\n42 heads,\n`-->` closes it\n",
        [(2, "42")],
    ),
    "no attribute list": ("There are {:26 heads}\nhere.\n", [(1, "26")]),
    "no link definition": ("[7]: 42 is the answer\n", [(1, "7, 42")]),
    "no link definition in a paragraph": ("It is so.\n[7]: 42 is it\n", [(2, "7, 42")]),
    "details": (
        "<details><summary>9 more</summary>\n\nand 26\n\n</details>\n",
        [(1, "9"), (3, "26")],
    ),
    "details with Markdown": ('??? note "9 more"\n\n    and\n    26\n', [(1, "9"), (4, "26")]),
    "raw HTML": ("<div>\n<p>9 <b>of 26</b></p>\n</div>\n", [(2, "9, 26")]),
    "raw HTML with Markdown": ("<div markdown>\n\n*9* of\n`26`\n\n</div>\n", [(3, "9"), (4, "26")]),
    "raw HTML in a sentence": ("It has <b>9</b> <i>of</i>\n26.\n", [(1, "9"), (2, "26")]),
    "a definition list": ("9 terms\n:   26 cells\n", [(1, "9"), (2, "26")]),
    "a footnote": ("A[^1] b.\n\n[^1]: Of 9.\n\nOf 26.\n", [(3, "9"), (5, "26")]),
    "a tab": ('=== "9 cells"\n\n    of 26\n', [(1, "9"), (3, "26")]),
    "an abbreviation": ("The GCD.\n\n*[GCD]: of 26\n", [(3, "26")]),
    "a title attribute": ('<p title="9">text</p>\n\n<b title="26">a</b>\n', [(1, "9"), (3, "26")]),
    "the title of an image": ('Text\n![of 9](a.svg "and 26")\n', [(2, "9, 26")]),
    "the title of a reference": ("[a][b]\n\n[b]: c1.md 'of 26'\n", [(3, "26")]),
    "emphasis inside a number": ("1**7** and\n2<b>6</b>\n", [(1, "17"), (2, "26")]),
    "emphasis that touches a letter": ("reaches**17** and K`26`\n", [(1, "17, 26")]),
    "a power in HTML": ("10<sup>3</sup>\n", [(1, "10, 3")]),
    "escapes": ("9\\.5 and 3\\*4\n", [(1, "9.5, 3, 4")]),
    "two prices": ("It costs $5 and $15.\n", [(1, "5, 15")]),
    "a title with code": ("/// details | Using `x9 = 9`\n26\n///\n", [(1, "9"), (2, "26")]),
    "tables": ("| a | b |\n|---|---|\n| 1 | 2 |\n| 2 | 1 |\n", [(3, "1, 2"), (4, "2, 1")]),
    "indented code": ("Text.\n\n    a = 9\n    b = 26\n", [(3, "9"), (4, "26")]),
    "a script": ("<script>\nlet a = 9;\n</script>\n\nText.\n", []),
    "a script in a sentence": ("It <script>\nlet a = 9;\n</script> has 26.\n", [(3, "26")]),
    "a script in a list": ("- 26\n    <script>\n    let a = 9\n    </script>\n", [(1, "26")]),
    "a template in a sentence": ("It <template>9</template> has\n26.\n", [(2, "26")]),
    "a drawing": ("<svg>\n<text>26</text>\n</svg>\n", [(2, "26")]),
    "a comment in raw HTML": ("<p>\n<!-- 9 -->\n26</p>\n", [(3, "26")]),
    "an unused link definition": ("[a9]: page9.md\n\nText.\n", []),
    "a comment": ("<!-- 9\n26 -->\n\nText.\n", []),
    "attributes": ("Text {: #a9 .b26 }\n", []),
}


@pytest.mark.parametrize("name", SEEN)
def test_a_number_counts_where_it_is_rendered(name: str) -> None:
    text, expected = SEEN[name]
    found = [
        (problem.line, problem.message.removeprefix("bound to nothing: "))
        for problem in account_of(text).problems
    ]
    assert sorted(found) == expected


# Raw HTML that hides the rest of a page: it is a finding, and what nobody sees needs no binding.
UNCLOSED = {
    "a comment": ("7 cells\n\n<div>\n`<!--` 9\n</div>\n\nAnd 26.\n", 4, "<!--"),
    "a comment below a title": ('<b title="7">a</b>\n\n<div>\n<!-- 9\n</div>\n', 4, "<!--"),
    "a script": ("7 cells <script>let a = 9\n\nAnd 26.\n", 1, "<script"),
    "a template": ("7 cells\n<template>\n\nAnd 26.\n", 2, "<template"),
}


@pytest.mark.parametrize("name", UNCLOSED)
def test_what_hides_the_rest_of_a_page_is_found(name: str) -> None:
    text, line, opened = UNCLOSED[name]
    problems = account_of(text).problems
    assert [each.line for each in problems] == [1, line]
    assert problems[0].message == "bound to nothing: 7"
    assert problems[1].message.startswith(f"{opened} opens here and nothing closes it")
