"""What an author is told for each mistake: file, line, what is wrong, what mends it."""

from __future__ import annotations

import os
import re

import pytest
from filelock import FileLock

from small_site import Edit, Site

EN, KO, SPAN = "docs/en/index.md", "docs/ko/index.md", "snippets/conv/span.py"
EN_SIZE, KO_SIZE = "docs/en/size.md", "docs/ko/size.md"
RECORD = "evidence/conv/span.json"


def change(name: str, before: str, after: str) -> Edit:
    return lambda site: site.replace(name, before, after)


def remove(name: str) -> Edit:
    return lambda site: site.path(name).unlink()


def write(name: str, text: str | bytes) -> Edit:
    data = text.encode() if isinstance(text, str) else text
    return lambda site: (site.path(name).write_bytes(data), None)[1]


def pipe(name: str) -> Edit:
    return lambda site: (site.path(name).unlink(), os.mkfifo(site.path(name)))[1]


# Edit, then what `evidoc check` has to print.
FOUND_BY_CHECK: dict[str, tuple[Edit, str]] = {
    "wrong number": (
        change(EN, "17×17", "17×18"),
        r"docs/en/index\.md:9(?::\d+)?: .*18.*17.*\[evidoc update\]",
    ),
    "wrong number, Korean": (
        change(KO, "17×17", "18×17"),
        r"docs/ko/index\.md:9(?::\d+)?: .*18.*17",
    ),
    "wrong decimal": (change(EN, "3.1 %", "3.2 %"), r"docs/en/index\.md:9(?::\d+)?: .*3\.2"),
    "wrong cell": (change(EN, "| 2 | 5 |", "| 2 | 6 |"), r"docs/en/index\.md:16(?::\d+)?: .*6"),
    "fewer numerals than values": (
        change(EN, "[17×17]", "[17]"),
        r"docs/en/index\.md:9(?::\d+)?: ",
    ),
    "more numerals than values": (
        change(EN, "[9]", "[9 of 9]"),
        r"docs/en/index\.md:14(?::\d+)?: ",
    ),
    "no numeral": (change(EN, "[9]", "[some]"), r"docs/en/index\.md:14(?::\d+)?: "),
    "undefined name": (
        change(EN, "{= taps }", "{= tops }"),
        r"docs/en/index\.md:14(?::\d+)?: .*tops.*evidoc run",
    ),
    **{
        f"claim beside {wrong}": (
            change(EN, "[9]{= taps }", wrong),
            rf"docs/en/index\.md:14(?::\d+)?: {said}",
        )
        for wrong, said in {
            "[9]{= taps }%": r"the claim \[9\] reads 9% with what stands beside it",
            "[9]{= taps } %": r"the claim \[9\] reads 9 % with",
            "**[9]{= taps }** %": r"the claim \[9\] reads 9 % with",
            "[**9**]{= taps }퍼센트": r"the claim \[\*\*9\*\*\] reads 9퍼센트 with",
            "−[9]{= taps }": r"the claim \[9\] reads −9 with",
            "[9]{= taps }²": r"the claim \[9\] reads 9² with",
            "[9]{= taps } × 10⁵": r"the claim \[9\] reads 9 × 10⁵ with",
            "[9]{= taps }만": r"'9만' cannot be checked",
            "[9]{= taps } million": r"'9 million' cannot be checked",
            "[9]{= taps }k": r"'9k' cannot be checked",
            "[9]{= taps },[999]{= taps + 990 }": r"the claim \[9\] reads 9,999 with",
            "[9]{= taps }.[9]{= taps }": r"the claim \[9\] reads 9\.9 with",
            "RF[9]{= taps }": r"the claim \[9\] reads no number with",
            "[&#57;9]{= taps }": r"'&#57;' cannot be checked",
        }.items()
    },
    "no value": (change(EN, "{= taps }", "{= }"), r"docs/en/index\.md:14(?::\d+)?: "),
    "constant": (change(EN, "{= taps }", "{= 9 }"), r"docs/en/index\.md:14(?::\d+)?: "),
    "space in the brace": (
        change(EN, "{= taps }", "{ = taps }"),
        r"docs/en/index\.md:14(?::\d+)?: ",
    ),
    "space before the brace": (change(EN, "[9]{=", "[9] {="), r"docs/en/index\.md:14(?::\d+)?: "),
    "expression without end": (
        change(EN, "{= taps }", "{= taps "),
        r"docs/en/index\.md:14(?::\d+)?: ",
    ),
    "nested": (
        change(EN, "[9]{= taps }", "[a [9]{= taps } b]{= taps }"),
        r"docs/en/index\.md:14(?::\d+)?: .*inside",
    ),
    "code in a claim": (change(EN, "[9]", "[`9`]"), r"docs/en/index\.md:14(?::\d+)?: .*code"),
    "claim before any example": (
        change(EN, "/// example | span\n", "[9]{= taps }\n\n/// example | span\n"),
        r"docs/en/index\.md:6(?::\d+)?: .*names no example",
    ),
    "indented code": (
        change(EN, "It has", "    It has"),
        r"docs/en/index\.md:14(?::\d+)?: .*not rendered",
    ),
    "claim between dollar signs": (
        change(EN, "It has [9]{= taps }", "It has $[8]{= taps }$"),
        r"docs/en/index\.md:14(?::\d+)?: shows 8, computed 9",
    ),
    "claim in raw HTML": (
        change(EN, "It has [9]{= taps } taps.", "<p>It has [9]{= taps } taps.</p>"),
        r"docs/en/index\.md:14(?::\d+)?: .*not rendered",
    ),
    "claim behind an unescaped pipe": (
        change(EN, "See [the", "| a |\n|--|\n| [9]{= taps | taps } |\n\nSee [the"),
        r"docs/en/index\.md:26(?::\d+)?: .*not rendered",
    ),
    "misspelt block": (
        change(EN, "/// example | span", "/// exmple | span"),
        r"docs/en/index\.md:6(?::\d+)?: .*example",
    ),
    "unknown option": (
        change(EN, "/// example | span\n", "/// example | span\n    shwo: code\n"),
        r"docs/en/index\.md:6(?::\d+)?: .*shwo.*known",
    ),
    "unclosed block": (
        change(EN, "| 2 | 5 |\n\n///\n", "| 2 | 5 |\n"),
        r"docs/en/index\.md:16(?::\d+)?: .*not closed",
    ),
    "nested blocks": (
        change(
            EN,
            "/// example | quiet\n///",
            "/// claim | span: rows\n/// example | quiet\n///\n\n///",
        ),
        r"docs/en/index\.md:12(?::\d+)?: .*inside",
    ),
    "unknown example": (
        change(EN, "/// example | quiet", "/// example | quite"),
        r"docs/en/index\.md:11(?::\d+)?: .*conv/quiet",
    ),
    "unknown part": (
        change(EN, "/// example | span\n", "/// example | span\n    part: prnt\n"),
        r"docs/en/index\.md:6(?::\d+)?: .*prnt.*print",
    ),
    "unknown figure": (
        change(EN, "/// example | span\n", "/// example | span\n    figure: rates\n"),
        r"docs/en/index\.md:6(?::\d+)?: .*rates",
    ),
    "prints nothing": (
        change(EN, "/// example | quiet\n", "/// example | quiet\n    show: output\n"),
        r"docs/en/index\.md:11(?::\d+)?: .*prints nothing",
    ),
    "wrong formula": (
        change(EN_SIZE, "d(K-1) + 1", "d(K+1) + 1"),
        r"docs/en/size\.md:9: the formula, from column 5: d\(K\+1\) \+ 1 gives 3, computed 1 "
        r"\(span\(K, d\)\) for K=1, d=1; differs at 16 of 16 points",
    ),
    "wrong formula, Korean": (
        change(KO_SIZE, "d(K-1) + 1", "d(K-1)"),
        r"docs/ko/size\.md:9(?::\d+)?: .* gives 0, computed 1",
    ),
    "other left side": (
        change(EN_SIZE, "S = d(K", "T = d(K"),
        r"docs/en/size\.md:9: the formula, from column 1: .*T is not declared.*S",
    ),
    "unreadable formula": (
        change(EN_SIZE, "d(K-1) + 1", r"d(K-1) + \oint 1"),
        r"docs/en/size\.md:9: the formula, from column 14: .*oint",
    ),
    "unbound formula": (
        change(
            EN_SIZE, "/// formula | span: S = span(K, d)\n    for: K=1..4, d=1..4\n", "/// note\n"
        ),
        r"docs/en/size\.md:8(?::\d+)?: the formula is bound to nothing \[write /// formula",
    ),
    "formula bound to no function": (
        change(EN_SIZE, "S = span(K, d)", "S = d * (K - 1) + 1"),
        r"docs/en/size\.md:6(?::\d+)?: .*proves nothing",
    ),
    "formula without parameters": (
        change(EN_SIZE, "    for: K=1..4, d=1..4\n", ""),
        r"docs/en/size\.md:6(?::\d+)?: .*for: ",
    ),
    "two formulas in a block": (
        change(EN_SIZE, "$$\n\n///", "$$\n\n$$\nS\n$$\n\n///"),
        r"docs/en/size\.md:6(?::\d+)?: .*one formula",
    ),
    "unknown option of a formula": (
        change(EN_SIZE, "for: K", "with: K"),
        r"docs/en/size\.md:6(?::\d+)?: .*with.*known",
    ),
    "formula not computed yet": (
        change(EN_SIZE, "d=1..4", "d=1..5"),
        r"docs/en/size\.md:6(?::\d+)?: span\(K, d\) was not computed yet \[evidoc run conv/span\]",
    ),
    "formula of an unknown example": (
        change(EN_SIZE, "span: S =", "spam: S ="),
        r"docs/en/size\.md:6(?::\d+)?: there is no example conv/spam",
    ),
    "indented formula": (
        change(EN_SIZE, "/// formula", "    /// formula"),
        r"docs/en/size\.md:6(?::\d+)?: .*not rendered",
    ),
    "no page uses it": (
        write("snippets/conv/idle.py", "x = 1\n"),
        r"snippets/conv/idle\.py:1: no page uses",
    ),
    "page in one language": (
        write("docs/en/more.md", "# More {#more}\n"),
        r"docs/en/more\.md:1: .*missing in ko.*docs/ko/more\.md",
    ),
    "heading without id": (change(EN, " {#span}", ""), r"docs/en/index\.md:4(?::\d+)?: .*no id"),
    "dead link": (
        change(EN, "(#span)", "(nowhere.md)"),
        r"docs/en/index\.md:24(?::\d+)?: .*nowhere\.md",
    ),
    "dead anchor": (change(EN, "(#span)", "(#spam)"), r"docs/en/index\.md:24(?::\d+)?: .*spam"),
    "undefined footnote": (
        change(EN, "See ", "See[^vgg] "),
        r"docs/en/index\.md:24(?::\d+)?: the footnote \[\^vgg\] is not defined",
    ),
    "front matter": (change(EN, "topic: conv", "topic: [conv"), r"docs/en/index\.md:\d: .*YAML"),
    "snippet changed": (
        change(SPAN, "3, 8", "3, 4"),
        r"snippets/conv/span\.py:1: changed.*evidoc run conv/span",
    ),
    "module changed": (
        change("snippets/shapes.py", "+ 1", "+ 2"),
        r"snippets/conv/span\.py:1: changed",
    ),
    "syntax error": (change(SPAN, "print(f", "print(f("), r"snippets/conv/span\.py:12: "),
    "message missing": (
        change(
            "snippets/conv/ko.po",
            'msgid "How far the kernel reaches."\nmsgstr "커널이 닿는 거리."\n',
            "",
        ),
        r"snippets/conv/(span\.py:6|ko\.po:\d+): .*evidoc messages",
    ),
    "message fuzzy": (
        change("snippets/conv/ko.po", 'msgid "How far', '#, fuzzy\nmsgid "How far'),
        r"snippets/conv/ko\.po:\d+: .*fuzzy",
    ),
    "placeholder changed": (
        change("snippets/conv/ko.po", "폭은 {reach}칸", "폭은 {rich}칸"),
        r"snippets/conv/ko\.po:\d+: .*\{rich\}",
    ),
    "record missing": (
        remove(RECORD),
        r"snippets/conv/span\.py:1: .*no record.*\(ko\).*evidoc run conv/span",
    ),
    "record truncated": (
        write(RECORD, '{"format": 1, "val'),
        r"snippets/conv/span\.py:1: .*damaged",
    ),
    "record of another version": (
        write(RECORD, '{"format": 0}'),
        r"snippets/conv/span\.py:1: its record has format 0",
    ),
    "record not JSON": (write(RECORD, "hello"), r"snippets/conv/span\.py:1: .*damaged"),
    "record not UTF-8": (write(RECORD, b"\xff\xfe"), r"snippets/conv/span\.py:1: .*damaged"),
    "record edited": (change(RECORD, "17", "18"), r"snippets/conv/span\.py:1: .*edited"),
    "record in conflict": (
        write(RECORD, "<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n"),
        r"snippets/conv/span\.py:1: .*merge conflict.*evidoc run conv/span",
    ),
    "record nested deeply": (write(RECORD, "[" * 99999), r"snippets/conv/span\.py:1: .*damaged"),
    "author's file": (
        write("evidence/conv/mine.json", "{}"),
        r"evidence/conv/mine\.json:1: was written by no run",
    ),
    "example deleted": (
        lambda site: site.path("snippets/conv/quiet.py").unlink(),
        r"evidence/conv/quiet\.json:1: belongs to no example.*prune",
    ),
    "evidence outside": (
        change("evidoc.toml", "snippets =", 'evidence = "../other"\nsnippets ='),
        r"evidoc\.toml:1: .*'\.\./other' does not lie below the project",
    ),
    "evidence everywhere": (
        change("evidoc.toml", "snippets =", 'evidence = "."\nsnippets ='),
        r"evidoc\.toml:1: .*'\.' does not lie below the project",
    ),
    "pages outside": (
        change("evidoc.toml", "docs/en", "../en"),
        r"evidoc\.toml:1: .*docs of en = '\.\./en' does not lie below the project",
    ),
    "pages that are no text": (
        change("evidoc.toml", '"docs/en"', "1"),
        r"evidoc\.toml:1: .*docs of en is a text",
    ),
    "folder of a long name": (
        change("evidoc.toml", "snippets =", f'glossary = "{"x" * 300}"\nsnippets ='),
        r"evidoc\.toml:1: .*glossary: no file has such a name",
    ),
    "configuration that is a folder": (
        change("evidoc.toml", "mkdocs.en.yml", "docs"),
        r"docs:1: cannot be read: Is a directory",
    ),
    "language of no code": (
        change("evidoc.toml", "en = ", '"../en" = '),
        r"evidoc\.toml:1: .*'\.\./en' is no code of a language",
    ),
    "example outside": (
        change(EN, "/// example | span", "/// example | ../../etc/span"),
        r"docs/en/index\.md:\d+: \.\./\.\./etc/span is not the name of an example",
    ),
    "example of a long name": (
        change(EN, "/// example | span", f"/// example | {'x' * 300}"),
        r"docs/en/index\.md:\d+: there is no example conv/xxx",
    ),
    "example of a name with NUL": (
        change(EN, "topic: conv", 'topic: "a\\0"'),
        r"docs/en/index\.md:\d+: .* is not the name of an example",
    ),
    "evidence round pages": (
        change("evidoc.toml", "snippets =", 'evidence = "docs"\nsnippets ='),
        r"evidoc\.toml:1: .*'docs' lies across docs/ko",
    ),
    "catalog not UTF-8": (
        write("snippets/conv/ko.po", b'msgid ""\nmsgstr "\xff"\n'),
        r"snippets/conv/ko\.po:2: .*UTF-8",
    ),
    "catalog in conflict": (
        change("snippets/conv/ko.po", 'msgid "How', '<<<<<<< HEAD\nmsgid "How'),
        r"snippets/conv/ko\.po:\d+: a merge conflict is not resolved",
    ),
    "page in conflict": (
        change(EN, "It has", "<<<<<<< ours\nIt has"),
        r"docs/en/index\.md:14: a merge conflict is not resolved",
    ),
    "module of Python's own name": (
        lambda site: (
            site.write("snippets/random.py", "def pick():\n    return 4\n"),
            site.replace(SPAN, "from shapes import span", "import random\nfrom shapes import span"),
        )[1],
        r"snippets/random\.py:1: has the name of Python's own module random \[rename it\]",
    ),
    "module not UTF-8": (
        write("snippets/shapes.py", b"# a\n# \xff\n"),
        r"snippets/shapes\.py:2: .*UTF-8",
    ),
    "settings not UTF-8": (
        write("evidoc.toml", b"\xff"),
        r"evidoc\.toml:1: ",
    ),
    "page not UTF-8": (write(EN, b"# A \xff {#a}\n"), r"docs/en/index\.md:1(?::\d+)?: .*UTF-8"),
    "snippet not UTF-8": (write(SPAN, b"a = 1\n# \xff\n"), r"snippets/conv/span\.py:2: .*UTF-8"),
    "page that is a pipe": (pipe(EN), r"docs/en/index\.md:1: cannot be read: it is a pipe"),
    "snippet that is a pipe": (pipe(SPAN), r"snippets/conv/span\.py:1: cannot be read: it is a"),
    "catalog that is a pipe": (
        pipe("snippets/conv/ko.po"),
        r"snippets/conv/ko\.po:1: cannot be read: it is a pipe",
    ),
    "record that is a pipe": (pipe(RECORD), r"snippets/conv/span\.py:1: it is a pipe"),
    "settings in conflict": (
        write("evidoc.toml", b"<<<<<<< ours\n[languages]\n"),
        r"evidoc\.toml:1: .*a merge conflict is not resolved",
    ),
    "configuration in conflict": (
        write("mkdocs.en.yml", b"INHERIT: mkdocs.yml\n<<<<<<< ours\n"),
        r"mkdocs\.en\.yml:2: a merge conflict is not resolved",
    ),
    "configuration that is no YAML": (
        write("mkdocs.en.yml", b"INHERIT: mkdocs.yml\nx: [\n"),
        r"mkdocs\.en\.yml:3: is not valid YAML: ",
    ),
    "setting unknown": (
        change("evidoc.toml", "snippets =", "snipets ="),
        r"evidoc\.toml:1: .*snipets",
    ),
}


