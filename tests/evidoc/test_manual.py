"""The manual keeps its word: its files are written, its commands typed, its tables compared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from manual_pages import ROOT, blocks, chapters, follow, say, sections

MANUAL = {language: chapters(language) for language in ("ko", "en")}
CHAPTERS = MANUAL["en"]
# Chapters whose files and commands make one project, in the order of the page.
PROJECTS = ("start", "documents", "testing", "ci")


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


@pytest.mark.parametrize(
    "tool", [each for each in sections(CHAPTERS["migrating"]) if each != "common"]
)
def test_what_was_migrated_runs(tool: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = sections(CHAPTERS["migrating"])
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    typed = [*follow(parts["common"], tmp_path), *follow(parts[tool], tmp_path)]
    assert len(typed) == 3
    for command, promised, said in typed:
        assert said == promised, command


def test_the_first_site_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert [*follow(CHAPTERS["start"], tmp_path)]
    said = say("mkdocs build --strict", tmp_path)
    assert "area: 50.29" in (tmp_path / "site" / "index.html").read_text("utf-8"), said


def test_the_inputs_of_the_action_are_told() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    told = sections(CHAPTERS["ci"])["github"]
    assert re.findall(r"^\| `(\w+)` \|", told, re.MULTILINE) == list(action["inputs"])
    assert f"`{action['inputs']['extra']['default']}` by default" in told
    assert f"`{action['runs']['steps'][-1]['run']}`" in told


def test_the_hook_is_the_one_that_is_there() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    example, more = blocks(sections(CHAPTERS["ci"])["pre-commit"])
    (repository,) = yaml.safe_load(example.text)["repos"]
    assert [each["id"] for each in repository["hooks"]] == [hook["id"]]
    # On the whole project, at every commit, in an environment of its own, as the chapter says.
    assert (hook["pass_filenames"], hook["always_run"], hook["language"]) == (False, True, "python")
    assert "additional_dependencies" in yaml.safe_load(more.text)


def test_the_chapters_are_listed_in_the_order_of_the_navigation() -> None:
    listed = re.findall(r"^- \[[^]]+\]\((\w+)\.md\)", CHAPTERS["index"], re.MULTILINE)
    nav = re.findall(r"^      - manual/(\w+)\.md$", (ROOT / "mkdocs.yml").read_text(), re.MULTILINE)
    assert listed == [each for each in nav if each != "index"]
    assert sorted(nav) == sorted(CHAPTERS)
