from pathlib import Path

import pytest

from evidoc.checks.catalogs import check_catalogs
from evidoc.core.findings import EvidocError, Finding
from evidoc.project.config import Config, Language
from evidoc.project.project import Project
from evidoc.translation.messages import Update, update_catalogs

HEADER = """\
msgid ""
msgstr ""
"Language: ko\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


class Site:
    """A folder of snippets with one topic."""

    def __init__(self, root: Path) -> None:
        self.snippets = root / "snippets"
        self.topic = self.snippets / "topic"
        self.topic.mkdir(parents=True)
        self.po = self.topic / "ko.po"

    def write(self, **sources: str) -> None:
        for name, source in sources.items():
            (self.topic / f"{name}.py").write_text(source, "utf-8")

    def translate(self, *pairs: tuple[str, str]) -> None:
        text = self.po.read_text("utf-8")
        for old, new in pairs:
            assert text.count(old) == 1
            text = text.replace(old, new)
        self.po.write_text(text, "utf-8")

    def update(self) -> list[str]:
        """Update, and require that a second time finds nothing to do."""
        said = [str(update) for update in self.run()]
        before = self.po.stat().st_mtime_ns if self.po.exists() else 0
        assert self.run() == []
        assert before == (self.po.stat().st_mtime_ns if self.po.exists() else 0)
        return said

    def project(self) -> Project:
        root = self.snippets.parent
        languages = {
            code: Language(code, root / "docs" / code, root / f"mkdocs.{code}.yml")
            for code in ("en", "ko")
        }
        return Project(Config(root, self.snippets, languages, "en", root / "evidence"))

    def run(self) -> list[Update]:
        examples = self.project().snippets.values()
        return update_catalogs(examples, self.snippets, "ko", self.snippets.parent)

    def findings(self) -> list[Finding]:
        return check_catalogs(self.project())

    def text(self) -> str:
        return self.po.read_text("utf-8").removeprefix(HEADER)

    def check(self) -> list[tuple[int, str]]:
        findings = self.findings()
        assert all(finding.path == "snippets/topic/ko.po" for finding in findings)
        return [(finding.line, finding.message) for finding in findings]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_topic_without_texts_needs_no_catalog(site: Site) -> None:
    site.write(one='x = {"A key": 1}\n', two="")
    assert site.update() == []
    assert not site.po.exists()
    assert site.check() == []


def test_messages_are_written_in_the_order_of_the_examples(site: Site) -> None:
    site.write(two='print("Shared", "Last")\n', one='# First\n# line "1".\nprint("Shared")\n')
    assert site.update() == ["snippets/topic/ko.po: 3 new"]
    assert (
        site.po.read_text("utf-8")
        == HEADER
        + r"""
#: snippets/topic/one.py
msgid ""
"First\n"
"line \"1\"."
msgstr ""

#: snippets/topic/one.py
#: snippets/topic/two.py
msgid "Shared"
msgstr ""

#: snippets/topic/two.py
msgid "Last"
msgstr ""
"""
    )
    assert site.check() == [
        (9, "no translation of 'First line \"1\".' (snippets/topic/one.py:1)"),
        (16, "no translation of 'Shared' (snippets/topic/one.py:3)"),
        (16, "no translation of 'Shared' (snippets/topic/two.py:1)"),
        (20, "no translation of 'Last' (snippets/topic/two.py:1)"),
    ]


def test_lines_that_move_change_nothing(site: Site) -> None:
    site.write(one='print("Text")\n')
    site.update()
    site.write(one='import os\n\n\nprint(os.name)\nprint("Text")\n')
    assert site.update() == []


def test_a_changed_text_is_fuzzy_until_a_translator_saw_it(site: Site) -> None:
    site.write(one='print(f"The field of the layer is {rf}")\n')
    site.update()
    site.po.write_text(
        HEADER + '\n# Note.\nmsgid "The field of the layer is {rf}"\nmsgstr "층 {rf}"\n', "utf-8"
    )
    assert site.check() == []
    site.write(one='print(f"The field of each layer is {rf}")\n')
    assert site.update() == ["snippets/topic/ko.po: 1 fuzzy"]
    expected = """
