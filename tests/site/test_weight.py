"""What a first visit of each page loads before a reader does anything, compressed."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from built_site import LANGUAGES, Served, pages

GOAL, LABS = 90, 200  # kilobytes
PHONE = {"width": 390, "height": 844}
TEXTS = {".css", ".html", ".js", ".json", ".svg"}


@cache
def kilobytes(file: Path) -> float:
    data = file.read_bytes()
    return len(gzip.compress(data, 9) if file.suffix in TEXTS else data) / 1000


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_visit_is_light(browser: Any, site: Served, language: str) -> None:
    found, heavy = {}, {}
    for path in pages():
        context = browser.new_context(viewport=PHONE, has_touch=True, device_scale_factor=2)
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(site.url(language, path), wait_until="networkidle")
        context.close()
        files = {}
        for url in asked:
            file = site.folder / urlsplit(url).path.lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            files[file.name] = kilobytes(file)
        assert "index.html" in files
        assert len(files) > 5
        found[path] = round(sum(files.values()), 1)
        if found[path] > (LABS if path.startswith("labs/") else GOAL):
            heavy[path] = found[path], {name: round(size, 1) for name, size in files.items()}
    print(found)
    assert heavy == {}
