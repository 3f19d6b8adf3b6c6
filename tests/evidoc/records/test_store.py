"""A record is rewritten for another outcome, and for nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from evidoc.records.record import Evidence, Record, RecordError, payload_hash, sha256
from evidoc.records.store import read_evidence, write_evidence

RECORD = Record(
    digest="d",
    environment={"Python": "3.11"},
    output="17\n",
    figures={"curve": [{"title": "", "columns": ("d", "span"), "rows": ((1, 3), (2, 5))}]},
    values={"reach": [17], "share": ["9/289"]},
    tables={"rows": [[1, 3]]},
    formulas={},
    files={},
)
KO, EN = {"span.curve.svg": b"<svg>1</svg>"}, {"span.curve.svg": b"<svg>2</svg>"}


def side(contents: Mapping[str, bytes] = EN, **changes: object) -> Evidence:
    files = {name: sha256(data) for name, data in contents.items()}
    return Evidence(replace(RECORD, files=files, **changes), contents)  # type: ignore[arg-type]


def write(folder: Path, **sides: Evidence) -> list[str]:
    return write_evidence(folder, "conv/span", sides)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "conv").iterdir())


def test_what_is_the_same_in_every_language_stands_once(tmp_path: Path) -> None:
    assert write(tmp_path, ko=side(), en=side(output="18\n")) == ["ko", "en"]
    raw = json.loads((tmp_path / "conv/span.json").read_bytes())
    assert raw["values"] == {"reach": [17], "share": ["9/289"]}
    assert raw["languages"] == {"ko": {"output": ["17", ""]}, "en": {"output": ["18", ""]}}
    assert names(tmp_path) == ["span.curve.svg", "span.json"]
    assert read_evidence(tmp_path, "conv/span")["en"].record.output == "18\n"


def test_figures_that_differ_have_a_file_for_each_language(tmp_path: Path) -> None:
    write(tmp_path, ko=side(KO), en=side())
    assert names(tmp_path) == ["span.curve.en.svg", "span.curve.ko.svg", "span.json"]
    assert read_evidence(tmp_path, "conv/span")["ko"].contents == KO
    write(tmp_path, ko=side())
    assert names(tmp_path) == ["span.curve.svg", "span.json"]


def test_another_environment_alone_changes_nothing(tmp_path: Path) -> None:
    assert write(tmp_path, en=side())
    before = (tmp_path / "conv/span.json").read_bytes()
    assert not write(tmp_path, en=side(environment={"Python": "4"}))
    assert (tmp_path / "conv/span.json").read_bytes() == before


def test_another_outcome_is_written_and_other_languages_stay(tmp_path: Path) -> None:
    write(tmp_path, ko=side(), en=side())
    assert write(tmp_path, ko=side(), en=side(output="18\n")) == ["en"]
    found = read_evidence(tmp_path, "conv/span")
    assert [found[code].record.output for code in ("ko", "en")] == ["17\n", "18\n"]


def test_a_figure_that_is_drawn_no_longer_goes(tmp_path: Path) -> None:
    write(tmp_path, en=side())
    write(tmp_path, en=side({}, figures={}))
    assert names(tmp_path) == ["span.json"]


@pytest.mark.parametrize(
    ("svg", "reason"), [(None, "is missing"), (b"<svg>18</svg>", "was edited")]
)
def test_a_figure_that_is_missing_or_edited_spoils_its_record(
    tmp_path: Path, svg: bytes | None, reason: str
) -> None:
    write(tmp_path, en=side())
    figure = tmp_path / "conv/span.curve.svg"
    figure.unlink() if svg is None else figure.write_bytes(svg)
    with pytest.raises(RecordError, match=rf"its file span\.curve\.svg {reason}"):
        read_evidence(tmp_path, "conv/span")
    assert write(tmp_path, en=side())
    assert read_evidence(tmp_path, "conv/span")["en"].record.outcome() == side().record.outcome()


@pytest.mark.parametrize("name", ["../mine.svg", "/mine.svg", "mine.svg", "span./mine.svg"])
def test_a_record_reaches_no_file_that_is_not_its_own(tmp_path: Path, name: str) -> None:
    write(tmp_path, en=side())
    path = tmp_path / "conv/span.json"
    raw = json.loads(path.read_bytes())
    raw["files"] = {name: "0"}
    del raw["hash"]
    path.write_text(json.dumps(raw | {"hash": payload_hash(raw)}))
    (tmp_path / "mine.svg").write_text("mine")
    with pytest.raises(RecordError, match="it has no file"):
        read_evidence(tmp_path, "conv/span")
    write(tmp_path, en=side(output="18\n"))
    assert (tmp_path / "mine.svg").read_text() == "mine"
