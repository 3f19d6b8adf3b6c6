"""Adding the engine to what is there."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from public_sites import SITES as PUBLIC
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
    assert mkdocs_build(bare) == ""


@pytest.mark.parametrize("name", PUBLIC)
def test_a_project_of_strangers_has_no_findings_until_something_is_bound(
    bare: Site, name: str
) -> None:
    bare.add(PUBLIC[name])
    before = bare.tree()
    assert bare.evidoc("init").exit_code == 0
    changed = {file for file, data in bare.tree().items() if before.get(file) != data}
    assert changed <= {"evidoc.toml", "mkdocs.yml"}
    checked = bare.evidoc("check")
    assert (checked.exit_code, checked.output.count("\n")) == (0, 1), checked.output
    if bare.path("mkdocs.yml").exists():
        assert mkdocs_build(bare) == ""
    page = next(file for file in PUBLIC[name] if file.endswith(".md"))
    bare.write("snippets/count/tests.py", "passed = 1024\n")
    bare.write(page, bare.read(page) + "\nAll 1,025<!--= count/tests: passed --> pass.\n")
    bare.evidoc("run")
    (found, _) = bare.evidoc("check").output.splitlines()
    assert re.search(rf"^{re.escape(page)}:\d+:5: shows 1,025, computed 1024 ", found), found


def mkdocs_build(site: Site) -> str:
    """Build strictly, in a process that has loaded no other plugins; return what went wrong."""
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"],
        cwd=site.root,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    return built.stderr or ("" if built.returncode == 0 else built.stdout)


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
