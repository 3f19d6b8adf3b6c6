"""Random Markdown: each numeral that an HTML parser of another origin sees is counted once."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from rendered import account_of, html_of

IS_LONG = settings.get_current_profile_name() == "fuzz"


class _Numbers:
    """Hands out numbers of three digits, each once, so that each has one line."""

    def __init__(self) -> None:
        self.last = 100

    def next(self) -> str:
        self.last += 1
        return str(self.last)


WORDS = st.sampled_from(["cells", "heads", "taps of", "곳", "칸을 보고", "a K of", "so"])
MARKS = (
    "{}",
    "*{}*",
    "**{}**",
    "`{}`",
    "`<!--` {}",
    "`-->` {}",
    "<b>{}</b>",
    '<i title="{}">x</i>',
)
MARKS += ("{{:{}}} x", "[{}](page2.md)", '[a](page2.md "{}")', "![{}](fig3.svg)", "<!-- {} -->")
MARKS += ('![a](fig3.svg "{}")', "({})", "\\{} x", "<kbd>{}</kbd>", "[{}][ref4]", "[{}]", "${}$")
MARKS += ("${} and $", "~~{}~~", "&lt;{}&gt;", "{{ {} }}")
MARKS += ("[a](p-{}.md)", "`` ` {} ``", "<span data-n='{}'>a</span>", "GCD {}", "A[^7] {}")
MARKS += (
    "{}:",
    '*x*{{: title="{}" }}',
    '{{: title="{}" }}',
    "<{}",
    "| {}",
    "\\`{}\\`",
    "*{}",
    "[^{}]",
    "]({}",
)

PIECES = st.lists(st.tuples(WORDS, st.sampled_from(MARKS)), min_size=1, max_size=4)
LINES = st.lists(PIECES, min_size=1, max_size=3)
KINDS = st.sampled_from(
    [
        *("plain", "plain", "heading", "list", "numbered", "quote", "table", "details", "tab"),
        *("raw", "raw markdown", "term", "footnote", "reference", "abbreviation", "fence"),
        *("indented", "comment", "block", "note", "script", "would-be definition"),
        *("script in a line", "drawing", "open comment"),
    ]
)
PAGES = st.lists(st.tuples(KINDS, LINES), min_size=1, max_size=6)


def _inline(lines: list[list[tuple[str, str]]], numbers: _Numbers) -> list[str]:
    return [
        " ".join(f"{word} {mark.format(numbers.next())}" for word, mark in line) for line in lines
    ]


def _block(kind: str, lines: list[str], index: int, numbers: _Numbers) -> list[str]:
    """Return a block of a page as Markdown."""
    indented = [f"    {line}" for line in lines]
    first = lines[0]
    match kind:
        case "heading":
            return [f"## {first}"]
        case "list":
            return [f"- {line}" for line in lines]
        case "numbered":
            return [f"1. {line}" for line in lines]
        case "quote":
            return [f"> {line}" for line in lines]
        case "table":
            rows = [line.replace("|", "/") for line in lines]
            return ["| a | b |", "|---|---|", *(f"| {row} | {numbers.next()} |" for row in rows)]
        case "details":
            return [f"<details><summary>{numbers.next()}</summary>", "", *lines, "", "</details>"]
        case "tab":
            return [f'=== "d {numbers.next()}"', "", *indented]
        case "note":
            return [f'??? note "d {numbers.next()}"', "", *indented]
        case "raw":
            return ["<div>", *lines, "</div>"]
        case "raw markdown":
            return ['<div markdown="1">', "", *lines, "", "</div>"]
        case "term":
            return [first, f":   {numbers.next()} of them"]
        case "footnote":
            return [f"So it is[^n{index}].", "", f"[^n{index}]: Text {numbers.next()} here."]
        case "reference":
            return [f"[see][r{index}]", "", f"[r{index}]: page5.md 'the {numbers.next()} cells'"]
        case "abbreviation":
            return ["The LCM here.", "", f"*[LCM]: all {numbers.next()} of them"]
        case "fence":
            return ["```python", *lines, "```"]
        case "indented":
            return indented
        case "comment":
            return ["<!--", *lines, "-->"]
        case "block":
            return [f"/// details | Title {numbers.next()}", *lines, "///"]
        case "script":
            return ["<script>", f"let a = {numbers.next()};", "</script>"]
        case "script in a line":
            return [f"So <script>let a = {numbers.next()};</script> {first}"]
        case "drawing":
            return [f"<svg><text>{numbers.next()}</text></svg>"]
        case "open comment":
            return ["<div>", f"<!-- {numbers.next()}", "</div>"]
        case "would-be definition":
            return [f"[7]: {numbers.next()} is what it is"]
    return lines


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Return a page of random blocks."""
    numbers = _Numbers()
    blocks = [
        "\n".join(_block(kind, _inline(lines, numbers), index, numbers))
        for index, (kind, lines) in enumerate(draw(PAGES))
    ]
    return "\n\n".join(blocks) + "\n"


UNSEEN = ("script", "style", "template", "math")
SPOKEN = ("alt", "title", "aria-label", "label", "start", "value", "placeholder")
_THREE = re.compile(r"(?<!\d)\d{3}(?!\d)")


def visible(html: str) -> Counter[str]:
    """Return the numbers of three digits that a reader of some HTML sees or hears."""
    found: Counter[str] = Counter()
    root = LexborHTMLParser(f"<body>{html}</body>").body
    assert root
    _visit(root, found)
    return found


def _visit(node: LexborNode, found: Counter[str]) -> None:
    if node.tag in UNSEEN:
        return
    if node.tag == "-text":
        found.update(_THREE.findall(node.text_content or ""))
    if node.tag not in ("-text", "-comment", "a") or "backref" not in str(node.attributes):
        for name in SPOKEN:
            value = (node.attributes or {}).get(name)
            if value and node.tag != "-text":
                found.update(_THREE.findall(value))
    child = node.child
    while child is not None:
        _visit(child, found)
        child = child.next


@settings(
    max_examples=10_000 if IS_LONG else 40,
    derandomize=not IS_LONG,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(pages())
def test_each_number_that_is_seen_is_found_once_at_its_line(text: str) -> None:
    html = html_of(text)
    found: Counter[str] = Counter()
    misplaced = []
    lines = text.split("\n")
    for problem in account_of(text).problems:
        if problem.message.startswith("bound to nothing: "):
            numbers = re.findall(r"\d{3}", problem.message)  # two that touch read as one
            found.update(numbers)
            misplaced += [(n, problem.line) for n in numbers if n not in lines[problem.line - 1]]
    assert found == visible(html) + _in_formulas(html)
    assert not misplaced


def _in_formulas(html: str) -> Counter[str]:
    """Return the numbers of formulas, whose MathML an HTML reader sees as elements of its own."""
    root = LexborHTMLParser(html)
    return Counter(
        number
        for node in root.css("math")
        for number in _THREE.findall("".join(node.text(deep=True, separator="").split()))
    )
