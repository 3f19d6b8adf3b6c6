"""What one language has and another lacks: small pairs of pages, good and bad."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from evidoc.checks.parity import check_parity
from evidoc.markdown.render_all import Rendered
from evidoc.project.config import load_config
from evidoc.project.project import Project
from small_site import Site

SPAN, KO_PO = "snippets/conv/span.py", "snippets/conv/ko.po"


def findings(root: Path, **pages: str) -> list[str]:
    for code, text in pages.items():
        (root / f"docs/{code}").mkdir(parents=True, exist_ok=True)
        (root / f"docs/{code}/x.md").write_text(textwrap.dedent(text).lstrip("\n"), "utf-8")
    languages = "".join(
        f'{code} = {{ docs = "docs/{code}", mkdocs = "mkdocs.yml" }}\n' for code in pages
    )
    (root / "evidoc.toml").write_text(f"[languages]\n{languages}", "utf-8")
    (root / "snippets").mkdir(exist_ok=True)
    project = Project(load_config(root))
    return sorted(map(str, check_parity(project, Rendered(project).seen)))


# Korean page, English page, what is found: nothing, or the English line and what it says.
PAGES: dict[str, tuple[str, str, str | None]] = {
    "other word order": (
        "# 폭 {#a}\n\n[289곳 중 9곳]{= t/x: area, taps }",
        "# Span {#a}\n\n[9 of 289]{= t/x: taps, area }",
        None,
    ),
    "claims in other order": (
        "# 폭 {#a}\n\n[9]{= t/x: taps } [3]{= t/y: size }",
        "# Span {#a}\n\n[3]{= t/y: size } [9]{= t/x: taps }",
        None,
    ),
    "claim missing": (
        "# 폭 {#a}\n\n[9]{= t/x: taps }",
        "# Span {#a}\n\nnine",
        r"ko/x.md:3: claim t/x: taps: missing at docs/en/x.md:1 \(#a\)",
    ),
    "claim twice": (
        "# 폭 {#a}\n\n[9]{= t/x: taps }",
        "# Span {#a}\n\n[9]{= t/x: taps }\n[9]{= t/x: taps }",
        r"en/x.md:4: claim t/x: taps: missing at docs/ko/x.md:1 \(#a\)",
    ),
    "claim bound to something else": (
        "# 폭 {#a}\n\n\n[9]{= t/x: taps }",
        "# Span {#a}\n\n[9]{= t/x: other }",
        "en/x.md:3: claim t/x: other; docs/ko/x.md:4: has claim t/x: taps",
    ),
    "claim in another section": (
        "# 폭 {#a}\n\n[9]{= t/x: taps }\n\n## 뒤 {#b}\n",
        "# Span {#a}\n\n## Later {#b}\n\n[9]{= t/x: taps }\n",
        r"en/x.md:5: claim t/x: taps: missing at docs/ko/x.md:5 \(#b\)",
    ),
    "other tolerance": (
        "# 폭 {#a}\n\n[.9]{= t/x: miou ± .02 }",
        "# Span {#a}\n\n[.9]{= t/x: miou ± .03 }",
        r"en/x.md:3: .*± 0\.03; docs/ko/x.md:3: .*± 0\.02",
    ),
    "other wording of an example": (
        "/// example | t/x\n    show: figure\n    alt: 그림\n///",
        "/// example | t/x\n    show: figure\n    alt: A figure\n///",
        None,
    ),
    "other option": (
        "/// example | t/x\n    show: code\n///",
        "\n/// example | t/x\n    show: output\n///",
        "en/x.md:1: example t/x · show: output; docs/ko/x.md:1: has example t/x · show: code",
    ),
    "caption missing": (
        "/// example | t/x\n    alt: 가\n    caption: 나\n///",
        "/// example | t/x\n    alt: a\n///",
        r"en/x.md:1: example t/x · alt; docs/ko/x.md:1: has example t/x · alt · caption",
    ),
    "example missing": (
        "/// example | t/x\n///",
        "none",
        "ko/x.md:1: example t/x: missing at docs/en/x.md:1",
    ),
    "formula with other words": (
        "$$\n\\text{출력} = \\frac{a}{b}\n$$",
        "$$\\text{output} = \\frac{a}{b}$$",
        None,
    ),
    "other formula": ("$$a + b$$", "$$a - b$$", r"en/x.md:1: formula a - b; docs/ko/x.md:1: .* b"),
    "formula on another grid": (
        "/// formula | t/x: K = f(d)\n    for: d=1..8\n$$\nK = d\n$$\n\n///",
        "/// formula | t/x: K = f(d)\n    for: d=1..9\n$$\nK = d\n$$\n\n///",
        r"en/x.md:1: block formula t/x: K = f\(d\) · for: d=1..9; docs/ko/x.md:1: .*d=1..8",
    ),
    "formula marked as notation": (
        "/// formula\n    notation: 정의\n$$\nK = d\n$$\n\n///",
        "/// formula\n    notation: a definition\n$$\nK = d\n$$\n\n///",
        None,
    ),
    "formula in a sentence": (
        "$K^2$과 $d$, $d$",
        "$d$, and $K^3$",
        r"en/x.md:1: formula in a sentence K\^3; docs/ko/x.md:1: .*K\^2",
    ),
    "formula repeated": ("$d$는 $d$", "$d$ is it", None),
    "code in a sentence": (
        "`same`",
        "`valid` and\n`same`",
        "en/x.md:1: code in a sentence `valid`: missing at docs/ko/x.md:1",
    ),
    "code wrapped": ("`make bench`로", "with `make\nbench`", None),
    "name": ("DeepLab v2는 v2", "DeepLab v3", "en/x.md:1: name v3; docs/ko/x.md:1: has name v2"),
    "names in markup": (
        "[가](y2.md)[^z3] [9]{= t/x: a1 }",
        "[b](y2.md)[^z3] [9]{= t/x: a1 }",
        None,
    ),
    "heading level": (
        "# 가 {#a}\n\n## 나 {#b}",
        "# A {#a}\n\n### B {#b}",
        r"en/x.md:3: heading ### \{#b\}; docs/ko/x.md:3: has heading ## \{#b\}",
    ),
    "heading id": (
        "# 가 {#a}",
        "# A {#aa}",
        r"en/x.md:1: heading # \{#aa\}; docs/ko/x.md:1: has heading # \{#a\}",
    ),
    "heading missing": (
        "# 가 {#a}\n\n## 나 {#b}\n\n## 다 {#c}",
        "# A {#a}\n\n## C {#c}",
        r"ko/x.md:3: heading ## \{#b\}: missing at docs/en/x.md:1",
    ),
    "headings in other order": (
        "# 가 {#a}\n\n## 나 {#b}\n\n## 다 {#c}",
        "# A {#a}\n\n## C {#c}\n\n## B {#b}",
        r"en/x.md:3: heading ## \{#c\}: missing at docs/ko/x.md:1",
    ),
    "table": ("|가|나|\n|-|-|\n|1|2|", "|a|b|\n|:-:|-|\n|1|2|", None),
    "table row": (
        "|가|나|\n|-|-|\n|1|2|\n|3|4|\n",
        "|a|b|\n|-|-|\n|1|2|\n",
        "en/x.md:1: table of 1 rows, 2 columns; docs/ko/x.md:1: has table of 2 rows, 2 columns",
    ),
    "table column": (
        "|가|나|\n|-|-|\n|1|2|",
        "|a|b|c|\n|-|-|-|\n|1|2|3|",
        "en/x.md:1: table of 1 rows, 3 columns",
    ),
    "list": ("- 가\n- 나\n\n    더\n\n- 다\n", "- a\n  lazy\n- b\n\n    more\n\n- c\n", None),
    "list of other markers": ("- 가\n- 나\n", "* a\n+ b\n", None),
    "no list item on the page": (
        "- 가\n- 나\n\n    더\n\n- 다\n",
        "- a\n- b\n\n    more\n- c\n",
        "en/x.md:1: list of 2 bullets; docs/ko/x.md:1: has list of 3 bullets",
    ),
    "list in indented code": ("가\n\n    - 가\n", "a\n\n    - a\n    - b\n", None),
    "list in an admonition": (
        "!!! note\n    - 가\n    - 나\n",
        "!!! note\n    - a\n",
        "en/x.md:2: list of 1 bullets; docs/ko/x.md:2: has list of 2 bullets",
    ),
    "heading underlined": ("# 가 {#a}\n", "A {#a}\n=======\n", None),
    "heading in HTML": (
        '<h2 id="a">가</h2>\n\n[9]{= t/x: taps }',
        '<h2 id="b">A</h2>\n\n[9]{= t/x: taps }',
        r"en/x.md:1: heading ## \{#b\}; docs/ko/x.md:1: has heading ## \{#a\}",
    ),
    "table in HTML": (
        "<table><tr><th>가</th></tr><tr><td>나</td></tr></table>",
        "| a |\n|---|\n| b |\n| c |\n",
        "en/x.md:1: table of 2 rows, 1 columns; docs/ko/x.md:1: has table of 1 rows, 1 columns",
    ),
    "link in HTML": (
        '<a href="https://a.example/">가</a>',
        "[a](https://b.example/)",
        r"en/x.md:1: link https://b\.example/; docs/ko/x.md:1: has link https://a\.example/",
    ),
    "link by reference": ("[가][r]\n\n[r]: y.md\n", "[a](y.md)\n", None),
    "tabs": (
        '=== "가"\n\n    나\n\n=== "다"\n\n    라\n',
        '=== "a"\n\n    b\n',
        "en/x.md:1: tabs of 1; docs/ko/x.md:1: has tabs of 2",
    ),
    "image": ("![가](a.svg)", "![a](b.svg)", r"en/x.md:1: link b\.svg; docs/ko/x.md:1: .*a\.svg"),
    "list item": (
        "- 가\n- 나\n",
        "- a\n- b\n- c\n",
        "en/x.md:1: list of 3 bullets; docs/ko/x.md:1: has list of 2 bullets",
    ),
    "two lists for one": (
        "- 가\n- 나\n",
        "- a\n\nText.\n\n- b\n",
        "en/x.md:1: list of 1 bullets; docs/ko/x.md:1: has list of 2 bullets",
    ),
    "nested list item": (
        "- 가\n    - 나\n- 다\n",
        "- a\n    - b\n    - b2\n- c\n",
        "en/x.md:2: list of 2 bullets; docs/ko/x.md:2: has list of 1 bullets",
    ),
    "list kind": ("- 가\n", "1. a\n", "en/x.md:1: list of 1 numbered items"),
    "definition": (
        "가\n:   나\n\n다\n:   라\n",
        "a\n:   b\n",
        "en/x.md:1: list of 1 definitions; docs/ko/x.md:1: has list of 2 definitions",
    ),
    "link": ("[가](y.md#z)", "[a](y.md)", r"en/x.md:1: link y\.md; docs/ko/x.md:1: .*y\.md#z"),
    "external link": (
        "[가](https://a.example/)",
        "a",
        r"ko/x.md:1: link https://a\.example/: missing",
    ),
    "admonition": (
        "!!! note\n    가",
        "!!! tip\n    a",
        "en/x.md:1: admonition tip; docs/ko/x.md:1: has admonition note",
    ),
    "admonition title": ('!!! note "가"\n    나', '!!! note "a"\n    b', None),
    "block": (
        "/// note\n가\n///",
        "/// tip\na\n///",
        "en/x.md:1: admonition tip; docs/ko/x.md:1: has admonition note",
    ),
    "hand-typed code": (
        "```python\nx\n```",
        "```python\nx\ny\n```",
        "en/x.md:1: code python of 2 lines; docs/ko/x.md:1: has code python of 1 line",
    ),
    "footnote": ("가[^a]\n\n[^a]: 나", "a\n\n[^a]: b", "ko/x.md:1: footnote a: missing"),
    "topic": ("---\ntopic: t\n---\n", "---\ntopic: u\n---\n", "en/x.md:1: front matter topic: u"),
    "front matter": (
        "---\ndescription: 가\n---\n",
        "text\n",
        "ko/x.md:1: front matter description: missing at docs/en/x.md:1",
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_pages(tmp_path: Path, name: str) -> None:
    korean, english, expected = PAGES[name]
    found = findings(tmp_path, ko=korean, en=english)
    if expected is None:
        assert found == []
    else:
        assert any(re.match(f"docs/{expected}", finding) for finding in found), found


def test_every_further_language_is_compared_with_the_first(tmp_path: Path) -> None:
    found = findings(tmp_path, ko="- 가\n", en="- a\n", de="- a\n- b\n", fr="- a\n")
    assert [finding.split(":")[0] for finding in found] == ["docs/de/x.md"]


NAV = "INHERIT: mkdocs.yml\ndocs_dir: docs/en\nnav:\n  - index.md\n  - more.md\n"


def test_numbers_in_a_translated_text(site: Site) -> None:
    site.replace(KO_PO, "폭은 {reach}칸", "두께 3, 폭 {reach}칸")
    assert site.evidoc("run").exit_code == 0
    assert f"{SPAN}:1: prints 3 in ko only" in site.evidoc("check").output


@pytest.mark.parametrize(
    ("setting", "found"),
    [
        (
            "",
            ["reach + len(word) / 100 is 17.02 in ko, 17.06 in en", "prints 0.02 in ko only, 0.06"],
        ),
        ("# evidoc: tolerance=.05\n", []),
    ],
)
def test_numbers_that_depend_on_the_language(site: Site, setting: str, found: list[str]) -> None:
    for page in ("docs/en/index.md", "docs/ko/index.md"):
        site.replace(page, "{= reach, reach }", "{= reach, reach + len(word) / 100 }")
    code = 'word = "A span"\nprint(len(word) / 100)\n'
    site.write(SPAN, setting + site.read(SPAN).replace("# region", code + "# region", 1))
    site.write(KO_PO, site.read(KO_PO) + '\nmsgid "A span"\nmsgstr "폭은"\n')
    site.evidoc("run")
    output = site.evidoc("check").output
    assert [message for message in found if f"{SPAN}:1: {message}" not in output] == []
    assert ("in ko" in output) is bool(found)


def test_navigation(site: Site) -> None:
    site.write("mkdocs.en.yml", NAV)
    site.write("mkdocs.yml", site.read("mkdocs.yml") + "nav: [index.md]\n")
    for language in ("en", "ko"):
        site.write(f"docs/{language}/more.md", "# More {#more}\n")
    expected = "mkdocs.en.yml:5: nav names more.md, that of mkdocs.yml does not"
    assert expected in site.evidoc("check").output
