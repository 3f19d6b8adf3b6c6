"""Evidence of former versions is taken over without a run, and only it is deleted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from evidoc.project.evidence import site_files
from evidoc.records.file_names import figure_file
from evidoc.records.old_layout import old_records
from evidoc.records.record import payload_hash, sha256
from small_site import Site

FILES: dict[str, str] = json.loads(Path(__file__).with_name("old_layout.json").read_text("utf-8"))
OLD = "docs/ko/evidence/conv/span.json"


@pytest.fixture
def old(site: Site) -> Site:
    """The small project as a former version recorded it."""
    for code in ("ko", "en"):
        folder = site.path(f"docs/{code}")
        (folder / "evidence/conv").mkdir(parents=True)
        for address, data in site_files(site.project(), code, "conv/span").items():
            if address.startswith("evidence/conv/"):  # former versions offered no modules
                (folder / address).write_bytes(data)
    for name, text in FILES.items():
        site.path(name).write_text(text, "utf-8")
    shutil.rmtree(site.path("evidence"))
    return site


def test_it_is_taken_over_without_a_run(old: Site) -> None:
    assert f"{OLD}:1: lies where former versions kept records" in old.evidoc("check").output
    result = old.evidoc("run")
    assert "0 run, 4 recorded" in result.output
    assert list(old.root.glob("docs/*/evidence")) == []
    assert old.evidoc("check").exit_code == 0, old.evidoc("check").output
    assert "The span is 17 cells" in old.read("evidence/conv/span.json")


def test_what_is_stale_runs(old: Site) -> None:
    old.replace("snippets/conv/span.py", "3, 8", "3, 4")
    result = old.evidoc("run")
    assert "1 run" not in result.output
    assert "2 run, 4 recorded" in result.output
    assert "The span is 9 cells" in old.read("evidence/conv/span.json")
    assert list(old.root.glob("docs/*/evidence")) == []


def test_one_that_lies_beside_a_new_record_goes(site: Site) -> None:
    before = site.tree()
    site.path(OLD).parent.mkdir(parents=True)
    site.write(OLD, FILES[OLD])
    assert "0 run, 0 recorded" in site.evidoc("run").output
    assert site.tree() == before


@pytest.mark.parametrize("name", ["conv/span.json", "conv/mine.ipynb", "mine/notes.json"])
def test_what_is_not_as_it_was_written_is_left_alone(old: Site, name: str) -> None:
    path = f"docs/ko/evidence/{name}"
    old.path(path).parent.mkdir(exist_ok=True)
    old.write(path, '{"mine": 1}')
    assert old.evidoc("run", "--prune").exit_code == 0
    assert old.read(path) == '{"mine": 1}'


@pytest.mark.parametrize("is_edited", [False, True])
def test_one_whose_figure_was_edited_is_not_taken_over(tmp_path: Path, is_edited: bool) -> None:
    raw = json.loads(FILES[OLD])
    figure = figure_file("conv/span", "shape")
    raw |= {"figures": {"shape": []}, "files": {figure: sha256(b"<svg/>")}}
    del raw["hash"]
    folder = tmp_path / "evidence/conv"
    folder.mkdir(parents=True)
    folder.joinpath("span.json").write_text(json.dumps(raw | {"hash": payload_hash(raw)}))
    folder.joinpath(figure).write_bytes(b"<svg>mine</svg>" if is_edited else b"<svg/>")
    old = old_records(tmp_path, "evidence")["conv/span"]
    assert old.evidence.record.digest == ("" if is_edited else raw["digest"])
    assert (folder / figure in old.files) is not is_edited