@pytest.mark.parametrize("name", FOUND_BY_CHECK)
def test_check_names_file_line_and_mend(site: Site, name: str) -> None:
    edit, expected = FOUND_BY_CHECK[name]
    edit(site)
    before = site.tree()
    result = site.evidoc("check")
    assert result.exit_code == 1
    assert re.search(f"^{expected}", result.output, re.MULTILINE), result.output
    assert "Traceback" not in result.output
    assert site.tree() == before


def test_what_stands_beside_a_claim_may_leave_it_alone(site: Site) -> None:
    for beside in (
        "K−{}",
        "{}–{}",
        "({}, {})",
        "{}×{}",
        "{}/{}",
        "총{}개",
        "d={}",
        "{}:{}",
        "{}th",
    ):
        both = beside.format(*["[9]{= taps }"] * 2)
        site.replace(EN, "It has", f"{both}. It has")
    assert "beside" not in site.evidoc("check").output


@pytest.mark.parametrize("text", ["{", '{"format": 0}', "hello"])
def test_files_beside_a_damaged_record_are_left_alone(site: Site, text: str) -> None:
    site.write(RECORD, text)
    assert "belongs to no example" not in site.evidoc("check").output
    site.evidoc("run", "--prune")
    assert site.evidoc("check").exit_code == 0


