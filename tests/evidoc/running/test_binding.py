"""Binding the numbers of a file that is there already."""

from __future__ import annotations

import pytest

from small_site import Site

PROGRAM = """
    from fractions import Fraction
    from math import e

    for doubled in (20, 40):
        with open("/dev/null") as file:
            empty = -len(file.read()) + 60

    radius, twin = 3, 7
    other = 7
    area = Fraction(22, 7) * radius**2
    share = 0.256
    rows = [1, 2]
    label = "area"
    """
TEXT = (
    "A radius of 3 gives 28.29 (v2.1.0, `9`, [7](https://example.org/8080)).\n"
    "Of all 26 % are left; 99 are not.\n"
    "A rate of 2.7 for 40 of 60.\n"
)


def project(bare: Site, *, has_site: bool) -> Site:
    settings = '[languages]\nen = { docs = "docs" }\n' if has_site else 'documents = ["*.md"]\n'
    bare.write("evidoc.toml", settings)
    bare.add({"snippets/circle/area.py": PROGRAM})
    bare.write("docs/index.md" if has_site else "README.md", TEXT)
    return bare


FOUND = [
    "1:13: 3: circle/area: radius",
    "1:21: 28.29: circle/area: area",
    "1:42: 7: circle/area: other, or circle/area: twin",
    "2:8: 26 %: circle/area: share",
    "2:23: 99: no variable shows it",
    "3:11: 2.7: circle/area: e",
    "3:19: 40: circle/area: doubled",
    "3:25: 60: circle/area: empty",
]
BOUND = {
    True: (
        "A radius of [3]{= circle/area: radius } gives [28.29]{= circle/area: area } (v2.1.0, `9`, "
        "[7](https://example.org/8080)).\n"
        "Of all [26 %]{= circle/area: share } are left; 99 are not.\n"
        "A rate of [2.7]{= circle/area: e } for [40]{= circle/area: doubled } of "
        "[60]{= circle/area: empty }.\n"
    ),
    False: (
        "A radius of 3<!--= circle/area: radius --> gives 28.29<!--= circle/area: area --> "
        "(v2.1.0, `9`, [7](https://example.org/8080)).\n"
        "Of all 26 %<!--= circle/area: share --> are left; 99 are not.\n"
        "A rate of 2.7<!--= circle/area: e --> for 40<!--= circle/area: doubled --> of "
        "60<!--= circle/area: empty -->.\n"
    ),
}


def test_a_file_is_named_from_a_folder_inside(bare: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site = project(bare, has_site=False)
    site.path("deep").mkdir()
    monkeypatch.chdir(site.path("deep"))
    said = site.evidoc("bind", "../README.md").output.splitlines()
    assert said == [f"../README.md:{each}" for each in FOUND]


@pytest.mark.parametrize("has_site", [True, False])
def test_numbers_find_their_variables(bare: Site, has_site: bool) -> None:
    site = project(bare, has_site=has_site)
    file = "docs/index.md" if has_site else "README.md"
    said = site.evidoc("bind", file).output.splitlines()
    assert said == [f"{file}:{each}" for each in FOUND]
    assert site.read(file) == TEXT
    assert site.evidoc("bind", file, "--write").exit_code == 0
    assert site.read(file) == BOUND[has_site]
    assert site.evidoc("run").exit_code == 0
    assert site.evidoc("check").output.endswith("no findings\n")


def test_a_line_that_holds_a_bound_number_is_offered_for_the_others(bare: Site) -> None:
    site = project(bare, has_site=False)
    site.write("README.md", "All 3<!--= circle/area: radius --> of 28.29 and 1, 2")
    site.write("README.md", f"{site.read('README.md')}<!--= circle/area: rows -->.\n")
    assert site.evidoc("run").exit_code == 0
    said = site.evidoc("bind", "README.md").output
    assert said == "README.md:1:39: 28.29: circle/area: area\n"


def test_what_all_examples_need_is_imported_before_the_first(
    bare: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = project(bare, has_site=False)
    site.write("snippets/circle/mean.py", "import numpy\nmean = numpy.mean([98, 100])\n")
    asked: list[set[str]] = []
    monkeypatch.setattr("evidoc.running.binding.preload", lambda names: asked.append(set(names)))
    assert "README.md:2:23: 99: circle/mean: mean" in site.evidoc("bind", "README.md").output
    assert asked == [{"numpy"}]


def test_a_file_of_no_project_is_refused(bare: Site) -> None:
    site = project(bare, has_site=False)
    site.write("notes/one.md", "7\n")
    result = site.evidoc("bind", "notes/one.md")
    assert result.exit_code == 1
    assert "notes/one.md:1: is no page and no document of the project" in result.output
