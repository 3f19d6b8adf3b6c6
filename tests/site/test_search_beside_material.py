"""The engine's search on a site of others, beside Material's own script and look."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from built_site import serve

FILES = {
    "evidoc.toml": """
[languages]
en = { docs = "docs", mkdocs = "mkdocs.yml" }
""",
    "mkdocs.yml": """
site_name: Shop
theme: {name: material, font: false}
plugins: {search: {}, evidoc: {}}
markdown_extensions: {attr_list: {}, tables: {}, toc: {}, pymdownx.superfences: {}, evidoc: {}}
""",
    "docs/index.md": "# Shop {#shop}\n\nWhat there is to buy.\n",
    "docs/lamps.md": "# Lamps {#lamps}\n\nThey shine.\n\n## Lanterns {#lanterns}\n\nFor gardens.\n",
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shop")
    for name, text in FILES.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run(command, cwd=root, check=True)
    return root / "site"


def test_a_search_leads_to_the_section(page: Page, shop: Path) -> None:
    assert list(shop.glob("assets/javascripts/bundle.*.js"))
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.on("pageerror", lambda error: errors.append(str(error)))
    with serve(shop) as served:
        page.goto(f"{served.address}/")
        page.locator("input.md-search__input").click()
        page.keyboard.type("lanterns")
        result = page.locator(".md-search-result__item a[href*='#lanterns']").first
        expect(result).to_contain_text("Lanterns")
        result.click()
        expect(page.locator("#lanterns")).to_be_in_viewport()
    assert errors == []
    # It was the engine that answered: only that has an index of this name.
    assert [name for name in asked if name.startswith("index.") and name.endswith(".json")]
