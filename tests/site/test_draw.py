"""The icon and the cards are what the project's own script draws, the same on every run."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from PIL import Image

from built_site import ROOT

ASSETS = ROOT / "overrides" / "assets"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn")
    spec = importlib.util.spec_from_file_location("draw", ROOT / "overrides" / "draw.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.draw(folder)
    return folder


@pytest.mark.parametrize(
    ("name", "size"),
    [("icon.png", (180, 180)), ("card.ko.png", (1200, 630)), ("card.en.png", (1200, 630))],
)
def test_what_is_committed_is_what_is_drawn(drawn: Path, name: str, size: tuple[int, int]) -> None:
    mine, kept = Image.open(drawn / name), Image.open(ASSETS / name)
    assert mine.size == kept.size == size
    assert mine.tobytes() == kept.tobytes(), "make card"


def test_the_logo_is_what_is_drawn(drawn: Path) -> None:
    assert (drawn / "logo.svg").read_bytes() == (ASSETS / "logo.svg").read_bytes(), "make card"
