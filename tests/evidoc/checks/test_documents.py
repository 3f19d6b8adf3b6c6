"""Markdown that no site renders: claims in comments, blocks that repeat examples and files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from small_site import Site

FILES = {
    "pyproject.toml": """
        [tool.evidoc]
        documents = ["README.md", "notes/**/*.md"]
        """,
    "snippets/shop/cart.py": """
        # evidoc: seconds=20
        price, count = 5, 3
        sizes = [2, 4]
        share = 0.256
        print(f"total: {price * count}")
        """,
    "README.md": "",
}
TABLE = "| size | price |\n|---|---|\n| 2 | 5<!--= shop/cart: sizes[0], price --> |\n"
TRUE = [
    "It costs 5<!--= shop/cart: price -->.",
    "Each of 3 costs **5**<!--= shop/cart: price -->, of v2.1 and RFC 2119.",
    "# All 15<!--= shop/cart: price * count -->",
    "- one\n- two for 15 <!--= shop/cart: price * count -->\n",
    "[Buy 3](https://example.org/8080)<!--= shop/cart: count --> today",
    "Sizes 2 and 4<!--= shop/cart: sizes --> are 26 %<!--= shop/cart: share --> of all 80.",
    "Half (½) of 5<!--= shop/cart: price -->",
    "More than 4<!--= shop/cart: price > 4 -->",
    "About 26<!--= shop/cart: share * 100 ± 1 -->",
    TABLE,
    "`7`, and\n\n5<!--= shop/cart: price --> in the next paragraph",
    "```sh\n9 <!--= nothing -->\n```\n\nand `<!--= nothing -->`",
    "<!-- evidoc: output shop/cart -->\n```text\ntotal: 15\n```\n",
    "- in a list\n\n  <!-- evidoc: output shop/cart -->\n\n  ~~~\n  total: 15\n  ~~~\n",
    '<!-- evidoc: file data.json -->\n```json\n{"a": 7}\n```\n',
    "<!-- evidoc: example shop/cart -->\n````python\nprice, count = 5, 3\nsizes = [2, 4]\n"
    'share = 0.256\nprint(f"total: {price * count}")\n````\n',
]


EXPRESSIONS = ("price", "count", "sizes", "sizes[0]", "share", "price * count", "price * 1000")


@pytest.fixture(scope="module")
def recorded_cart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, with all that its documents are going to ask for on record."""
    site = Site(tmp_path_factory.mktemp("cart"))
    site.add(FILES)
    site.write("data.json", '{"a": 7}\n')
    claims = (*EXPRESSIONS, "share * 100", "price > 4")
    site.write("README.md", "".join(f"<!--= shop/cart: {each} -->" for each in claims))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(site.root)
        assert site.evidoc("run").exit_code == 0
    return site.root


