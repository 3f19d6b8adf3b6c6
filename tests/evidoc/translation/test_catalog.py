import ast
from pathlib import Path

import pytest

from evidoc.core.findings import EvidocError
from evidoc.examples.program import Program
from evidoc.translation.catalog import Catalog, load_catalog
from evidoc.translation.catalog import localise as localised_program
from evidoc.translation.localised import Localised, as_written
from evidoc.translation.texts import Text, find_texts

CASES = sorted((Path(__file__).parent / "cases" / "catalog").glob("*.txt"))
PATH = "snippets/topic/name.py"


def localise(source: str, translations: Catalog) -> Localised:
    program = Program(source, PATH)
    return localised_program(program, find_texts(program), translations)


def extract(source: str) -> list[Text]:
    return [text for text in find_texts(Program(source, PATH)) if text.proposed]


def sections(case: Path) -> dict[str, str]:
    """Return the parts of a case below its ``=== name`` lines."""
    _, *parts = ("\n" + case.read_text("utf-8")).split("\n=== ")
    return {name: text for name, _, text in (f"{part}\n".partition("\n") for part in parts)}


def catalog(root: Path, text: str | bytes) -> Catalog:
    path = root / "snippets" / "topic" / "ko.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_catalog(path, root)


def po(*messages: tuple[str, str]) -> str:
    def quoted(text: str) -> str:
        for character, escape in {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r"}.items():
            text = text.replace(character, escape)
        return f'"{text}"'

    return "\n".join(f"msgid {quoted(id_)}\nmsgstr {quoted(text)}\n" for id_, text in messages)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_program_is_localised(tmp_path: Path, case: Path) -> None:
    parts = sections(case)
    localised = localise(parts["name.py"], catalog(tmp_path, parts["ko.po"]))
    assert localised.text == parts["localised"]
    assert localised.lines == tuple(map(int, parts["lines"].split()))
    assert len(localised.lines) == len(localised.text.split("\n")) - 1
    ast.parse(localised.text)


def test_the_language_of_the_source_needs_no_catalog() -> None:
    source = 'print("One")\n# Two.\n'
    localised = as_written(Program(source, PATH))
    assert localised.text == source
    assert localised.lines == (1, 2)


def test_a_missing_catalog_is_empty(tmp_path: Path) -> None:
    empty = load_catalog(tmp_path / "snippets" / "topic" / "ko.po", tmp_path)
    assert localise("x = 1\n", empty).text == "x = 1\n"
    with pytest.raises(EvidocError, match=r"topic/ko\.po:1: no translation of 'One' .*name\.py:2"):
        localise('x = 1\nprint("One")', empty)


@pytest.mark.parametrize(
    ("source", "ids"),
    [
        ('print("One", "two", "Two words", "two.txt", "Conv2d", "C0", "a_b", "Input:")', 3),
        ('print(f"{x}", f"{x}.png", f"{x} taps", f"RF {x}", f"{x:.2f}", "%d %s", "{name}, {}")', 2),
        ('x = b"Bytes"; y = {"A key": "A value"}; z = y["A key"]; y["A key", "B key"]', 1),
        ('x == "A word"; "A word" in x; x in ["A word"]; x != f"A {y}"', 0),
        ("x = 1  # noqa\n# type: ignore\n# region a\n# ---\n# 1\n# endregion\n#> One", 0),
        ("# -*- coding: utf-8 -*-\n# fmt: off\n# %%\n# pylint: disable=all\n", 0),
        ("# region of interest\n# type checks\n\n# evidoc is a tool", 2),
        ('"""1"""\ndef f():\n    """Text."""\n    "Text"', 2),
        ('x: "A type"\ndef f(a: "A type" = "A value") -> "A type": pass', 1),
        ("f\"{d['A key']} {x == 'A word'} {', '.join(x)} Text {y:%Y-%m}\"", 1),
    ],
)
def test_what_needs_a_translation(source: str, ids: int) -> None:
    assert len(extract(source)) == ids


def test_messages_know_their_place() -> None:
    source = '"""Doc."""\n\nprint("A",\n  f"{x} B")  # C\n'
    found = [(message.id, message.line, message.kind.value) for message in extract(source)]
    assert found == [
        ("Doc.", 1, "docstring"),
        ("A", 3, "string"),
        ("{x} B", 4, "f-string"),
        ("C", 4, "comment"),
    ]


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ('x = ("One "  # why\n     "two")', 1, "a comment stands between the parts"),
        ("x = 1\ny = f\"{'Yes, so' if x else 'No'}\"", 2, "no catalog reaches 'Yes, so'"),
        ("x = (", 1, "is not valid Python"),
    ],
)
def test_what_no_catalog_can_reach(source: str, line: int, message: str) -> None:
    with pytest.raises(EvidocError, match=message) as error:
        extract(source)
    assert [(finding.path, finding.line) for finding in error.value.findings] == [(PATH, line)]


