"""What a reader is offered below an example: the modules of its code, where it can be opened."""

from __future__ import annotations

import re

import pytest

from small_site import Site

COLAB = 'Colab = "https://lab.example/github/a/b/{path}"'


@pytest.mark.parametrize(("folder", "said"), [("", "불러오는 모듈"), ("en/", "Imports")])
def test_a_module_that_code_imports_is_named_and_there(site: Site, folder: str, said: str) -> None:
    assert site.build("--strict").exit_code == 0
    html = site.read(f"site/{folder}index.html")
    link = '<a download="shapes.py" href="evidence/shapes.py">shapes.py</a>'
    assert html.count(f" · {said} {link}") == 1  # the other example imports nothing
    assert site.read(f"site/{folder}evidence/shapes.py") == site.read("snippets/shapes.py")


def test_a_figure_alone_names_no_module(site: Site) -> None:
    site.replace(
        "docs/en/index.md", "/// example | span\n", "/// example | span\n    show: output\n"
    )
    site.build()
    assert 'download="shapes.py"' not in site.read("site/en/index.html")


def test_a_setting_leads_to_where_notebooks_run(site: Site) -> None:
    site.write("evidoc.toml", site.read("evidoc.toml") + f"\n[notebooks]\n{COLAB}\n")
    assert site.build("--strict").exit_code == 0
    for folder, said in (("", "Colab에서 열기"), ("en/", "Open in Colab")):
        html = site.read(f"site/{folder}index.html")
        address = f"https://lab.example/github/a/b/{folder}evidence/conv/span.ipynb"
        assert re.search(rf'<a href="{re.escape(address)}">{said}</a>', html)
        assert site.path(f"site/{folder}evidence/conv/span.ipynb").is_file()


@pytest.mark.parametrize("line", ['Colab = "https://lab.example/"', "Colab = 3"])
def test_an_address_without_a_place_for_the_notebook_is_refused(site: Site, line: str) -> None:
    site.write("evidoc.toml", site.read("evidoc.toml") + f"\n[notebooks]\n{line}\n")
    done = site.evidoc("check")
    assert done.exit_code != 0
    assert "[notebooks] Colab is an address with {path} in it" in done.output
