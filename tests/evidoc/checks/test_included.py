"""Claims in files that pages include: checked, counted and rewritten in the file they stand in."""

from __future__ import annotations

import pytest

from small_site import Site

FILES = {
    "evidoc.toml": """
        documents = ["parts/*.md"]
        [languages]
        en = { docs = "docs", mkdocs = "mkdocs.yml" }
        """,
    "mkdocs.yml": """
        site_name: Circles
        theme: {name: mkdocs}
        plugins: {evidoc: {}}
        markdown_extensions:
          {tables: {}, pymdownx.superfences: {}, evidoc: {}, pymdownx.snippets: {base_path: [.]}}
        """,
    "snippets/circle/area.py": "radius = 3\narea = 28.29\n",
    "docs/index.md": """
        # Circles

        --8<-- "parts/note.md"

        An area of [28.29]{= circle/area: area }.
        """,
    "parts/note.md": """
        Included:
        [3]{= circle/area: radius } and 3<!--= circle/area: radius --> on port 8080.
        """,
}


@pytest.fixture
def including(bare: Site) -> Site:
    bare.add(FILES)
    assert bare.evidoc("run").exit_code == 0
    return bare


def test_they_are_true_and_rendered(including: Site) -> None:
    assert including.evidoc("check").output.endswith("no findings\n")


@pytest.mark.parametrize("right", ["[3]", "3<"])
def test_a_wrong_one_is_found_in_its_file(including: Site, right: str) -> None:
    text = including.read("parts/note.md")
    including.replace("parts/note.md", right, right.replace("3", "4"))
    (finding,) = including.evidoc("check").output.splitlines()[:-1]
    assert finding.startswith("parts/note.md:2:")
    assert "shows 4, computed 3" in finding
    including.evidoc("update")
    assert including.read("parts/note.md") == text


def test_a_file_that_is_no_document_is_asked_for(including: Site) -> None:
    including.replace("evidoc.toml", 'documents = ["parts/*.md"]\n', "")
    output = including.evidoc("check").output
    assert "docs/index.md:1: [3]{= circle/area: radius } is rendered as a claim" in output
    assert "name the file that it is included from in documents" in output


def test_an_include_is_no_number(including: Site) -> None:
    including.replace("docs/index.md", "# Circles", "---\ncoverage: all\n---\n# Circles")
    output = including.evidoc("check").output
    assert "bound to nothing: 8080" in output
    assert "bound to nothing: 8 " not in output