def test_a_footnote_is_no_link(site: Site) -> None:
    site.replace("mkdocs.yml", "tables: {}", "footnotes: {}, tables: {}")
    for page in (EN, KO):
        site.write(page, f"{site.read(page)}\nA note.[^one]\n\n[^one]: Somebody, *Something*.\n")
    result = site.evidoc("check")
    assert result.exit_code == 0, result.output


def test_nothing_is_wrong_with_the_small_project(site: Site) -> None:
    result = site.evidoc("check")
    assert result.exit_code == 0, result.output


def test_all_findings_of_both_languages_come_in_one_run(site: Site) -> None:
    for page in (EN, KO):
        site.replace(page, "17×17", "17×18")
        site.replace(page, "| 2 | 5 |", "| 2 | 4 |")
    output = site.evidoc("check").output
    assert (
        len(re.findall(r"^docs/(?:en|ko)/index\.md:(?:9|16)(?::\d+)?: ", output, re.MULTILINE)) == 4
    )


# Edit of a snippet, then what `evidoc run` has to print.
FOUND_BY_RUN: dict[str, tuple[Edit, str]] = {
    "raises": (
        change(SPAN, "rows = [", "rows = [1 / 0] + ["),
        r"snippets/conv/span\.py:10: .*ZeroDivisionError",
    ),
    "syntax error": (change(SPAN, "print(f", "print(f("), r"snippets/conv/span\.py:12: "),
    "never ends": (
        change(SPAN, '"""The', '# evidoc: seconds=2\n"""The'),
        r"snippets/conv/span\.py:\d+: .*2 s",
    ),
    "formula names something undefined": (
        change(EN_SIZE, "S = span(K, d)", "S = spam(K, d)"),
        r"snippets/conv/span\.py:\d+: .*spam",
    ),
    "library missing": (
        change(SPAN, "# How", "import nosuchlibrary\n\n# How"),
        r"snippets/conv/span\.py:1: .*nosuchlibrary.*make evidence",
    ),
    "not UTF-8": (write(SPAN, b"a = 1\n# \xff\n"), r"snippets/conv/span\.py:2: .*UTF-8"),
}


