"""A lab is a page that loads as quickly as any other."""

from __future__ import annotations

import gzip

import pytest

from built_site import LANGUAGES, Served, pages

HEAVIEST = 200_000  # bytes, compressed as servers send them


@pytest.mark.parametrize("path", [path for path in pages() if path.startswith("labs/")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lab_is_light(site: Served, language: str, path: str) -> None:
    assert len(gzip.compress(site.file(language, path).read_bytes())) < HEAVIEST
