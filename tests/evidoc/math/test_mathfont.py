"""The math font: what its subset holds, that it is the same each time, and its licence."""

from __future__ import annotations

import importlib.metadata
import json
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from evidoc.core.findings import EvidocError
from evidoc.core.memory import Memory
from evidoc.math.mathfont import math_font

CHARACTERS = "𝐾𝑑ℎ⌊⌋∑{√−1"
SMALL = "𝑑1가"


def test_subset_holds_what_is_drawn_and_how_to_stretch_it() -> None:
    font = math_font(f"{CHARACTERS}가", SMALL, Memory())
    subset = TTFont(BytesIO(font.data))
    assert set(map(chr, subset.getBestCmap())) == {*CHARACTERS, " "}
    assert font.missing == {"가"}
    variants = subset["MATH"].table.MathVariants.VertGlyphCoverage.glyphs
    assert {subset.getBestCmap()[ord(sign)] for sign in "⌊∑{√"} <= set(variants)
    assert {record.FeatureTag for record in subset["GSUB"].table.FeatureList.FeatureRecord} == {
        "ssty"
    }
    assert subset.flavor == "woff2"
    assert len(font.data) < 20_000


def test_only_what_is_drawn_small_has_a_glyph_for_it() -> None:
    font = math_font(CHARACTERS, SMALL, Memory())
    subset = TTFont(BytesIO(font.data))
    glyphs = subset.getBestCmap()
    (lookup,) = subset["GSUB"].table.LookupList.Lookup
    found = [each.alternates for each in lookup.SubTable]
    assert [each.keys() for each in found] == [{glyphs[ord(sign)] for sign in "𝑑1"}]
    assert [len(each) for each in found[0].values()] == [1, 1]
    whole = math_font(CHARACTERS, CHARACTERS, Memory())
    assert len(font.data) < len(whole.data)
    without = TTFont(BytesIO(math_font(CHARACTERS, "", Memory()).data))
    assert len(without.getGlyphOrder()) == len(subset.getGlyphOrder()) - 2


def test_same_characters_give_the_same_bytes_in_any_order() -> None:
    font = math_font(CHARACTERS, SMALL, Memory())
    assert math_font(reversed(CHARACTERS), SMALL[::-1], Memory()) == font
    assert math_font(CHARACTERS + "x", SMALL, Memory()).name != font.name


def test_subset_is_made_once_for_the_same_characters(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    font = math_font(CHARACTERS, SMALL, memory := Memory(path))
    memory.save()
    made = path.stat().st_mtime_ns
    later = Memory(path)
    assert math_font(CHARACTERS, SMALL, later) == font
    later.save()
    assert path.stat().st_mtime_ns == made
    math_font(CHARACTERS, "", last := Memory(path))
    last.save()
    assert len(json.loads(path.read_bytes())) == 1  # that of other characters is not kept


def test_licence_and_rule_go_with_the_font() -> None:
    font = math_font(CHARACTERS, SMALL, Memory())
    assert font.name in font.css
    assert font.licence.startswith("Copyright")
    for part in ("SIL OPEN FONT LICENSE Version 1.1", "PERMISSION & CONDITIONS", "DISCLAIMER"):
        assert font.licence.count(part) == 1
    names = TTFont(BytesIO(font.data))["name"]
    assert "SIL Open Font License" in names.getDebugName(13)


@pytest.mark.parametrize("distribution", ["ziamath", "fonttools"])
def test_absent_distribution_is_named(distribution: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def files(name: str) -> list[importlib.metadata.PackagePath] | None:
        return [] if name == distribution else importlib.metadata.files(name)

    monkeypatch.setattr("evidoc.math.mathfont.files", files)
    with pytest.raises(EvidocError, match=rf"the package {distribution}, .*pip install"):
        math_font(CHARACTERS, SMALL, Memory())
