"""The core needs no more than it declares: a README is held to its examples without MkDocs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest

from small_site import Site

ROOT = Path(__file__).parents[2]
FILES = {
    "pyproject.toml": """
        [tool.evidoc]
        documents = ["README.md"]
        """,
    "snippets/shop/cart.py": """
        price = 5
        print(f"total: {price * 3}")
        """,
    "README.md": """
        # Shop

        It costs 6 <!--= shop/cart: price -->.

        <!-- evidoc: output shop/cart -->
        ```text
        ```
        """,
}
# What Python loads before anything else; the fork server and its children do, too.
BLOCKER = """
import sys

class Blocker:
    names = frozenset({names})

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Blocker())
"""


def _name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].replace("_", "-").lower()


def _with_all_required(names: set[str]) -> set[str]:
    """Return the distributions that these need, themselves among them."""
    found: set[str] = set()
    while names:
        name = names.pop()
        found.add(name)
        try:
            needed = requires(name) or []
        except PackageNotFoundError:
            continue  # for another system
        names |= {_name(each) for each in needed if "extra ==" not in each} - found
    return found


def _foreign() -> set[str]:
    """Return the packages that are installed here and not by ``pip install evidoc``."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    declared = _with_all_required({_name(each) for each in settings["project"]["dependencies"]})
    owners = packages_distributions()
    return {
        package
        for package, names in owners.items()
        if not {_name(name) for name in names} & {*declared, "evidoc"}
    }


@pytest.fixture
def alone(bare: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A bare project, and an environment that lacks all but what the core declares."""
    bare.add(FILES)
    foreign = _foreign()
    assert foreign >= {"mkdocs", "material", "nbformat", "matplotlib", "fontTools", "babel"}
    folder = tmp_path / "blocker"
    bare.write("blocker/sitecustomize.py", BLOCKER.format(names=sorted(foreign)))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), str(ROOT / "scripts")]))
    return bare


def evidoc(site: Site, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "evidoc.cli", *arguments]
    return subprocess.run(command, cwd=site.root, capture_output=True, text=True, check=False)


def test_a_readme_is_held_to_its_examples(alone: Site) -> None:
    ran = evidoc(alone, "run")
    assert (ran.returncode, ran.stdout) == (
        0,
        "recorded shop/cart (en)\n1 run, 1 recorded, 0 as before\n",
    ), ran.stderr
    checked = evidoc(alone, "check")
    assert checked.returncode == 1
    assert [line.split(":")[1] for line in checked.stdout.splitlines()] == ["3", "5"]
    assert evidoc(alone, "update").returncode == 0
    assert "It costs 5 <!--= shop/cart: price -->." in alone.read("README.md")
    assert "```text\ntotal: 15\n```" in alone.read("README.md")
    assert evidoc(alone, "list").stdout == "shop/cart  (en: fresh)  README.md\n"
    checked = evidoc(alone, "check")
    assert checked.stdout == "1 page, 1 example, 1 claim, 0 formulas: no findings\n"
    (row,) = json.loads(evidoc(alone, "coverage", "--format", "json").stdout)
    assert (row["file"], row["claim"], row["unbound"]) == ("README.md", 1, [])


def test_what_needs_more_says_what_to_install(alone: Site) -> None:
    alone.add(
        {
            "evidoc.toml": '[languages]\nen = { docs = "docs" }\n',
            "mkdocs.yml": "site_name: Shop\n",
            "docs/index.md": "# Shop\n",
        }
    )
    checked = evidoc(alone, "check")
    assert checked.returncode == 1
    assert checked.stderr == "Error: mkdocs is not installed: pip install 'evidoc[site]'\n"