@pytest.mark.parametrize(
    ("source", "message", "expected"),
    [
        ('f"Field {x}"', ("Field {x}", "{y} 영역"), "placeholders are not the same"),
        ('f"Field {x}"', ("Field {x}", "영역"), "placeholders are not the same"),
        ('f"Field {x}"', ("Field {x}", "{x} 영역 {x}"), "placeholders are not the same"),
        ('f"Field {x!r}"', ("Field {x!r}", "{x} 영역"), "placeholders are not the same"),
        ('f"Field {x:.2f}"', ("Field {x:.2f}", "{x:.3f} 영역"), "placeholders are not the same"),
        ('f"Field {x=}"', ("Field {x=}", "{x} 영역"), "placeholders are not the same"),
        ('f"Field {x}"', ("Field {x}", "{x} 영역 {"), "a { opens no placeholder"),
        ('f"Field {x}"', ("Field {x}", "{x} 영역 }"), "a } closes no placeholder"),
        ('"Field {}".format(1)', ("Field {}", "영역"), "placeholders are not the same"),
        ('"Field %d" % 1', ("Field %d", "영역 %s"), "placeholders are not the same"),
        ("x = 1  # One.", ("One.", "하나.\n둘."), "a comment beside code has one line"),
        ("# One.", ("One.", "하나.\rimport os"), "changes the program"),
        ("# One.", ("One.", "region part"), "changes the program"),
        ("# One.", ("One.", "하나\0"), "changes the program"),
        ("# One.", ("One.", ""), "no translation of 'One.'"),
        ('"dilation"', ("dilation", ""), "no translation of 'dilation'"),
    ],
)
def test_a_translation_changes_the_text_alone(
    tmp_path: Path, source: str, message: tuple[str, str], expected: str
) -> None:
    translations = catalog(tmp_path, po(("Other", "다른"), message))
    with pytest.raises(EvidocError) as error:
        localise(f'"Other"; print("Other")\n{source}\n', translations)
    (finding,) = error.value.findings
    assert (finding.path, finding.line) == ("snippets/topic/ko.po", 4)
    assert expected in finding.message
    assert f"({PATH}:2)" in finding.message


def test_a_fuzzy_translation_is_none(tmp_path: Path) -> None:
    translations = catalog(tmp_path, '\n#, fuzzy\nmsgid "One"\nmsgstr "둘"\n')
    with pytest.raises(EvidocError, match=r"ko\.po:3: the translation of 'One' is fuzzy"):
        localise('"One"; print("One")', translations)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    translations = catalog(tmp_path, po(("One", ""), ("Three {x}", "셋")))
    with pytest.raises(EvidocError) as error:
        localise('print("One", "Two", f"Three {x}")', translations)
    assert [finding.line for finding in error.value.findings] == [1, 1, 4]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 4, "stands in line 1 already"),
        ('msgid "a" \nmsgstr "b"\nmsgid ""\n"a"\nmsgstr "c"\n', 3, "stands in line 1 already"),
        ('#~ msgid "a"\n#~ msgstr "b"\n#~ msgid "a"\n#~ msgstr "c"\n', 3, "stands in line 1"),
        ('msgid "a"\nmsgstr "b\n', 2, "expected msgid"),
        ('msgid "a"\nmsgstr "b\\"\n', 2, "expected msgid"),
        ('msgid "a"\nmsgstr "b"c"\n', 2, "expected msgid"),
        ('msgid "a\\d"\nmsgstr "b"\n', 1, "expected msgid"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3, "expected msgid, found msgstr"),
        ('msgstr "c"\n', 1, "expected msgid, found msgstr"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 2, "expected msgstr, found msgid"),
        ('msgid "a"\n', 1, "has no msgstr"),
        ('"a"\n', 1, "msgid"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', 2, "expected msgid"),
        ('msgctxt "a"\nmsgid "b"\nmsgstr "c"\n', 1, "expected msgid"),
        ("nonsense\n", 1, "found nonsense"),
        (b'msgid "a"\nmsgstr "\xff"\n', 2, "is not UTF-8"),
        ('msgid ""\nmsgstr "POT-Creation-Date: soon\\n"\n', 1, "header cannot be read"),
    ],
)
def test_a_wrong_catalog_is_named_with_its_line(
    tmp_path: Path, text: str | bytes, line: int, message: str
) -> None:
    with pytest.raises(EvidocError, match=message) as error:
        catalog(tmp_path, text)
    (finding,) = error.value.findings
    assert (finding.path, finding.line) == ("snippets/topic/ko.po", line)


def test_an_obsolete_message_translates_nothing(tmp_path: Path) -> None:
    translations = catalog(tmp_path, '#~ msgid "One"\n#~ msgstr "하나"\n')
    with pytest.raises(EvidocError, match="no translation"):
        localise('"One"; print("One")', translations)
