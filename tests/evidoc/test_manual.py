"""The manual keeps its word: its files are written, its commands typed, its tables compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from manual_pages import blocks, chapters, follow, say

MANUAL = {language: chapters(language) for language in ("ko", "en")}
CHAPTERS = MANUAL["en"]
# Chapters whose files and commands make one project, in the order of the page.
PROJECTS = ("start", "documents")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_languages_have_the_same_blocks(chapter: str) -> None:
    """What is followed in English below is followed for every language."""
    ours, theirs = (
        [each for each in blocks(MANUAL[code][chapter]) if each.title or each.kind == "console"]
        for code in MANUAL
    )
    assert ours == theirs


@pytest.mark.parametrize("chapter", PROJECTS)
def test_commands_say_what_the_manual_shows(
    chapter: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for command, promised, said in follow(CHAPTERS[chapter], tmp_path):
        assert said == promised, command


def test_the_first_site_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert [*follow(CHAPTERS["start"], tmp_path)]
    said = say("mkdocs build --strict", tmp_path)
    assert "area: 50.29" in (tmp_path / "site" / "index.html").read_text("utf-8"), said
