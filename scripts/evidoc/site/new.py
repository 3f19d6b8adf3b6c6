"""A site to begin with: one page, one example, one figure, claims, tests and CI."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.metadata import distribution
from pathlib import Path

from evidoc.core.findings import EvidocError, Finding

_SETTINGS = """\
snippets = "snippets"
source_language = "en"
install = "pip install -r requirements.txt"

# The first language is the root of the site.
[languages]
"""

_MKDOCS = """\
site_name: {name}
docs_dir: {docs}
theme:
  name: material
  language: {language}
  font: false
plugins:
  search: {{}}
  evidoc: {{}}
markdown_extensions:
  attr_list: {{}}
  tables: {{}}
  toc: {{}}
  pymdownx.highlight: {{}}
  pymdownx.superfences: {{}}
  evidoc: {{}}
"""

_MKDOCS_INHERITED = """\
INHERIT: mkdocs.yml
docs_dir: {docs}
theme:
  language: {language}
"""

_EXAMPLE = """\
import math

import matplotlib.pyplot as plt

# The area grows with the square of the radius.
radii = range(1, 6)
areas = [math.pi * radius**2 for radius in radii]
growth = areas[1] / areas[0]
print(f"radius {radii[-1]}: area {areas[-1]:.2f}")

plt.figure("areas", figsize=(4, 3))
plt.plot(radii, areas, marker="o")
"""

_CATALOG = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: ko\\n"

msgid "The area grows with the square of the radius."
msgstr "넓이는 반지름의 제곱에 비례합니다."

msgid "radius {radii[-1]}: area {areas[-1]:.2f}"
msgstr "반지름 {radii[-1]}: 넓이 {areas[-1]:.2f}"
"""

_PAGES = {
    "en": """\
---
topic: circle
---
# Circles {#circles}

/// example | area
    alt: "The area of a circle rises ever faster with its radius."
///

A circle of radius [5]{= radii[-1] } has an area of [78.54]{= areas[-1] }; twice the radius makes it
[4]{= growth } times as large.
""",
    "ko": """\
---
topic: circle
---
# 원의 넓이 {#circles}

/// example | area
    alt: "반지름이 커질수록 원의 넓이는 점점 더 빠르게 늘어납니다."
///

반지름이 [5]{= radii[-1] }인 원의 넓이는 [78.54]{= areas[-1] }입니다. 반지름이 두 배가 되면 넓이는
[4]{= growth }배가 됩니다.
""",
}

_TESTS = '''\
"""Every number is what was computed, and every example still computes it."""

import evidoc
import pytest

PROJECT = evidoc.load_project()


def test_the_pages_are_true() -> None:
    assert not list(map(str, evidoc.check_project(PROJECT)))


@pytest.mark.parametrize("example", PROJECT.snippets)
def test_an_example_gives_what_is_recorded(example: str) -> None:
    assert not list(map(str, evidoc.rerun_example(PROJECT, example)))
'''

_WORKFLOW = """\
name: docs
on: [push, pull_request]
permissions:
  contents: read
jobs:
  docs:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
          cache: pip
      - run: pip install -r requirements.txt
      - run: evidoc check --format github
      - run: mkdocs build --strict
      - run: pytest --evidoc
"""

_OTHERS = {
    "snippets/circle/area.py": _EXAMPLE,
    "tests/test_docs.py": _TESTS,
    ".github/workflows/docs.yml": _WORKFLOW,
    ".gitignore": ".cache/\n.venv/\n__pycache__/\nsite/\n",
    ".gitattributes": "evidence/** linguist-generated\n",
}


def new_site(folder: Path, languages: Iterable[str]) -> list[str]:
    """Write a small site into a folder that is empty or not there.

    Args:
        folder: Where it begins.
        languages: Their codes, ``en`` among them; the first one is the root of the site.

    Returns:
        The files that were written.

    Raises:
        EvidocError: Something lies in the folder; nothing is written then.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        mend = "name a folder that is not there"
        raise EvidocError([Finding(folder.name, 1, "is not empty", mend)])
    files = _files(folder.resolve().name, list(languages))
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return sorted(files)


def _files(name: str, languages: list[str]) -> Mapping[str, str]:
    settings = _SETTINGS
    files = dict(_OTHERS)
    for code in languages:
        docs = "docs" if len(languages) == 1 else f"docs/{code}"
        is_first = code == languages[0]
        mkdocs = "mkdocs.yml" if is_first else f"mkdocs.{code}.yml"
        settings += f'{code} = {{ docs = "{docs}", mkdocs = "{mkdocs}" }}\n'
        template = _MKDOCS if is_first else _MKDOCS_INHERITED
        # A name in JSON's quotes is one in YAML, whatever it holds.
        files[mkdocs] = template.format(name=json.dumps(name), docs=docs, language=code)
        files[f"{docs}/index.md"] = _PAGES[code]
        if code == "ko":
            files["snippets/circle/ko.po"] = _CATALOG
    files["requirements.txt"] = f"{_requirement()}\nmatplotlib\npytest\n"
    return {"evidoc.toml": settings, **files}


def _requirement() -> str:
    """Return what installs the engine elsewhere as it was installed here.

    How that was, its installer has noted: in direct_url.json, unless it was a package index.
    """
    source = json.loads(distribution("evidoc").read_text("direct_url.json") or "{}")
    if "vcs_info" in source:
        kind, commit = source["vcs_info"]["vcs"], source["vcs_info"]["commit_id"]
        return f"evidoc[site] @ {kind}+{source['url']}@{commit}"
    address = str(source.get("url", ""))
    if not address:
        return "evidoc[site]"
    if address.startswith(("https:", "http:")):
        return f"evidoc[site] @ {address}"
    return (
        "# The engine was installed from a file or folder of one machine.\n"
        "# Elsewhere it needs an address: evidoc[site] @ git+https://…\n"
        "evidoc[site]"
    )
