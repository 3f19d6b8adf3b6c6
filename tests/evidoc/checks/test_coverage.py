"""What counts as a number that a reader sees, and what accounts for it."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from evidoc.checks.given_agreement import disagreement
from rendered import account_of
from small_site import Edit, Site

NAMES = ("2D", "Python 3.11")
IN_DIGITS = "write the number in digits"

# Text of a page and the numbers in it that are bound to nothing.
UNBOUND: list[tuple[str, list[str]]] = [
    # prose, tables, lists, headings, titles, links
    ("It has 9 taps.", ["9"]),
    ("It has [9]{= t/x: taps } taps.", []),
    ("It has [9]{= t/x: taps } of 25.", ["25"]),
    # marked as given, wherever text may stand
    ("A [3×3]{given} kernel of 25.", ["25"]),
    ("# Span at [d = 2]{given} {#a}", []),
    ("- **[3×3]{given}** and [[17] cells]{given}\n", []),
    ("| [d 2]{given} | span |\n|---|---|\n| [1]{given} | 3 |\n", ["3"]),
    ("[a [3×3]{given} kernel](page2.md)", []),
    ("![[17]{given} cells](a1.svg)", ["17"]),  # shown as text: Markdown keeps no mark there
    ('/// example | t/x\n    alt: "[17]{given} cells"\n///\n', []),
    ("`[3]{given}`", ["3"]),
    ("[nothing]{given}", ["the given [nothing] holds no number", "so it excuses nothing"]),
    ("**17×17** and *3.1 %*", ["17", "17", "3.1 %"]),
    ("| d 2 | span |\n|---|---|\n| 1 | 3 |\n", ["2", "1", "3"]),
    ("- 9 taps\n- none\n", ["9"]),
    ("# Span 17 {#a}", ["17"]),
    ("[17 cells](page2.md#id3)", ["17"]),
    ('[cells](page2.md "all 17")', ["17"]),
    ("[cells][c1]\n\n[c1]: page2.md 'all 17'\n", ["17"]),
    ("[1, 2][3]", ["1", "2", "3"]),
    ("![17 cells](a1.svg)", ["17"]),
    ('!!! note "9 taps"\n\n    Of 25.\n', ["9", "25"]),
    ('=== "d = 2"\n\n    text\n', ["2"]),
    ("/// details | All 9\ntext\n///\n", ["9"]),
    ("Note[^1].\n\n[^1]: Of 9.\n", ["9"]),
    ("term\n:   9 taps\n", ["9"]),
    # blocks of ours: alt text and caption are seen, all else is not
    (
        '/// example | t/x\n    part: p1\n    alt: "17 cells"\n    caption: of 25\n///\n',
        ["17", "25"],
    ),
    ('/// example | t/x\n    alt: "[17]{= side } cells"\n///\n', []),
    ("/// claim | t/x: rows[2]\n| d 2 | span |\n|---|---|\n| 1 | 3 |\n\n///\n", ["2"]),
    ("/// claim | t/x: rows[2]\n1. 1 and 3\n2. 2 and 5\n\n///\n", []),
    # math and code
    ("/// formula | t/x: O = size(I)\n    for: I=1..9\n$$\nO = I - 1\n$$\n///\n", []),
    ("Let $d = 2$ and $K$.", ["2"]),
    ("$K^2 + M_2$", []),
    ("`padding=1`", ["1"]),
    ("`x[0](3)` and `<b 2>`", ["0", "3", "2"]),
    ('```python title="step 3" hl_lines="4 5" linenums="1"\nx = 7\n```\n', ["3", "7"]),
    ("~~~\nrate=6: near\n~~~\n", ["6"]),
    ("    indented = 8\n", ["8"]),
    # code elsewhere, or text, that reads as a bound block does
    ("of 7\n\n<!-- evidoc: output t/x -->\n```text\n7\n```\n", ["7"]),
    ("```text\n7\n```\n\nof\n\n<!-- evidoc: output t/x -->\n```text\n7\n```\n", ["7"]),
    # HTML
    ('<img src="a1.svg" alt="17 cells" width="300">', ["17"]),
    ('<p class="w3" title="9">8</p>', ["9", "8"]),
    ('<ol start="7"><li value="9">a</li></ol>', ["7", "9"]),
    ("<!-- 5 --> <script>\nlet a = 5;\n</script>", []),
    ('text {: .c4 title="9" }', ["9"]),
    ("https://example.org/2016 and <https://example.org/7>", []),
    # words state ratios
    ("두 배로, 절반만, 세 개, 두 배치, 네 배열", ["두", "절반"]),
    ("twice as wide, half of it, three layers, three times as many", ["twice", "half", "three"]),
    ("[두 배]{= t/x: ratio }", []),
    ("[두 배인 6개]{= t/x: six }", ["두"]),
    # names and versions
    ("VGG16 with Conv2D, 2D, Python 3.11, 2.13.0", []),
    ("2D, 3D", ["3"]),
    # what cannot be checked
    ("1.5만 개", ["'1.5만' cannot be checked: write the number in digits"]),
    (
        "37k and 5 million",
        ["'37k' cannot be checked: write the number in digits"] * 1
        + ["'5 million' cannot be checked: write the number in digits"],
    ),
    *[
        (f"So it is {said} here.", [f"{said.rstrip('개번')!r} cannot be checked: {IN_DIGITS}"])
        for said in (
            *("①", "⒛", "Ⅳ", "⅒", "４", "𝟑"),
            *("5만개", "3백만번", "3십개", "열두 배", "서른 배", "백 배", "수십 배", "이십배"),
            *("두세 배", "삼분의 일", "tenfold", "ten-fold", "Triple", "tripling"),
            *("twelve times", "thirty-two times", "two thirds", "three-quarters", "a third of"),
        )
    ],
    ("So it is &#x33; or &#51; here.", ["3", "3"]),
    ("세 배치를 십분 백분율로, 수백, a third layer, sometimes, two fields", []),
    ("_17_, __18__ and 곳_19_곳", ["17", "18", "19"]),
    # front matter
    ("---\ntitle: 17 cells\ndescription: |\n  Of 25.\ntopic: t3\n---\ntext\n", ["17", "25"]),
    ("---\nsubtitle: 'All 9'\nhide: [toc2]\n---\ntext\n", ["9"]),
]


@pytest.mark.parametrize(("text", "expected"), UNBOUND, ids=[text for text, _ in UNBOUND])
def test_every_number_that_is_seen_is_found(text: str, expected: list[str]) -> None:
    problems = account_of(text, NAMES).problems
    found = [
        number
        for problem in problems
        for number in problem.message.removeprefix("bound to nothing: ").split(", ")
    ]
    assert Counter(found) == Counter(expected)


def test_a_number_is_found_at_its_line() -> None:
    text = "---\ntitle: 9\n---\n# A {#a}\n\n\n17 cells\n\n/// example | t/x\n    alt: 25\n///\n"
    found = account_of(text, ()).problems
    assert [(each.line, each.message) for each in found] == [
        (2, "bound to nothing: 9"),
        (7, "bound to nothing: 17"),
        (10, "bound to nothing: 25"),
    ]


# Declaration, text, what is said; nothing if all is well.
GIVEN: list[tuple[str, str, list[str]]] = [
    ('{"3×3 Conv": 2}', "A 3×3 Conv, a **3×3** Conv.", []),
    ('{"3×3 Conv": 2}', "A 3×3 Conv.", ["stands here once, declared is 2"]),
    ('{"3×3 Conv": 1}', "A 3×3 Conv, a 3×3\nConv.", ["stands here 2 times, declared is 1"]),
    ('{"3×3": 1}', "acts like a 13×3 kernel", ["stands here 0 times", "nothing: 13, 3"]),
    ('{"3×3": 1}', "a 3×3² kernel", ["stands here 0 times", "nothing: 3, 3²"]),
    ('{"64": 1}', "64 %", ["stands here 0 times", "nothing: 64 %"]),
    ('{"1": 1}', "at −1", ["stands here 0 times", "nothing: −1"]),
    ('{"1": 1}', "1,024", ["stands here 0 times", "nothing: 1,024"]),
    ('{"3×3 Conv": 1, "3×3": 1}', "A 3×3 Conv and 3×3.", []),
    ('{"d=1": 2}', "`d=1` and $d=1$", []),
    ('{"d=1": 1}', "rd=1", ["stands here 0 times", "nothing: 1"]),
    ('{"9": 1}', "[9]{= t/x: taps } taps", ["stands here 0 times"]),
    ('{"두 배": 1}', "rate를 두 배로", []),
    ('{"taps": 1}', "taps", ["holds no number"]),
    ("{9: 1}", "9", ["9 is not a text", "nothing: 9"]),
    ('{"9": some}', "9", ["is not a number from 1", "nothing: 9"]),
    ("[9]", "9", ["not a list of", "nothing: 9"]),
    ('{"37k": 1}', "37k", ["cannot be checked", "cannot be checked"]),
]


@pytest.mark.parametrize(("declared", "text", "expected"), GIVEN)
def test_given_is_exact_in_text_and_count(declared: str, text: str, expected: list[str]) -> None:
    problems = account_of(f"---\ngiven: {declared}\n---\n{text}\n", ()).problems
    assert len(problems) == len(expected), problems
    for problem, part in zip(problems, expected, strict=True):
        assert part in problem.message or part in str(problems)


ORDINALS = [
    ("1. a\n2. b\n3. c\n", []),
    ("1. a\n3. b\n", [2]),
    ("2. a\n", [1]),
    ("1. a\n\n    1. b\n    2. c\n\n2. d\n", []),
    ("1. a\n\n    1. b\n    3. c\n\n2. d\n", [4]),
    ("1. a\n   more\n2. b\n\nText.\n\n1. c\n", []),
    ("1. a\n\nText.\n\n2. b\n", [5]),
    ("## 1. A {#a}\n## 2. B {#b}\n", []),
    ("## 1. A {#a}\n## 3. B {#b}\n", [2]),
    ("## 1. A {#a}\n### 1.1 B {#b}\n### 1.2 C {#c}\n## 2. D {#d}\n### 2.1 E {#e}\n", []),
    ("## 1. A {#a}\n### 1.1 B {#b}\n### 1.3 C {#c}\n", [3]),
    ("## 1. A {#a}\n### 2.1 B {#b}\n", [2]),
    ("## A {#a}\n### 1. B {#b}\n## C {#c}\n### 1. D {#d}\n", []),
]


@pytest.mark.parametrize(("text", "lines"), ORDINALS)
def test_ordinals_are_consecutive(text: str, lines: list[int]) -> None:
    problems = account_of(text, ()).problems
    assert [problem.line for problem in problems] == lines
    assert all("ordinal" in problem.message for problem in problems)


def test_a_number_at_the_start_of_a_line_is_no_ordinal() -> None:
    (problem,) = account_of("There are\n9. That is all.\n", ()).problems
    assert problem.message == "bound to nothing: 9"


def test_given_numbers_agree_between_languages() -> None:
    pages = {
        "ko": account_of('---\ngiven: {"스트라이드 1": 2}\n---\n스트라이드 1, 스트라이드 1\n'),
        "en": account_of('---\ngiven: {"stride 1": 1, "d = 2": 1}\n---\nstride 1, d = 2\n', ()),
    }
    assert list(disagreement(pages)) == [("ko", "given: 2 in en only")]


def test_a_given_digit_may_be_a_word_in_another_language() -> None:
    pages = {
        "ko": account_of('---\ngiven: {"0": 1}\n---\n0으로 채웁니다\n', ()),
        "en": account_of("filled with zeros\n", ()),
    }
    assert not list(disagreement(pages))


# Result phrases as articles on the subject have them, with other words, and the numbers in each.
RESULTS = [
    "a lone 3×3 layer sees 3×3", "its window is 3×3 cells", "커널이 3×3칸을 봅니다",
    "acts like a 5×5 kernel", "acts like a 9×9 kernel", "acts like a 17×17 kernel",
    "17×17칸에 걸칩니다", "from 3×3 to 17×17", "becomes 32배 넓은 영역",
    "with 9 weights", "파라미터는 9개", "the field grows to 7×7", "then to 15×15",
    "and at last 31×31", "레이어 4개로 31×31", "plain layers need 15 of them",
    "15개 레이어가 필요합니다", "RF 7×7", "RF 15 × 15", "RF 13 × 13",
    "1,769,472 weights", "3 × 9 × 256² = 1,769,472", "4,915,200 weights",
    "3 × 25 × 256² = 4,915,200", "2배 이상 넓습니다", "두 배 넓습니다", "twice as wide",
    "102,400 parameters", "36,864 파라미터", "64% fewer", "64×64 출력", "33×33 실효 크기",
]  # fmt: skip


def mutants(text: str) -> list[str]:
    """Return the text with each of its digits changed."""
    return [
        text[: match.start()] + str((int(match[0]) + 1) % 10) + text[match.end() :]
        for match in re.finditer(r"\d", text)
    ]


@pytest.mark.parametrize("text", RESULTS)
def test_the_lists_of_this_site_excuse_no_result(text: str) -> None:
    from pathlib import Path

    from evidoc.project.config import load_config

    names = tuple(load_config(Path(__file__).parents[3]).names)
    assert len(RESULTS) == 32
    for phrase in (text, *mutants(text)):
        for sentence in (phrase, f"So {phrase}.", f"| {phrase} |", f"**{phrase}**"):
            assert account_of(sentence, names).problems, sentence


EN, KO, SPAN, PO = (
    "docs/en/index.md",
    "docs/ko/index.md",
    "snippets/conv/span.py",
    "snippets/conv/ko.po",
)


def change(name: str, before: str, after: str) -> Edit:
    return lambda site: site.replace(name, before, after)


# Edit, then what `evidoc check` and `evidoc coverage` have to print.
FOUND: dict[str, tuple[Edit, str]] = {
    "prose": (change(EN, "See ", "All 12. See "), r"docs/en/index\.md:24: .*nothing: 12 \[bind"),
    "Korean page only": (
        change(KO, "[맨 위]", "12칸. [맨 위]"),
        r"docs/ko/index\.md:24: .*nothing: 12",
    ),
    "header cell": (
        change(EN, "| dilation |", "| dilation 8 |"),
        r"docs/en/index\.md:17: .*nothing: 8",
    ),
    "string": (
        change(SPAN, '"The span is {reach} cells"', '"The span is 17 cells"'),
        r"snippets/conv/span\.py:12: a string holds 17",
    ),
    "string beside a placeholder": (
        change(SPAN, "{reach} cells", "{reach} of 289 cells"),
        r"snippets/conv/span\.py:12: a string holds 289",
    ),
    "placeholder that computes nothing": (
        change(SPAN, "{reach} cells", "{17} cells"),
        r"snippets/conv/span\.py:12: a string holds 17",
    ),
    "number that is printed": (
        change(SPAN, "# region print", 'print("reach", 17)\n# region print'),
        r"snippets/conv/span\.py:11: print\(\) is given 17",
    ),
    "label": (
        change(SPAN, "# region print", 'label = "rate 8"\n# region print'),
        r"snippets/conv/span\.py:11: a string holds 8",
    ),
    "dictionary key": (
        change(SPAN, "# region print", 'label = {"8 cells": 1}\n# region print'),
        r"snippets/conv/span\.py:11: a string holds 8",
    ),
    "docstring": (
        change(SPAN, "The span of a kernel.", "The span of a 3×3 kernel."),
        r"snippets/conv/span\.py:1: a string holds 3, 3",
    ),
    "ratio in a string": (
        change(SPAN, "The span is {reach}", "twice as wide: {reach}"),
        r"snippets/conv/span\.py:12: a string holds twice",
    ),
    "comment alone": (
        change(SPAN, "# How far", "# 17 cells: how far"),
        r"snippets/conv/span\.py:6: a comment says 17",
    ),
    "comment beside another number": (
        change(SPAN, "= 3, 8", "= 3, 8  # not 4, but 8"),
        r"snippets/conv/span\.py:7: a comment says 4,",
    ),
    "translated string": (
        change(PO, "폭은 {reach}칸", "17칸, 폭은 {reach}칸"),
        r"snippets/conv/ko\.po:12: a string holds 17",
    ),
    "translated comment": (
        change(PO, "커널이 닿는 거리.", "커널이 닿는 17칸."),
        r"snippets/conv/ko\.po:9: a comment says 17",
    ),
    "translated docstring": (
        change(PO, "커널의 폭.", "3×3 커널의 폭."),
        r"snippets/conv/ko\.po:6: a string holds 3, 3",
    ),
    "name of the site": (
        change("mkdocs.yml", "site_name: Small", "site_name: Small 9"),
        r"mkdocs\.yml:1: bound to nothing: 9",
    ),
    "title in the navigation": (
        change("mkdocs.yml", "docs_dir", "nav: [{The 9 taps: index.md}]\ndocs_dir"),
        r"mkdocs\.yml:2: bound to nothing: 9",
    ),
    "copyright": (
        change("mkdocs.en.yml", "INHERIT", "copyright: 99 % computed\nINHERIT"),
        r"mkdocs\.en\.yml:1: bound to nothing: 99 %",
    ),
    "given in one language": (
        lambda site: (
            site.replace(EN, "topic: conv", 'topic: conv\ngiven: {"d = 2": 1}'),
            site.replace(EN, "See ", "At d = 2 see "),
        )[0],
        r"docs/ko/index\.md:1: given: 2 in en only",
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_check_and_coverage_name_file_and_line(site: Site, name: str) -> None:
    edit, expected = FOUND[name]
    edit(site)
    for command in ("check", "coverage"):
        result = site.evidoc(command)
        assert result.exit_code == 1
        assert re.search(f"^{expected}", result.output, re.MULTILINE), result.output


ALLOWED: dict[str, Edit] = {
    "format and field width": change(SPAN, "{reach} cells", "{reach:>2} cells"),
    "comment beside its number": change(SPAN, "= 3, 8", "= 3, 8  # 3 taps, each 8 on"),
    "signed number": change(SPAN, "# region", "offset = -9  # −9\n# region"),
    "half beside two": change(SPAN, "# region", "half = reach // 2  # half of it\n# region"),
    "name": change(SPAN, "The span is", "The 2D span is"),
    "identifier": change(SPAN, "# region", 'colour = "C7"\n# region'),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_what_is_computed_or_a_name_is_no_hand_typed_number(site: Site, name: str) -> None:
    ALLOWED[name](site)
    output = site.evidoc("coverage").output
    assert "a string holds" not in output
    assert "a comment says" not in output


def test_coverage_reports_what_binds_and_what_is_excused(site: Site) -> None:
    for page, see, word in ((EN, "See ", "stride"), (KO, "[맨 위]", "스트라이드")):
        site.replace(page, "topic: conv", f'topic: conv\ngiven: {{"{word} 1": 1}}')
        site.replace(page, see, f"2D, {word} 1, VGG16, K². {see}")
    site.write("docs/en/photo.svg", "<svg><text>17 cells</text></svg>")
    result = site.evidoc("coverage")
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    header = lines[0].split()
    for page in (EN, KO):
        row = next(line.split() for line in lines if line.startswith(page))
        bound = dict(zip(header, map(int, row[1:]), strict=True))
        assert bound == {
            "claim": 8, "formula": 0, "output": 1, "comment": 0, "given": 1, "name": 1, "unbound": 0
        }  # fmt: skip
    assert f"{EN}:3: given 1 × 'stride 1'" in lines
    assert f"{EN}:1: names by their form: 1 × K², 1 × VGG16" in lines
    assert "docs/en/photo.svg:1: made by no example, so no check reads it" in lines
    assert "evidoc.toml: name 2 × '2D': number of dimensions in a term" in lines
