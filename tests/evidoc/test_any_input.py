"""Any input, a message: what an author may write is read or refused, in time that grows with it."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidoc.core.findings import EvidocError
from evidoc.core.values import ClaimError
from evidoc.examples.program import Program
from evidoc.math.mathml import FormulaError, MathFormula
from evidoc.pages.bindings import parse_binding
from evidoc.pages.numerals import NumeralError, read_numerals
from evidoc.pages.scan import scan
from evidoc.project.config import load_config
from evidoc.records.record import FORMAT, RecordError, payload_hash
from evidoc.records.store import read_evidence
from evidoc.translation.pofile import parse_po
from growth import is_linear
from small_site import Site

MARKUP = "/// example | a@///@\n@    @[9]@{= x }@{=@]@(@---\n@±@1/0@$$@`@# A@{#a}@|@topic: a@"
VALUES = "2026-02-30@<!--@&@\x00@1,000@e9"
PIECES = st.lists(st.sampled_from((MARKUP + VALUES).split("@")), max_size=30).map("".join)
SETTINGS = st.dictionaries(
    st.sampled_from(["snippets", "evidence", "languages", "names", "font", "method", "glossary"]),
    st.sampled_from(
        ["1", "''", "'..'", "'/x'", "[]", "{}", "{en = 1}", "{en = {docs = 3}}", "true"]
    ),
)


@settings(deadline=None)
@given(PIECES | st.text())
def test_a_page_is_scanned(text: str) -> None:
    scan(text)


@settings(deadline=None)
@given(PIECES | st.text())
def test_a_binding_is_read_or_refused(text: str) -> None:
    with suppress(ClaimError):
        parse_binding(text)


@settings(deadline=None)
@given(st.text("0123456789.,e-−×⁰¹²/%한배x{} ") | st.text())
def test_numerals_are_read_or_refused(text: str) -> None:
    with suppress(NumeralError):
        read_numerals(text)


@settings(deadline=None)
@given(st.text() | st.sampled_from(["# evidoc:", "# evidoc: seconds=1e9", "# region", "#>"]))
def test_a_program_is_read_or_refused(text: str) -> None:
    with suppress(EvidocError):
        _ = Program(text).settings, Program(text).results, Program(text).shown


@settings(deadline=None)
@given(keys=SETTINGS)
def test_settings_are_read_or_refused(
    keys: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root: Path = tmp_path_factory.mktemp("settings")
    lines = [f"{key} = {value}" for key, value in keys.items()]
    root.joinpath("evidoc.toml").write_text("\n".join(lines), "utf-8")
    with suppress(EvidocError):
        load_config(root)


REFUSED = {
    "not finite": "x > 1e999",
    "no number": "x ± 1/0",
    "huge": "x ± 1e99999999",
    "many terms": "x" + " + x" * 20_000,
    "deep": "(" * 300 + "x" + ")" * 300,
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_binding_is_refused_by_name(name: str) -> None:
    with pytest.raises(ClaimError):
        parse_binding(REFUSED[name])


def test_a_date_that_does_not_exist_is_a_problem() -> None:
    page = scan("---\ndate: 2026-02-30\n---\n# A {#a}\n")
    assert [problem.line for problem in page.problems] == [1]
    assert "not valid YAML" in page.problems[0].message


def test_a_merge_conflict_is_a_problem() -> None:
    page = scan("# A {#a}\n\n<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> other\n")
    found = [p.line for p in page.problems if "merge conflict" in p.message]
    assert found == [3, 7]


# What comes before and after what is repeated.
LONG = {
    "groups": ("1", ",111", "1"),
    "dots": ("1", ".1", "."),
    "digits": ("", "1", ""),
    "brackets": ("", "[", ""),
    "one line": ("", "word ", ""),
    "claims": ("", "[9]{= x }", ""),
    "closings": ("", "]{= x }", ""),
    "given without brackets": ("", "]{given}", ""),
    "fence without end": ("", "~", ""),
    "comments without end": ("", "<!-- ", ""),
    "code in a heading": ("# A `", "x", "` b"),
    "spaces in a heading": ("# A", " ", "b"),
    "braces in a heading": ("# A ", "{: ", ""),
}


@pytest.mark.parametrize("name", LONG)
def test_time_grows_with_the_text(name: str) -> None:
    before, piece, after = LONG[name]

    def read(length: int) -> None:
        text = before + piece * (length // len(piece)) + after
        scan(text)
        with suppress(NumeralError):
            read_numerals(text)

    assert is_linear(read, 25_000)


EVIL_YAML = (
    "a",
    ":",
    " ",
    "\n",
    "-",
    "&x",
    "*x",
    "<<",
    "!!python/object:os.system",
    "{",
    "]",
    "'",
    '"',
)
EVIL_YAML += (
    "given",
    "formulas",
    "topic",
    "2026-02-30",
    "1e999",
    "|",
    ">",
    "\t",
    "0x",
    "~",
    "?",
    "%",
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(EVIL_YAML), max_size=25).map("".join) | st.text())
def test_front_matter_is_read_or_refused(text: str) -> None:
    scan(f"---\n{text}\n---\n# A {{#a}}\n")
    scan(f"/// example | a\n    {text}\n///\n")


EVIL_TOML = (
    "a",
    "=",
    " ",
    "\n",
    "[",
    "]",
    "[[",
    "'",
    '"""',
    "1",
    "1e999",
    "nan",
    "{",
    "}",
    ".",
    ",",
)
EVIL_TOML += ("languages", "names", "coverage", "documents", "2026-02-30", "\x00", "é", "#", "\\u0")


