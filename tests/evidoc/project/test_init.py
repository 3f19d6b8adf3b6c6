"""Adding the engine to what is there."""

from __future__ import annotations

import subprocess
import sys

import pytest

from small_site import Site

PAGE = "# Release 2.0\n\nOn 2024-01-05 we moved to port 8080, twice as fast.\n\n## Next\n"
SITES = {
    "plain": ("site_name: Plain\n", "plugins:\n  - search\n  - evidoc\n"),
    "lists": (
        "site_name: Lists\nplugins:\n- search\n\n# The end\nmarkdown_extensions:\n"
        "  - toc:\n      permalink: true\n\nnav:\n  - index.md\n",
        "plugins:\n- search\n- evidoc\n\n# The end\nmarkdown_extensions:\n"
        "  - toc:\n      permalink: true\n  - evidoc\n\nnav:\n",
    ),
    "mappings": (
        "site_name: Mappings\ntheme:\n  name: material\n  language: de\nplugins:\n"
        "  search: {}  # ours\nmarkdown_extensions:\n  toc: {}\n  tables: {}\n",
        "  search: {}  # ours\n  evidoc: {}\nmarkdown_extensions:\n  toc: {}\n  tables: {}\n"
        "  evidoc: {}\n",
    ),
    "one line": (
        "site_name: Line\nplugins: [search]\nmarkdown_extensions: [toc, tables]\n",
        "plugins: [search, evidoc]\nmarkdown_extensions: [toc, tables, evidoc]\n",
    ),
    "empty": ("site_name: Empty\nplugins:\ndocs_dir: text\n", "plugins:\n  - search\n  - evidoc\n"),
}


@pytest.mark.parametrize("name", SITES)
def test_a_site_gets_the_plugin_and_has_no_findings(bare: Site, name: str) -> None:
    before, after = SITES[name]
    bare.write("mkdocs.yml", before)
    bare.write("text/index.md" if name == "empty" else "docs/index.md", PAGE)
    result = bare.evidoc("init")
    assert result.exit_code == 0, result.output
    assert after in bare.read("mkdocs.yml")
    assert bare.evidoc("check").output.endswith("0 claims, 0 formulas: no findings\n")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"],
        cwd=bare.root,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr


def test_a_repository_with_a_readme_gets_documents(bare: Site) -> None:
    bare.write("README.md", PAGE)
    assert bare.evidoc("init").exit_code == 0
    assert bare.read("evidoc.toml") == 'documents = ["README.md"]\n'
    assert bare.evidoc("check").output.endswith("no findings\n")


def test_what_is_there_is_left_alone(bare: Site) -> None:
    assert bare.evidoc("init").exit_code == 1
    bare.write("README.md", PAGE)
    bare.evidoc("init")
    before = bare.tree()
    result = bare.evidoc("init")
    assert result.exit_code == 1
    assert "there already" in result.output
    assert bare.tree() == before


def test_a_configuration_that_cannot_be_read_is_left_alone(bare: Site) -> None:
    bare.write("mkdocs.yml", "site_name: [\n")
    result = bare.evidoc("init")
    assert result.exit_code == 1
    assert result.output.startswith("mkdocs.yml:")
    assert not bare.path("evidoc.toml").exists()
