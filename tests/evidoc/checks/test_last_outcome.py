"""A check of the same inputs repeats what the last one found; any other input is checked anew."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from evidoc.checks.last_outcome import inputs_digest
from evidoc.cli import read, run
from small_site import Edit, Site

EN = "docs/en/index.md"

CHANGES: dict[str, Edit] = {
    "page": lambda site: site.replace(EN, "17×17", "17×18"),
    "front matter": lambda site: site.replace(EN, "topic: conv", "topic: con"),
    "example": lambda site: site.replace("snippets/conv/span.py", "3, 8", "3, 4"),
    "module": lambda site: site.replace("snippets/shapes.py", "+ 1", "+ 2"),
    "translation": lambda site: site.replace("snippets/conv/ko.po", "{reach}칸", "{rich}칸"),
    "record": lambda site: site.replace("evidence/conv/span.json", "17", "18"),
    "no record": lambda site: site.path("evidence/conv/span.json").unlink(),
    "settings": lambda site: site.replace("evidoc.toml", "[names]", "[nomes]"),
    "configuration": lambda site: site.replace("mkdocs.yml", "Small", "Small 7"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_input_is_checked_anew(site: Site, name: str) -> None:
    assert site.evidoc("check").exit_code == 0
    CHANGES[name](site)
    first = site.evidoc("check")
    assert first.exit_code == 1, first.output
    again = site.evidoc("check")
    assert (again.exit_code, again.output) == (1, first.output)


def test_unchanged_inputs_are_not_checked_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = site.evidoc("check")
    monkeypatch.delattr(read, "check_all")
    assert site.evidoc("check").output == first.output


@pytest.mark.parametrize("about", ["numbers-1.1.dist-info", "numbers-1.1.egg-info"])
def test_another_version_of_something_installed_is_an_input(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, about: str
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    before = inputs_digest(site.project().config)
    (tmp_path / about).mkdir()
    assert inputs_digest(site.project().config) != before


def test_what_is_remembered_may_be_damaged(site: Site) -> None:
    site.evidoc("check")
    site.write(".cache/evidoc-check.json", "{")
    assert site.evidoc("check").exit_code == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_nothing_is_remembered_without_permission(site: Site) -> None:
    site.path(".cache").chmod(0o500)
    assert site.evidoc("check").exit_code == 0
    site.path(".cache").chmod(0o700)


def test_a_glossary_in_another_folder_is_an_input(site: Site) -> None:
    site.write("evidoc.toml", 'glossary = "terms/terms.toml"\n' + site.read("evidoc.toml"))
    assert site.evidoc("check").exit_code == 1
    site.write("terms/terms.toml", "")
    assert site.evidoc("check").exit_code == 0


def test_a_configuration_in_a_subfolder_is_an_input(site: Site) -> None:
    site.write("conf/en.yml", "INHERIT: ../mkdocs.yml\ndocs_dir: ../docs/en\n")
    site.replace("evidoc.toml", "mkdocs.en.yml", "conf/en.yml")
    assert site.evidoc("check").exit_code == 0, site.evidoc("check").output
    site.write("conf/en.yml", "INHERIT: ../mkdocs.yml\ndocs_dir: ../docs/en\nsite_name: No. 7\n")
    assert "conf/en.yml:3: bound to nothing: 7" in site.evidoc("check").output


def test_a_check_leaves_the_collector_as_it_was(site: Site) -> None:
    site.replace(EN, "17×17", "17×18")
    assert site.evidoc("check").exit_code == 1
    assert gc.isenabled()


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_run_after_a_clean_check_reads_no_example(
    site: Site, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    assert site.evidoc(command).exit_code == 0
    with monkeypatch.context() as patch:
        patch.delattr(run, "run")
        assert site.evidoc("run").output == "0 run, 0 recorded, 0 as before\n"
    site.replace("snippets/conv/span.py", "3, 8", "3, 4")
    assert "recorded conv/span (en)" in site.evidoc("run").output


@pytest.mark.parametrize("name", ["runs", "fails", "broken"])
def test_a_clean_check_does_not_keep_from_running_what_no_page_shows(bare: Site, name: str) -> None:
    """A check says nothing of it: it has no record that could be stale."""
    program = {"runs": "x = 1\n", "fails": "1 / 0\n", "broken": "x = (\n"}[name]
    bare.write("evidoc.toml", '[languages]\nen = { docs = "docs" }\n')
    bare.write("docs/index.md", "# A {#a}\n")
    bare.write("snippets/a/b.py", program)
    assert bare.evidoc("check").exit_code == 0
    assert bare.evidoc("run").exit_code == (name != "runs")
    assert bare.path("evidence/a/b.json").exists() == (name == "runs")
    assert bare.evidoc("run").exit_code == (name != "runs")