@pytest.fixture
def project(recorded_cart: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    root = tmp_path / "cart"
    shutil.copytree(recorded_cart, root)
    monkeypatch.chdir(root)
    return Site(root)


def checked(site: Site, text: str, file: str = "README.md") -> str:
    """Return what is found, but for the example: that the text asks for less makes it stale."""
    site.write(file, text)
    found = site.evidoc("check").output.splitlines()
    return "\n".join(each for each in found if not each.startswith(("snippets", "pyproject")))


@pytest.mark.parametrize("text", TRUE)
def test_what_is_true_has_no_finding(project: Site, text: str) -> None:
    assert "README" not in checked(project, text)


WRONG = [
    ("It costs 6<!--= shop/cart: price -->.", 1, "shows 6, computed 5"),
    ("one\n\nAll 15 are 6<!--= shop/cart: price -->", 3, "12: shows 6, computed 5"),
    ("2 and\n5<!--= shop/cart: sizes -->", 2, "1: shows 5, computed 4"),
    (TABLE.replace("2 | 5<", "3 | 5<"), 3, "shows 3, computed 2"),
    ("5<!--= shop/cart: sizes -->", 1, "has 2 values"),
    ("some<!--= shop/cart: price -->", 1, "holds no number"),
    ("5<!--= shop/cat: price -->", 1, "did you mean shop/cart?"),
    ("5<!--= 5 -->", 1, "proves nothing"),
    ("5<!--= price -->", 1, "names no example"),
    ("<!-- evidoc: output shop/cart -->\n```\ntotal: 16\n```", 1, "'total: 16'"),
    ("<!-- evidoc: output shop/cart -->\n```\ntotal: 15\nmore\n```", 1, "has 2 lines"),
    ("<!-- evidoc: output shop/cat -->\n```\ntotal: 15\n```", 1, "did you mean shop/cart?"),
    ("<!-- evidoc: prints shop/cart -->\n```\ntotal: 15\n```", 1, "evidoc: example topic/name"),
    ("<!-- evidoc: output shop/cart -->\n\ntext", 1, "no fenced block"),
    ("<!-- evidoc: file data.json -->\n```\n{}\n```", 1, "line 1 of the block"),
    ("<!-- evidoc: file ../data.json -->\n```\n{}\n```", 1, "does not lie below the project"),
    ("<!-- evidoc: file none.json -->\n```\n{}\n```", 1, "cannot be read"),
]


@pytest.mark.parametrize(("text", "line", "said"), WRONG)
def test_what_is_wrong_is_found(project: Site, text: str, line: int, said: str) -> None:
    output = checked(project, text)
    assert output.startswith(f"README.md:{line}:")
    assert said in output


SAID = "All {}<!--= shop/cart: price * 1000 --> are [{}](a/8080)<!--= shop/cart: count -->."
UPDATED = [
    (SAID.format("15 of **1,006**", 7), SAID.format("15 of **5,000**", 3)),
    (TABLE.replace("2 | 5<", "3 | 6<"), TABLE),
    (
        "> <!-- evidoc: output shop/cart -->\n> ```\n> wrong\n> twice\n> ```\n",
        "> <!-- evidoc: output shop/cart -->\n> ```\n> total: 15\n> ```\n",
    ),
]


@pytest.mark.parametrize(("before", "after"), UPDATED)
def test_update_rewrites_the_numbers_and_nothing_else(
    project: Site, before: str, after: str
) -> None:
    project.write("README.md", before)
    assert project.evidoc("run").exit_code == 0
    assert project.evidoc("update").exit_code == 0
    assert project.read("README.md") == after
    assert "README" not in project.evidoc("check").output


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("**a.md", "** stands for folders"),
        ("notes/a**/b.md", "** stands for folders"),
        ("x" * 300 + ".md", "no file has a name as long"),
    ],
)
def test_a_pattern_that_can_name_nothing_is_refused(project: Site, pattern: str, said: str) -> None:
    project.replace("pyproject.toml", '"README.md"', f'"{pattern}"')
    output = project.evidoc("check").output
    assert output.startswith("pyproject.toml:1: missing or wrong setting: documents")
    assert said in output


def test_patterns_name_documents_and_one_that_names_none_is_a_finding(project: Site) -> None:
    output = checked(project, "6<!--= shop/cart: price -->", "notes/deep/one.md")
    assert "notes/deep/one.md:1:1: shows 6, computed 5" in output
    project.path("notes/deep/one.md").unlink()
    assert "notes/**/*.md matches no file" in project.evidoc("check").output


@pytest.mark.parametrize("patterns", ['"README.md"', '["/etc/passwd"]', '["../README.md"]', "[7]"])
def test_patterns_stay_below_the_project(project: Site, patterns: str) -> None:
    project.replace("pyproject.toml", '["README.md", "notes/**/*.md"]', patterns)
    output = project.evidoc("check").output
    assert output.startswith("pyproject.toml:1: missing or wrong setting: documents")


def test_a_document_may_be_asked_for_every_number(project: Site) -> None:
    project.replace("pyproject.toml", "documents", 'coverage = "all"\ndocuments')
    text = "It costs 5<!--= shop/cart: price --> on port 8080.\n\n"
    output = checked(project, text + TRUE[-4])
    assert "README.md:1: bound to nothing: 8080" in output
    assert "README.md:5" not in output


def test_comments_bind_the_numbers_of_pages(site: Site) -> None:
    page = site.read("docs/en/index.md")
    said = "It has [9]{= taps } taps."
    assert said in page
    for language in ("en", "ko"):
        text = site.read(f"docs/{language}/index.md")
        site.write(f"docs/{language}/index.md", text.replace("[9]{= taps }", "**9**<!--= taps -->"))
    assert site.evidoc("check").output.endswith("no findings\n")
    site.replace("docs/en/index.md", "**9**", "**8**")
    assert "docs/en/index.md:14:10: shows 8, computed 9" in site.evidoc("check").output
    site.evidoc("update")
    assert "**9**<!--= taps -->" in site.read("docs/en/index.md")
