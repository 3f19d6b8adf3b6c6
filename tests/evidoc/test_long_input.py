"""Long files, and long lines: a finding or nothing, in a time that grows with their length."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidoc.core.findings import EvidocError, Finding
from evidoc.markdown.render_all import check_all
from evidoc.project.config import load_config
from evidoc.project.project import Project
from growth import is_linear

PAGE, DOCUMENT = "docs/en/index.md", "README.md"
PROGRAM, CATALOG, RECORD = "snippets/a/b.py", "snippets/a/ko.po", "evidence/a/b.json"
SETTINGS, GLOSSARY, REFERENCES = "evidoc.toml", "glossary.toml", "references.toml"
SHOWN = "---\ntopic: a\n---\n# A {#a}\n\n/// example | b\n///\n\n"
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
FILES = {
    SETTINGS: (
        'coverage = "all"\nglossary = "glossary.toml"\nreferences = "references.toml"\n'
        'documents = ["README.md"]\n\n[languages]\n'
        'en = { docs = "docs/en" }\nko = { docs = "docs/ko" }\n'
    ),
    PAGE: SHOWN,
    "docs/ko/index.md": SHOWN,
    DOCUMENT: "# A\n",
    PROGRAM: "# How many.\ntaps = 9\n",
    CATALOG: HEADER,
    RECORD: "{}",
    GLOSSARY: "",
    REFERENCES: "",
}


def check(root: Path, file: str, text: str) -> list[Finding]:
    """Return what is found in a project in which one file holds another text."""
    for name, usual in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if name == file else usual, "utf-8")
    try:
        return check_all(Project(load_config(root)))
    except EvidocError as error:
        return error.findings


# Where it stands, what comes before it, and what is repeated.
REPEATED = {
    "claims": (PAGE, SHOWN, "[9]{= taps }\n\n"),
    "claims in one paragraph": (PAGE, SHOWN, "[9]{= taps } "),
    "expressions without end": (PAGE, SHOWN, "[9]{= ( }"),
    "closing braces": (PAGE, SHOWN + "[9]{= ( ", "} "),
    "claims without brackets": (PAGE, SHOWN, "]{= taps }"),
    "bindings that follow nothing": (PAGE, SHOWN, "{= "),
    "open brackets": (PAGE, SHOWN, "[a "),
    "claims in comments": (PAGE, SHOWN, "9<!--= taps --> "),
    "claims in open comments": (PAGE, SHOWN, "<!--= taps "),
    "misspelt claims in open comments": (PAGE, SHOWN, "<!-- = taps "),
    "numbers that cannot be read": (PAGE, SHOWN, "5 million "),
    "open fences": (PAGE, SHOWN, "``` x\n"),
    "runs of backticks": (PAGE, SHOWN, "`a``b```c````d"),
    "formulas below formulas": (PAGE, SHOWN, "$$\n"),
    "powers without a dollar": (PAGE, SHOWN + "$", "2^10 "),
    "tags without end": (PAGE, SHOWN, "<a "),
    "addresses without end": (PAGE, SHOWN, "<http://a "),
    "tags without end on lines": (PAGE, SHOWN, "<a\n\n"),
    "sections without end": (PAGE, SHOWN, "<![ "),
    "attributes without end": (PAGE, SHOWN, "{#a "),
    "doubled commas": (PAGE, SHOWN, "1,,"),
    "spaces behind a bar": (PAGE, SHOWN + "/// note | a", " " * 1000 + "x"),
    "spaces in a row of dashes": (PAGE, SHOWN + "a|b\n", " " * 1000),
    "given": (PAGE, SHOWN, "[3]{given} "),
    "blocks": (PAGE, SHOWN, "/// claim | b: taps\n9\n///\n\n"),
    "claims in a document": (DOCUMENT, "", "9<!--= a/b: taps -->\n\n"),
    "open comments in a document": (DOCUMENT, "", "<!--="),
    "regions": (PROGRAM, "", "# region a\nx = 1\n# endregion\n"),
    "settings": (PROGRAM, "# evidoc: keeps=", "a,"),
    "digits of a setting": (PROGRAM, "# evidoc: seconds=", "1"),
    "blanks in a comment": (PROGRAM, "x = 1  # a", " "),
    "results": (PROGRAM, "", "x = 1\n#> 1\n"),
    "spaces in a catalog": (CATALOG, HEADER + '#~ msgid "a"\n#~', " "),
    "lines of a message": (CATALOG, HEADER + 'msgid ""\n', '"a"\n'),
    "messages": (CATALOG, HEADER, 'msgid "a"\nmsgstr "b"\n\n'),
    "entries of a glossary": (GLOSSARY, "", "[a]\n"),
    "parts of a key": (GLOSSARY, "", "a."),
    "parts of a header": (REFERENCES, "[a", ".a"),
    "parts of a setting": (SETTINGS, "", "a . "),
    "patterns of settings": (SETTINGS, "[coverage]\n", '"a*" = "all"\n'),
    "items of a record": (RECORD, '{"format": 4, "a": [', "1,"),
}


@pytest.mark.parametrize("name", REPEATED)
def test_time_grows_with_the_file(name: str, tmp_path: Path) -> None:
    file, before, piece = REPEATED[name]
    assert is_linear(
        lambda length: check(tmp_path, file, before + piece * (length // len(piece))), 8_000
    )


LINES = {
    "words": "word " * 200_000,
    "numbers": "1" * 1_000_000,
    "brackets": "[" * 10_000,
    "closed brackets": "[" * 10_000 + "]" * 10_000,
    "parentheses": "(" * 10_000,
    "braces": "{" * 10_000,
    "quotes": '"' * 10_001,
    "signs": "-" * 100_000,
    "NUL": "\0" * 1_000,
    "quotations": "> " * 5_000,
    "items": "- " * 5_000,
    "tags": "<b>" * 5_000,
}


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("file", [name for name in FILES if not name.startswith("docs/ko")])
def test_a_long_line_is_a_finding_or_nothing(file: str, line: str, tmp_path: Path) -> None:
    found = check(tmp_path, file, FILES[file] + LINES[line])
    assert all(len(each.message) < 1100 for each in found)
