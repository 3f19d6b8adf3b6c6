"""Claims in files that pages include: checked, counted and rewritten in the file they stand in."""

from __future__ import annotations

import pytest

from small_site import Site

FILES = {
    "evidoc.toml": """
        [languages]
        en = { docs = "docs", mkdocs = "mkdocs.yml" }
        """,
    "mkdocs.yml": """
        site_name: Circles
        theme: {name: mkdocs}
        plugins: {evidoc: {}}
        markdown_extensions:
          {pymdownx.superfences: {}, evidoc: {}, pymdownx.snippets: {base_path: [., more]}}
        """,
    "snippets/circle/area.py": "radius = 3\narea = 28.29\n",
    "docs/index.md": """
        ---
        topic: circle
        ---
        # Circles

        --8<-- "parts/note.md"

        An area of [28.29]{= circle/area: area }.
        """,
    "parts/note.md": """
        Included:
        [3]{= area: radius } and 3<!--= circle/area: radius --> on port 8080.
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


WAYS = [
    ("parts/note.md", '--8<-- "parts/note.md"'),
    ("parts/note.md", "--8<-- 'parts/note.md:2:2'"),
    ("more/note.md", '--8<-- "note.md"'),
    ("docs/note.md", '--8<-- "docs/note.md"'),
    ("parts/note.md", "--8<--\nparts/note.md\n--8<--"),
]


@pytest.mark.parametrize(("file", "include"), WAYS)
def test_all_ways_to_include_are_followed(including: Site, file: str, include: str) -> None:
    text = including.read("parts/note.md")
    including.path("parts/note.md").unlink()
    including.write(file, text.replace("area: radius", "circle/area: radius", 1))
    including.replace("docs/index.md", '--8<-- "parts/note.md"', include)
    assert including.evidoc("check").output.endswith("no findings\n")
    including.replace(file, "[3]", "[4]")
    (finding,) = including.evidoc("check").output.splitlines()[:-1]
    assert finding.startswith(f"{file}:2:")


def test_an_inherited_configuration_says_where_to_look(including: Site) -> None:
    including.write("mkdocs.en.yml", "INHERIT: mkdocs.yml\n")
    including.replace("evidoc.toml", '"mkdocs.yml"', '"mkdocs.en.yml"')
    including.write("more/note.md", including.read("parts/note.md").replace("[3]", "[4]"))
    including.replace("docs/index.md", "parts/note.md", "note.md")
    (finding,) = including.evidoc("check").output.splitlines()[:-1]
    assert finding.startswith("more/note.md:2:")


def test_a_file_that_cannot_be_followed_is_asked_for(including: Site) -> None:
    including.write("parts/note.txt", including.read("parts/note.md"))
    including.replace("docs/index.md", "note.md", "note.txt")
    output = including.evidoc("check").output
    assert "[3]{= area: radius } is rendered as a claim but was not checked" in output
    assert "name the file that it is included from in documents" in output


def test_a_number_is_asked_for_where_it_stands(including: Site) -> None:
    including.replace("docs/index.md", "topic", "coverage: all\ntopic")
    (finding,) = including.evidoc("check").output.splitlines()[:-1]
    assert finding.startswith("parts/note.md:2: bound to nothing: 8080")
    including.replace("docs/index.md", "An area", "On port 8080 an area")
    (own, _) = including.evidoc("check").output.splitlines()[:-1]
    assert own.startswith("docs/index.md:9: bound to nothing: 8080")


def test_a_number_of_a_file_that_is_no_document_is_asked_for_on_the_page(including: Site) -> None:
    including.write("parts/note.txt", "On port 8080.\n")
    including.replace("docs/index.md", "parts/note.md", "parts/note.txt")
    including.replace("docs/index.md", "topic", "coverage: all\ntopic")
    assert "docs/index.md:5: bound to nothing: 8080" in including.evidoc("check").output