# Note.
#: snippets/topic/one.py
#, fuzzy
#| msgid "The field of the layer is {rf}"
msgid "The field of each layer is {rf}"
msgstr "층 {rf}"
"""
    assert site.text() == expected
    message = "the translation of 'The field of each layer is {rf}' is fuzzy"
    assert site.check() == [(12, f"{message} (snippets/topic/one.py:1)")]

    site.write(one='print(f"The field of each layer was {rf}")\n')
    assert site.update() == ["snippets/topic/ko.po: 1 fuzzy"]
    assert site.text() == expected.replace("each layer is", "each layer was")

    site.translate(("#, fuzzy\n", ""))
    assert site.check() == []
    assert len(site.update()) == 1
    assert "#|" not in site.text()


def test_a_text_that_is_gone_is_kept_and_comes_back(site: Site) -> None:
    site.write(one='print("Gone")\n# A quite different text.\n')
    site.update()
    site.translate(
        ('msgid "Gone"\nmsgstr ""', '# Note.\nmsgid "Gone"\nmsgstr "갔다"'),
        ('text."\nmsgstr ""', 'text."\nmsgstr "글"'),
    )
    assert site.check() == []
    site.write(one="# A quite different text.\n")
    assert site.check() == [(10, "no example has this text any more")]
    assert site.update() == ["snippets/topic/ko.po: 1 obsolete"]
    assert site.text().endswith('\n# Note.\n#~ msgid "Gone"\n#~ msgstr "갔다"\n')
    assert site.check() == []
    site.write(one='print("Gone")\n# A quite different text.\n')
    assert site.update() == ["snippets/topic/ko.po: 1 restored"]
    assert site.check() == []


def test_a_fuzzy_text_stays_fuzzy_while_it_is_gone(site: Site) -> None:
    fuzzy = '\n#, fuzzy\nmsgid "Gone"\nmsgstr "갔다"\n'
    site.po.write_text(HEADER + fuzzy, "utf-8")
    site.write(one="")
    assert site.update() == ["snippets/topic/ko.po: 1 obsolete"]
    site.write(one='print("Gone")\n')
    assert site.update() == ["snippets/topic/ko.po: 1 restored"]
    assert "is fuzzy" in site.check()[0][1]


def test_a_text_that_nobody_translated_leaves_no_trace(site: Site) -> None:
    site.write(one='print("Gone")\n# Stays.\n')
    site.update()
    site.write(one="# Stays.\n")
    site.update()
    assert "Gone" not in site.text()


def test_a_label_added_by_hand_is_no_stranger(site: Site) -> None:
    site.write(one='ax.set_xlabel("dilation")\n# Text.\n')
    site.update()
    assert "dilation" not in site.text()
    site.translate(
        ('Text."\nmsgstr ""', 'Text."\nmsgstr "글"\n\nmsgid "dilation"\nmsgstr "팽창률"')
    )
    assert site.check() == []
    site.update()
    assert '#: snippets/topic/one.py\nmsgid "dilation"\nmsgstr "팽창률"\n' in site.text()
    site.write(one='x = {"dilation": 1}\n# Text.\n')
    assert [message for _, message in site.check()] == ["no example has this text any more"]
    assert site.update() == ["snippets/topic/ko.po: 1 obsolete"]


def test_a_text_may_be_kept_on_purpose(site: Site) -> None:
    site.write(one='print("PyTorch")\n')
    site.update()
    site.translate(('PyTorch"\nmsgstr ""', 'PyTorch"\nmsgstr "PyTorch"'))
    assert site.check() == []
    assert site.update() == []


def test_a_header_says_who_translated_but_not_when(site: Site) -> None:
    site.write(one="# Text.\n")
    site.po.write_text(
        '# Translated by A.\n#\nmsgid ""\nmsgstr ""\n"PO-Revision-Date: 2026-01-01 10:00+0900\\n"\n'
        '\nmsgid "Text."\nmsgstr "글"\n',
        "utf-8",
    )
    site.update()
    assert site.po.read_text("utf-8").startswith("# Translated by A.\n#\n" + HEADER)


@pytest.mark.parametrize(
    "text", ['One \\ two\t"three"\nfour', "  Two  spaces  and a very long line " * 9, "a\n\na\n\nA"]
)
def test_texts_survive_the_catalog(site: Site, text: str) -> None:
    site.write(one=f"print({text!r})\n")
    site.update()
    older = text + "!"
    site.po.write_text(site.po.read_text("utf-8").replace('msgstr ""', 'msgstr "글"'), "utf-8")
    site.po.write_text(
        site.po.read_text("utf-8").replace('msgstr "글"\n"Lang', 'msgstr ""\n"Lang'), "utf-8"
    )
    assert site.check() == []
    site.write(one=f"print({older!r})\n")
    assert site.update() == ["snippets/topic/ko.po: 1 fuzzy"]


def test_a_catalog_without_examples_is_obsolete(site: Site) -> None:
    site.po.write_text(HEADER + '\nmsgid "One"\nmsgstr "하나"\n', "utf-8")
    assert site.check() == [(8, "no example has this text any more")]


def test_nothing_is_written_when_a_catalog_is_wrong(site: Site) -> None:
    other = site.snippets / "another"
    other.mkdir()
    (other / "one.py").write_text("# Text.\n")
    site.po.write_text('msgid "One\nmsgstr "하나"\n', "utf-8")
    with pytest.raises(EvidocError, match=r"topic/ko\.po:1"):
        site.run()
    assert not (other / "ko.po").exists()
    paths = [finding.path for finding in site.findings()]
    assert paths == ["snippets/another/ko.po", "snippets/topic/ko.po"]


def test_an_example_that_cannot_be_read_loses_no_translation(site: Site) -> None:
    site.write(one="# Text.\n", two="# Text of another.\n")
    site.update()
    before = site.text()
    site.write(one="# Text.\nx = (\n")
    with pytest.raises(EvidocError, match=r"topic/one\.py:2: is not valid Python"):
        site.run()
    assert site.text() == before


def test_an_edit_of_a_catalog_is_seen(site: Site) -> None:
    site.write(one="# Text.\n")
    for translation in ("글", "본문"):
        site.po.write_text(f'msgid "Text."\nmsgstr "{translation}"\n', "utf-8")
        localised = site.project().programs.localised("ko", "topic/one")
        assert localised.text == f"# {translation}\n"