@settings(deadline=None)
@given(text=st.lists(st.sampled_from(EVIL_TOML), max_size=25).map("".join) | st.text())
def test_a_file_of_settings_is_read_or_refused(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root: Path = tmp_path_factory.mktemp("toml")
    root.joinpath("evidoc.toml").write_bytes(text.encode("utf-8", "surrogatepass"))
    with suppress(EvidocError):
        load_config(root)


EVIL_PO = (
    "msgid",
    "msgstr",
    " ",
    "\n",
    '"a"',
    '""',
    '"',
    "#~ ",
    "#, fuzzy\n",
    "#| msgid",
    "\\",
    "[0]",
)
EVIL_PO += ("msgid_plural", "msgctxt", '"Content-Type: text/plain; charset=x\\n"', "<<<<<<< a\n")


@settings(deadline=None)
@given(st.lists(st.sampled_from(EVIL_PO), max_size=30).map("".join) | st.text())
def test_a_catalog_is_read_or_refused(text: str) -> None:
    with suppress(EvidocError):
        parse_po(text, "ko.po")


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "digest",
                    "environment",
                    "figures",
                    "files",
                    "formulas",
                    "output",
                    "tables",
                    "values",
                ]
            )
            | st.text(max_size=3),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@settings(deadline=None)
@given(shared=st.dictionaries(st.text(max_size=9), JSON, max_size=5), sides=JSON)
def test_a_record_under_a_valid_hash_is_read_or_refused(
    shared: dict[str, object], sides: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    evidence: Path = tmp_path_factory.mktemp("evidence")
    payload = {**shared, "format": FORMAT, "languages": sides}
    text = json.dumps({**payload, "hash": payload_hash(payload)})
    evidence.joinpath("a").mkdir()
    evidence.joinpath("a/b.json").write_text(text, "utf-8", "surrogatepass")
    with suppress(RecordError):
        read_evidence(evidence, "a/b")


DEEP = {
    "lists": "[" * 30_000,
    "items": "- " * 30_000,
    "maps": "{a: " * 30_000,
    "keys": "? " * 30_000,
}


@pytest.mark.parametrize("name", DEEP)
def test_yaml_that_is_nested_deeply_is_a_finding(site: Site, name: str) -> None:
    """In a process of its own: the reader crashes, if it comes to that."""
    deep = f"x: {DEEP[name]}" if name in ("lists", "maps") else DEEP[name]
    site.write("docs/en/deep.md", f"---\n{deep}\n---\n# A {{#a}}\n")
    site.write("docs/ko/deep.md", f"# A {{#a}}\n\n/// example | conv/span\n    {deep}\n///\n")
    command = [sys.executable, "-m", "evidoc.cli", "check"]
    done = subprocess.run(command, cwd=site.root, capture_output=True, text=True)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "docs/en/deep.md:1: " in done.stdout
    assert "docs/ko/deep.md:3: " in done.stdout
    site.write("mkdocs.en.yml", f"INHERIT: mkdocs.yml\n{deep}\n")
    done = subprocess.run(command, cwd=site.root, capture_output=True, text=True)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    # A list below a map is no YAML before it is deep.
    assert f"mkdocs.en.yml:{2 if name == 'items' else 1}: " in done.stdout


DEEP_PROGRAMS = {
    "sum": "x = 1" + " + 1" * 900,
    "branches": "if a: pass\n" + "elif a: pass\n" * 900,
    "attributes": "x = a" + ".a" * 900,
    "signs": "x = " + "-" * 900 + "1",
}


@pytest.mark.parametrize("name", DEEP_PROGRAMS)
def test_a_program_that_is_nested_deeply_is_a_finding(site: Site, name: str) -> None:
    site.write("snippets/conv/quiet.py", f"taps = 9\n{DEEP_PROGRAMS[name]}\n")
    for command in ("check", "messages"):
        done = site.evidoc(command)
        assert done.exit_code == 1
        assert "nested too deeply" in done.output


NESTED = {"roots": r"\sqrt{" * 20_000, "fractions": r"\frac" * 20_000, "braces": "{" * 20_000}


@pytest.mark.parametrize("name", NESTED)
def test_a_formula_that_is_nested_deeply_is_refused(name: str) -> None:
    with pytest.raises(FormulaError, match="nested too deeply"):
        MathFormula(NESTED[name], 0, is_display=True).to_mathml()


def test_links_without_end_are_a_problem_of_their_page() -> None:
    assert scan("[a](b) " * 300).is_readable
    page = scan("# A {#a}\n\n" + "[a](b " * 300)
    assert not page.is_readable
    assert any(each.line == 3 and "open at once" in each.message for each in page.problems)


def test_a_configuration_that_mkdocs_cannot_read_is_a_finding(site: Site) -> None:
    site.write(
        "mkdocs.en.yml", "INHERIT: mkdocs.yml\ndocs_dir: docs/en\nmarkdown_extensions: [no]\n"
    )
    done = site.evidoc("check")
    assert done.exit_code == 1
    assert done.output.startswith("mkdocs.en.yml:1: cannot be read: ")
    assert "configuration error" in done.output


def test_a_check_needs_nothing_that_only_a_build_does(site: Site) -> None:
    site.write("hook.py", "import no_such_module\n")
    site.write("mkdocs.yml", site.read("mkdocs.yml") + "hooks: [hook.py]\n")
    done = site.evidoc("check")
    assert (done.exit_code, done.exception) == (0, None), done.output
