"""Labs: notebooks that a real kernel ran, in every language."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evidoc.project.evidence import lab_book
from evidoc.running.rerun import rerun
from small_site import Edit, Site

LAB, PO = "snippets/labs/reach.py", "snippets/labs/ko.po"
CELLS = "evidence/labs/reach.cells.json"
SOURCE = """\
# evidoc: seconds=90

# %% [markdown]
# # How far it reaches
#
# The span is $d \\cdot K$; see [the page](../index.md#span).

# %%
import matplotlib.pyplot as plt

from shapes import span

# %% [markdown]
# ## Measured

# %%
# | fig-alt: A line that
# |   rises
# Further with d.
spans = [span(3, d) for d in (1, 2, 4)]
fig, ax = plt.subplots()
ax.plot([1, 2, 4], spans)
ax.set_xlabel("d")
print(spans)

# %%
spans[-1] / 2
"""
TRANSLATIONS = {
    "# How far it reaches\n\nThe span is $d \\cdot K$; see [the page](../index.md#span).": (
        "# 얼마나 멀리 닿나\n\n폭은 $d \\cdot K$입니다. [본문](../index.md#span)을 보십시오."
    ),
    "## Measured": "## 측정",
    "| fig-alt: A line that\n|   rises\nFurther with d.": (
        "| fig-alt: 올라가는 선\nd와 함께 멀어진다."
    ),
}


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def catalog(translations: dict[str, str]) -> str:
    header = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: ko\\n"\n'
    )
    return header + "".join(
        f"\nmsgid {quoted(message)}\nmsgstr {quoted(text)}\n"
        for message, text in translations.items()
    )


@pytest.fixture(scope="session")
def with_lab(recorded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("lab") / "a site"
    shutil.copytree(recorded, root)
    site = Site(root)
    site.write(LAB, SOURCE)
    site.write(PO, catalog(TRANSLATIONS))
    for code in ("ko", "en"):
        page = f"docs/{code}/index.md"
        site.write(page, site.read(page) + "\nThe [lab](labs/reach.ipynb).\n")
    site.replace("mkdocs.yml", "toc: {}", "toc: {permalink: true}")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        result = site.evidoc("run")
        assert result.exit_code == 0, result.output
        assert result.output.count("ran labs/reach (ko, en)") == 1
    return root


@pytest.fixture
def lab(with_lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    root = tmp_path / "a site"
    shutil.copytree(with_lab, root)
    monkeypatch.chdir(root)
    return Site(root)


def cells(site: Site, language: str) -> list[dict[str, Any]]:
    return list(json.loads(lab_book(site.project(), language, "labs/reach"))["cells"])


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def test_one_run_makes_a_notebook_in_each_language(lab: Site) -> None:
    ko, en = cells(lab, "ko"), cells(lab, "en")
    assert source(ko[0]).startswith("# 얼마나 멀리 닿나")
    assert source(en[0]).startswith("# How far it reaches")
    for book in (ko, en):
        assert [cell["cell_type"] for cell in book] == [
            "markdown",
            "code",
            "code",
            *["markdown"],
            "code",
            "code",
        ]
        assert "shapes.py" in source(book[1])
        assert [cell["execution_count"] for cell in book if cell["cell_type"] == "code"] == [
            1,
            2,
            3,
            4,
        ]
        printed, figure = book[4]["outputs"]
        assert printed["text"] == ["[3, 5, 9]\n"]
        svg = "".join(figure["data"]["image/svg+xml"])
        assert "prefers-color-scheme" in svg
        assert book[5]["outputs"][0]["data"]["text/plain"] == ["4.5"]
    assert ko[4]["outputs"][1]["metadata"]["image/svg+xml"]["alt"] == "올라가는 선"
    assert en[4]["outputs"][1]["metadata"]["image/svg+xml"]["tables"][0]["rows"] == [
        [1, 3],
        [2, 5],
        [4, 9],
    ]
    assert lab.evidoc("check").exit_code == 0, lab.evidoc("check").output


def test_a_second_run_writes_the_same_bytes(lab: Site) -> None:
    before = lab.tree()
    for path in [*lab.root.glob("evidence/labs/*")]:
        path.unlink()
    assert lab.evidoc("run").exit_code == 0
    assert lab.tree() == before
    assert rerun(lab.project(), "labs/reach") == []


def test_new_texts_need_no_run(lab: Site) -> None:
    lab.replace(PO, "## 측정", "## 측정 결과")
    result = lab.evidoc("run")
    assert "0 run, 0 recorded" in result.output
    assert source(cells(lab, "ko")[3]) == "## 측정 결과"
    assert cells(lab, "ko")[4]["outputs"] != []


def test_the_notebook_runs_elsewhere(lab: Site, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "reach.ipynb").write_bytes(lab_book(lab.project(), "ko", "labs/reach"))
    plugins = ["-p", "nbmake.pytest_plugin", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugins, "--nbmake", str(folder)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )
    assert "1 passed" in done.stdout, done.stdout


@pytest.fixture(scope="session")
def built(with_lab: Path) -> Site:
    site = Site(with_lab)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(with_lab)
        done = site.build("--strict")
    assert done.exit_code == 0, done.stderr
    return site


PAGES = {"ko": "site/labs/reach/index.html", "en": "site/en/labs/reach/index.html"}


@pytest.mark.parametrize("language", PAGES)
def test_a_lab_is_a_page_like_any_other(built: Site, language: str) -> None:
    page = built.read(PAGES[language])
    alt, title = {
        "ko": ("올라가는 선", "얼마나 멀리 닿나"),
        "en": ("A line that rises", "How far it reaches"),
    }[language]
    assert f'<h1 id="top">{title}<a class="headerlink" href="#top"' in page
    assert f'alt="{alt}"' in page
    assert "fig-alt" not in page
    assert re.search(r'<span class="evidoc-math" [^>]*><math', page)
    assert 'href="../../#span"' in page
    assert "<code>[3, 5, 9]\n</code>" in page
    assert "<td>4</td><td>9</td>" in page
    assert "shapes.py" in page
    assert "def span" not in page
    assert 'download="reach.ipynb"' in page
    book = built.path(PAGES[language]).with_name("reach.ipynb")
    assert book.read_bytes() == lab_book(built.project(), language, "labs/reach")


@pytest.mark.parametrize("language", PAGES)
def test_a_lab_is_light_and_asks_no_other_host(built: Site, language: str) -> None:
    page = built.read(PAGES[language])
    article = page[page.index('id="top"') : page.rindex("evidoc-foot")]
    assert len(gzip.compress(page.encode())) < 30_000
    assert "jp-" not in article
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", article)


def test_the_contents_lead_to_the_headings(built: Site) -> None:
    page = built.read(PAGES["ko"])
    assert '<h2 id="part-1">측정' in page
    assert 'href="#part-1"' in page


def test_a_lab_that_fails_says_so_on_its_page(lab: Site) -> None:
    lab.replace(LAB, "print(spans)", "print(spans)\n1 / 0")
    lab.replace(CELLS, "[3, 5, 9]", "[3, 5, 7]")
    done = lab.build()
    assert "snippets/labs/reach.py:25: ZeroDivisionError" in done.stderr
    assert "Traceback" not in done.stderr
    for page in PAGES.values():
        assert "was edited by hand: evidoc run labs/reach</pre>" in lab.read(page)


# Edit, what check prints, what run prints.
FAULTS: dict[str, tuple[Edit, str, str]] = {
    "raises": (
        lambda site: site.replace(LAB, "print(spans)", "print(spans)\n1 / 0"),
        r"snippets/labs/reach\.py:1: changed",
        r"snippets/labs/reach\.py:25: ZeroDivisionError: division by zero",
    ),
    "ends its kernel": (
        lambda site: site.replace(LAB, "spans[-1] / 2", "import os\nos._exit(0)"),
        r"snippets/labs/reach\.py:1: changed",
        r"snippets/labs/reach\.py:27: its kernel died: this cell exits or was killed",
    ),
    "shows an address": (
        lambda site: site.replace(LAB, "spans[-1] / 2", "object()"),
        r"snippets/labs/reach\.py:1: changed",
        r"snippets/labs/reach\.py:26: shows an address in memory",
    ),
    "never ends": (
        lambda site: site.write(
            LAB,
            SOURCE.replace("seconds=90", "seconds=6").replace(
                "spans[-1] / 2", "import time\ntime.sleep(99)"
            ),
        ),
        r"snippets/labs/reach\.py:1: changed",
        r"snippets/labs/reach\.py:1: did not end within 6 s",
    ),
    "no alternative": (
        lambda site: site.replace(LAB, "# | fig-alt: A line", "# A line"),
        r"snippets/labs/reach\.py:\d+: the figure of this cell has no text alternative \(en\)",
        "",
    ),
    "dead link": (
        lambda site: site.replace(LAB, "index.md#span", "index.md#spam"),
        r"snippets/labs/reach\.py:6: the link \.\./index\.md#spam leads to no heading",
        "",
    ),
    "number in a text": (
        lambda site: site.replace(LAB, "## Measured", "## Measured 3 times"),
        r"snippets/labs/reach\.py:14: .*3",
        "",
    ),
    "translation missing": (
        lambda site: site.replace(PO, 'msgstr "## 측정"', 'msgstr ""'),
        r"snippets/labs/ko\.po:\d+: .*Measured.*evidoc messages",
        r"snippets/labs/ko\.po:\d+: .*Measured",
    ),
    "no link": (
        lambda site: site.replace("docs/ko/index.md", "labs/reach.ipynb", "index.md"),
        r"snippets/labs/reach\.py:1: no page links to this lab \(ko\)",
        "",
    ),
    "edited by hand": (
        lambda site: site.replace(CELLS, "[3, 5, 9]", "[3, 5, 7]"),
        r"snippets/labs/reach\.py:1: its file reach\.cells\.json was edited by hand",
        "",
    ),
    "left over": (
        lambda site: site.write("evidence/labs/old.json", "{}"),
        r"evidence/labs/old\.json:1: was written by no run",
        "",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_are_named(lab: Site, name: str) -> None:
    edit, by_check, by_run = FAULTS[name]
    edit(lab)
    before = lab.tree()
    for command, expected in (("check", by_check), ("run", by_run)):
        if not expected:
            continue
        result = lab.evidoc(command)
        assert result.exit_code == 1
        assert re.search(f"^{expected}", result.output, re.MULTILINE), result.output
        assert "Traceback" not in result.output
        assert lab.tree() == before
