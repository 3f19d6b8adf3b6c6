"""``#>`` comments: where they may stand, what keeps them true, what they leave untouched."""

from __future__ import annotations

import re

import pytest

from evidoc.core.findings import EvidocError
from evidoc.examples.program import Program
from small_site import Site

SPAN = "snippets/conv/span.py"

# Source, and the key and text of each result; or the line of the error.
FOUND: list[tuple[str, list[tuple[str, str]] | int]] = [
    ("x = 1\n#> 1\n", [("#> x", "1")]),
    ("x = 1  #> 1\n", [("#> x", "1")]),
    ("x = 1\n# > 1\n", [("#> x", "1")]),
    ("# > quoted\nx = 1\n\n# > quoted, too\n# >\n", []),
    ("def f():\n    return 1  # > 0\n", []),
    ("x = 1\n# %% [markdown]\n# > 3 of them\n", []),  # a quotation in a lab
    ("x = 1\n# -> 1\n", []),
    ("a, b = 3, 8\n#> 3, 8\n", [("#> (a, b)", "3, 8")]),
    ("x: int = 1\n#> 1\n", [("#> x", "1")]),
    ("x = 1\nx += 1\n#> 2\n", [("#> x", "2")]),
    ("x = 1\n#> 1\nx = 2\n#> 2\n", [("#> x", "1"), ("#> x (2)", "2")]),
    ("f(\n    3,\n)\n#> 3\n", [("#> f(3)", "3")]),
    ("m = [[1, 2], [3, 4]]\n#> 1 2\n#> 3 4\n", [("#> m", "1 2\n3 4")]),
    ("x = 1\n#>\n", [("#> x", "")]),
    ("text = '#> 3'\n", []),
    ("#> 1\nx = 1\n", 1),
    ("x = 1\n\n#> 1\n", 3),
    ("def f():\n    x = 1\n    #> 1\n    return x\n", 3),
    ("for x in y:\n    pass\n#> 1\n", 3),
    ("'''Text.'''\n#> 1\n", 2),
    ("x = 1  # note\n# more\n#> 1\n", 3),
]


@pytest.mark.parametrize(("source", "expected"), FOUND)
def test_results_stand_behind_what_computes_them(
    source: str, expected: list[tuple[str, str]] | int
) -> None:
    if isinstance(expected, int):
        with pytest.raises(EvidocError, match=f"x.py:{expected}: #> stands behind no"):
            _ = Program(source, "x.py").results
    else:
        assert [(each.key, each.text) for each in Program(source).results] == expected


def test_results_are_no_part_of_the_program() -> None:
    source = "x = 1\n#> 1\ny = 2  #> 2\n# note\nz = '#> 3'\n"
    assert Program(source).without_results == (
        "x = 1\ny = 2\n# note\nz = '#> 3'\n",
        [1, 3, 4, 5, 6],
    )


def test_results_are_shown_alike() -> None:
    assert Program("x = 1\n# > 1\ny = 2  # >2\n# note > 3\n").marked_alike.text == (
        "x = 1\n#> 1\ny = 2  #> 2\n# note > 3\n"
    )


def state(site: Site, line: str, result: str) -> None:
    site.replace(SPAN, line, f"{line}\n#> {result}".rstrip())


REACH = "reach = span(kernel_size, dilation)"
SHARE = "share = Fraction(kernel_size**2, reach**2)"

# Line of the example, what is stated below it, what `evidoc check` says.
JUDGED: list[tuple[str, str, str]] = [
    (REACH, "17", ""),
    (REACH, "18", r"shows 18, computed 17.*\[evidoc update\]"),
    (REACH, "17 of 18", "2 numbers .* 1 value"),
    (REACH, "", "holds no number"),
    (SHARE, "3.1 %", ""),
    (SHARE, "3.2 %", "shows 3.2 %"),
    ("kernel_size, dilation = 3, 8", "3, 8", ""),
    ("kernel_size, dilation = 3, 8", "8, 3", "shows 8"),
]


@pytest.mark.parametrize(("line", "result", "message"), JUDGED)
def test_results_are_held_to_the_record(site: Site, line: str, result: str, message: str) -> None:
    state(site, line, result)
    assert "changed since it was recorded" in site.evidoc("check").output
    assert site.evidoc("run").exit_code == 0
    done = site.evidoc("check")
    assert done.exit_code == bool(message), done.output
    number = site.read(SPAN).splitlines().index(line) + 2
    assert re.search(f"^{SPAN}:{number}: .*{message}" if message else "no findings", done.output)


def test_a_result_is_kept_when_it_is_computed(site: Site) -> None:
    site.replace(SPAN, REACH, f"cells = [1]\n#> 1\n{REACH}\ncells.append(2)\nlen(cells)\n#> 2")
    site.evidoc("run")
    assert site.evidoc("check").exit_code == 0


def test_update_mends_results_and_makes_nothing_stale(site: Site) -> None:
    state(site, REACH, "18 cells")
    state(site, SHARE, "")
    site.evidoc("run")
    before = site.tree()
    done = site.evidoc("update")
    assert f"{SPAN}:9: '18 cells' -> '17 cells'" in done.output
    assert f"{REACH}\n#> 17 cells\n{SHARE}\n#> 0.03114\n" in site.read(SPAN)
    assert site.evidoc("check").exit_code == 0
    assert {name for name, data in site.tree().items() if before[name] != data} == {SPAN}


def test_the_reader_sees_results_and_need_not_download_them(site: Site) -> None:
    state(site, REACH, "17")
    site.evidoc("run")
    assert "#> 17" in site.project().programs.localised("ko", "conv/span").text
    assert "#> 17" not in site.project().job("ko", "conv/span").source


def test_what_is_no_number_is_no_result(site: Site) -> None:
    site.replace(SPAN, REACH, f'{REACH}\nname = "wide"\n#> 17')
    done = site.evidoc("run")
    assert done.exit_code == 1
    assert re.search(rf"^{SPAN}:9: .*'wide' is of type str", done.output, re.MULTILINE)


def test_a_failure_is_told_at_its_own_line(site: Site) -> None:
    state(site, REACH, "17")
    site.replace(SPAN, SHARE, f"{SHARE}\nbroken = 1 / 0")
    assert re.search(rf"^{SPAN}:11: ZeroDivision", site.evidoc("run").output, re.MULTILINE)
