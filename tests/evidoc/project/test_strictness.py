"""How much is asked of a page: by default what it binds, and nothing else."""

from __future__ import annotations

import json

import pytest

from evidoc.project.strictness import read_strictness
from small_site import Site

FILES = {
    "evidoc.toml": """
        [languages]
        en = { docs = "docs", mkdocs = "mkdocs.yml" }
        """,
    "mkdocs.yml": """
        site_name: Ordinary, since 2019
        theme: {name: mkdocs}
        plugins: {evidoc: {}}
        markdown_extensions: {tables: {}, toc: {}, pymdownx.superfences: {}, evidoc: {}}
        """,
    "snippets/shop/cart.py": """
        # Three of 5 ports.
        price = 5
        print("Python 3.11 or newer, 2024-01-05")
        """,
    "docs/index.md": """
        # Release 2.0

        On 2024-01-05 we moved to port 8080, twice as fast (RFC 2119, section 4.1), 24/7 at 90°.
        See [the next step](#next-step), [no page](missing.md) and a note[^1].

        ## Next step

        1. One of `x86-64`
        1. Two

        ![](picture.png) costs $5 and $$\\unknown{7}$$

        ```sh
        curl https://localhost:8000 --retry 3
        ```
        """,
}
CLAIM = "\n/// example | shop/cart\n///\n\nIt costs [{}]{{= price }}.\n"


@pytest.fixture
def ordinary(bare: Site) -> Site:
    """A site as others write them, with an example that no page shows."""
    bare.add(FILES)
    bare.evidoc("run")
    return bare


def test_an_ordinary_site_has_no_findings(ordinary: Site) -> None:
    assert ordinary.evidoc("check").output == (
        "1 page, 1 example, 0 claims, 0 formulas: no findings\n"
    )


def test_what_is_bound_is_checked(ordinary: Site) -> None:
    ordinary.write("docs/index.md", ordinary.read("docs/index.md") + CLAIM.format(6))
    ordinary.evidoc("run")
    result = ordinary.evidoc("check")
    line = ordinary.read("docs/index.md").count("\n")
    assert result.exit_code == 1
    assert result.output.startswith(f"docs/index.md:{line}:")
    assert len(result.output.splitlines()) == 2


OF_OTHERS = [
    "{== marked ==} and {>> said 5 <<}",
    "{= x =} and {{ y }}",
    "/// my-custom | x\n///",
    "see [@smith2020]",
    "<!-- = a separator = -->",
    "<!--============ HEADER ============-->",
]


@pytest.mark.parametrize("text", OF_OTHERS)
def test_what_other_tools_write_is_theirs(ordinary: Site, text: str) -> None:
    ordinary.write("docs/index.md", f"# Title\n\n{text}\n")
    assert ordinary.evidoc("check").output.endswith("no findings\n")


@pytest.mark.parametrize(
    "text", ["[5] {= price }", "[5]{ = price }", "/// exmple | a\n///", "5 <!-- = price -->"]
)
def test_what_looks_like_ours_is_said(ordinary: Site, text: str) -> None:
    ordinary.write("docs/index.md", f"# Title\n\n{text}\n")
    assert ordinary.evidoc("check").output.startswith("docs/index.md:3:")


@pytest.mark.parametrize("program", ["import nothing_here\n", "def f(:\n"])
def test_programs_that_no_page_uses_need_not_run(ordinary: Site, program: str) -> None:
    ordinary.write("snippets/tools/01-a.py", program)
    assert ordinary.evidoc("check").output.endswith("no findings\n")
    ordinary.write("docs/index.md", "/// example | tools/01-a\n///\n")
    assert "snippets/tools/01-a.py:1:" in ordinary.evidoc("check").output


ALL_ON = [
    ("evidoc.toml", "[languages]", 'coverage = "all"\n[languages]'),
    ("evidoc.toml", "[languages]", '[coverage]\n"docs/**" = "all"\n[languages]'),
    ("evidoc.toml", "[languages]", '[coverage]\ndefault = "all"\n[languages]'),
    ("docs/index.md", "# Release", "---\ncoverage: all\n---\n# Release"),
]


@pytest.mark.parametrize(("file", "before", "after"), ALL_ON)
def test_all_asks_for_every_number(ordinary: Site, file: str, before: str, after: str) -> None:
    ordinary.replace(file, before, after)
    output = ordinary.evidoc("check").output
    for expected in ("8080", "twice", "leads to no page"):
        assert expected in output
    assert "has no id" not in output  # asked for with several languages alone


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        (
            "evidoc.toml",
            "[languages]",
            '[coverage]\ndefault = "all"\n"docs/*" = "bound"\n[languages]',
        ),
        ("docs/index.md", "# Release", "---\ncoverage: bound\n---\n# Release"),
    ],
)
def test_a_page_may_ask_for_less(ordinary: Site, file: str, before: str, after: str) -> None:
    if file != "evidoc.toml":
        ordinary.replace("evidoc.toml", "[languages]", 'coverage = "all"\n[languages]')
    ordinary.replace(file, before, after)
    assert "docs/index.md" not in ordinary.evidoc("check").output


def test_the_report_is_there_for_programs(ordinary: Site) -> None:
    (row,) = json.loads(ordinary.evidoc("coverage", "--format", "json").output)
    assert row["file"] == "docs/index.md"
    assert row["coverage"] == "bound"
    lines = {each["line"] for each in row["unbound"]}
    assert lines >= {1, 3, 8}


@pytest.mark.parametrize("raw", ["none", 3, {"default": "some"}, {"docs/*": True}])
def test_an_unknown_mode_is_refused(raw: object) -> None:
    with pytest.raises(ValueError, match='not "bound" or "all"'):
        read_strictness(raw)


def test_an_unknown_mode_on_a_page_is_a_finding(ordinary: Site) -> None:
    ordinary.replace("docs/index.md", "# Release", "---\ncoverage: most\n---\n# Release")
    assert "coverage is 'most'" in ordinary.evidoc("check").output


@pytest.mark.parametrize("mode", ["bound", "all"])
def test_a_claim_that_reads_otherwise_is_wrong_in_any_mode(ordinary: Site, mode: str) -> None:
    ordinary.replace("evidoc.toml", "[languages]", f'coverage = "{mode}"\n[languages]')
    page = "# A\n" + CLAIM.format(5).replace("}.", "}%.")
    ordinary.write("docs/index.md", page)
    ordinary.evidoc("run")
    found = json.loads(ordinary.evidoc("check", "--format", "json").output)
    wrong = [each for each in found if "reads 5%" in each["message"]]
    assert [(each["file"], each["code"]) for each in wrong] == [("docs/index.md", "claim-wrong")]
