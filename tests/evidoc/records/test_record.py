"""A record is rewritten for another outcome, and for nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evidoc.records.record import Record, RecordError, read_record, sha256, write_record

SVG = {"span.curve.svg": b"<svg/>"}
RECORD = Record(
    digest="d",
    text="t",
    environment={"Python": "3.11"},
    output="17\n",
    figures={"curve": [{"title": "", "columns": ("d", "span"), "rows": ((1, 3), (2, 5))}]},
    values={"reach": [17], "share": ["9/289"]},
    tables={"rows": [[1, 3]]},
    formulas={},
    files={name: sha256(data) for name, data in SVG.items()},
)


def test_another_environment_alone_changes_nothing(tmp_path: Path) -> None:
    assert write_record(tmp_path, "conv/span", RECORD, SVG)
    before = (tmp_path / "conv/span.json").read_bytes()
    assert not write_record(
        tmp_path, "conv/span", replace(RECORD, environment={"Python": "4"}), SVG
    )
    assert (tmp_path / "conv/span.json").read_bytes() == before


def test_another_outcome_is_written(tmp_path: Path) -> None:
    write_record(tmp_path, "conv/span", RECORD, SVG)
    assert write_record(tmp_path, "conv/span", replace(RECORD, output="18\n"), SVG)
    assert '"18"' in (tmp_path / "conv/span.json").read_text("utf-8")


def test_a_figure_that_is_drawn_no_longer_goes(tmp_path: Path) -> None:
    write_record(tmp_path, "conv/span", RECORD, SVG)
    write_record(tmp_path, "conv/span", replace(RECORD, figures={}, files={}), {})
    assert not (tmp_path / "conv/span.curve.svg").exists()


@pytest.mark.parametrize(
    ("svg", "reason"), [(None, "is missing"), (b"<svg>18</svg>", "was edited")]
)
def test_a_figure_that_is_missing_or_edited_spoils_its_record(
    tmp_path: Path, svg: bytes | None, reason: str
) -> None:
    write_record(tmp_path, "conv/span", RECORD, SVG)
    figure = tmp_path / "conv/span.curve.svg"
    figure.unlink() if svg is None else figure.write_bytes(svg)
    with pytest.raises(RecordError, match=rf"its file span\.curve\.svg {reason}"):
        read_record(tmp_path, "conv/span")
    assert write_record(tmp_path, "conv/span", RECORD, SVG)
    assert read_record(tmp_path, "conv/span").outcome() == RECORD.outcome()