@pytest.mark.parametrize("name", FOUND_BY_RUN)
def test_run_names_file_line_and_keeps_the_evidence(site: Site, name: str) -> None:
    edit, expected = FOUND_BY_RUN[name]
    edit(site)
    if name == "never ends":
        site.replace(SPAN, "rows = [", "while True: pass\nrows = [")
    before = site.tree()
    result = site.evidoc("run")
    assert result.exit_code == 1
    assert re.search(f"^{expected}", result.output, re.MULTILINE), result.output
    assert "Traceback" not in result.output
    assert site.tree() == before


def test_run_says_where_a_file_stands_in_the_way(site: Site) -> None:
    site.replace(SPAN, "3, 8", "3, 4")
    for path in site.path("evidence/conv").iterdir():
        path.unlink()
    site.path("evidence/conv").rmdir()
    site.write("evidence/conv", "in the way")
    result = site.evidoc("run")
    assert result.exit_code == 1
    assert "evidence/conv/span.json:1: cannot be written" in result.output
    assert site.read("evidence/conv") == "in the way"


def test_a_second_run_waits_for_its_turn(site: Site) -> None:
    site.replace(SPAN, "3, 8", "3, 4")
    with FileLock(site.path(".cache") / "evidoc.lock"):
        result = site.evidoc("run")
    assert result.exit_code == 1
    assert "another run is at work" in result.output


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_update_changes_the_wrong_number_and_nothing_else(
    site: Site, mark: bytes, end: bytes
) -> None:
    page = site.path(EN)
    right = mark + page.read_bytes().replace(b"\n", end)
    page.write_bytes(right.replace("17×17".encode(), "17×18".encode()))
    page.chmod(0o755)
    found = site.evidoc("check").output
    assert found.startswith("docs/en/index.md:9:14: shows 18, computed 17")
    assert "1 finding" in found
    assert site.evidoc("update").exit_code == 0
    assert page.read_bytes() == right
    assert page.stat().st_mode & 0o777 == 0o755
