"""The table of the audit: what is measured stands beside its goal, and what misses it is marked."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest

from audit import GOALS, Compressed, table
from built_site import serve

WELL = {"performance": 95, "accessibility": 100, "KB": 90.4, "elements": 3000, "axe": 0}


@pytest.mark.parametrize(
    ("page", "change", "marked"),
    [
        ("convolution/", {}, ""),
        ("convolution/", {"performance": 94.4}, "94"),
        ("convolution/", {"accessibility": 99}, "99"),
        ("convolution/", {"KB": 90.6}, "91"),
        ("labs/causal/", {"KB": 199}, ""),
        ("labs/causal/", {"KB": 201}, "201"),
        ("convolution/", {"elements": 3001}, "3001"),
        ("convolution/", {"axe": 1}, "1"),
    ],
)
def test_what_misses_its_goal_is_marked(page: str, change: dict[str, float], marked: str) -> None:
    address = f"/en/{page}"
    *_, row = table({address: {**WELL, **change}}, {address: page}).splitlines()
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[0] == address
    assert len(cells) == 1 + len(GOALS)
    assert [cell for cell in cells if "**" in cell] == ([f"**{marked}**"] if marked else [])


def test_text_is_served_as_hosts_do(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>text</p>" * 100)
    (tmp_path / "font.woff2").write_bytes(b"woff2")
    with serve(tmp_path, Compressed) as site:
        for name, encoding in (("", "gzip"), ("font.woff2", None)):
            with urllib.request.urlopen(f"{site.address}/{name}") as answer:
                data = answer.read()
                assert answer.headers["Content-Encoding"] == encoding
    assert data == b"woff2"
