"""Nothing that a program prints or draws becomes markup, and no path leads out.

What an author writes in Markdown (text, captions, titles) is markup, as on any page.
"""

from __future__ import annotations

import getpass
import socket
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from evidoc.core.findings import EvidocError
from evidoc.project.data_files import read_data
from evidoc.records.file_names import file_places
from evidoc.records.record import RecordError
from small_site import Site

EVIL = "</code></pre><script>evil()</script><img src=x onerror=evil()>\"'><svg/onload=evil()>"
EN, KO = "docs/en/evil.md", "docs/ko/evil.md"
PAGE = """
---
topic: conv
---
# Evil {#evil}

/// example | evil
    alt: 'EVIL'
///
"""


class Markup(HTMLParser):
    """Notes what a browser would run."""

    def __init__(self) -> None:
        super().__init__()
        self.evil: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.evil += [f"{tag} {name}" for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script" and "evil()" in data:
            self.evil.append("script")


def evil_in(html: str) -> list[str]:
    markup = Markup()
    markup.feed(html)
    return markup.evil


def test_the_test_sees_evil() -> None:
    assert evil_in(EVIL) == ["script", "img onerror", "svg onload"]


def test_what_is_recorded_is_text(site: Site) -> None:
    site.write(
        "snippets/conv/evil.py",
        "import matplotlib.pyplot as plt\n\n"
        f"text = ''.join(map(chr, {[*map(ord, EVIL)]}))\nprint(text)\n"
        "fig, ax = plt.subplots()\nax.plot([1, 2], label=text)\n"
        "ax.set(title=text, xlabel=text, ylabel=text)\nax.legend()\n",
    )
    site.replace("evidoc.toml", 'coverage = "all"\n', "")
    for page in (EN, KO):
        site.write(page, PAGE.lstrip().replace("EVIL", EVIL.replace("'", "''")))
    run = site.evidoc("run", "conv/evil")
    site.build()
    assert site.path("evidence/conv/evil.json").exists(), run.output
    shown = site.read("site/en/evil/index.html")
    assert "evil()" in shown
    written = list(site.path("site").rglob("*.html"))
    assert {path.name: found for path in written if (found := evil_in(path.read_text()))} == {}
    drawings = [*site.path("site").rglob("*.svg"), *site.path("evidence").rglob("*.svg")]
    assert [path.name for path in drawings if evil_in(path.read_text())] == []


def test_a_record_says_nothing_of_the_machine(site: Site) -> None:
    said = "\n".join(
        path.read_text("utf-8") for path in site.path("evidence").rglob("*") if path.is_file()
    )
    for private in (str(site.root), str(Path.home()), socket.gethostname(), str(Path.cwd())):
        assert private not in said
    assert f'"{getpass.getuser()}"' not in said


@pytest.mark.parametrize(
    "pattern",
    ["../secret.txt", "/etc/hostname", "link.txt", "folder/*.txt", "**a", "a" * 300, "a*" * 300],
)
def test_a_data_file_lies_in_the_project(tmp_path: Path, pattern: str) -> None:
    root = tmp_path / "project"
    snippets = root / "snippets"
    snippets.mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret")
    (snippets / "link.txt").symlink_to(tmp_path / "secret.txt")
    (snippets / "folder").symlink_to(tmp_path)
    with pytest.raises(EvidocError):
        read_data(pattern, snippets, root, "snippets/a/b.py")


@pytest.mark.parametrize("name", ["../b.svg", "/tmp/b.svg", "c.svg", "b/../c.svg", "b.x/../../c"])
def test_a_file_of_a_record_lies_beside_it(name: str) -> None:
    with pytest.raises(RecordError):
        file_places("a/b", {"en": {name: "0" * 64}})


def test_archives_unpack_into_their_folder(site: Site) -> None:
    assert site.build().exit_code == 0
    archives = list(site.path("site").rglob("*.zip"))
    assert archives
    for archive in archives:
        for name in zipfile.ZipFile(archive).namelist():
            assert not name.startswith("/")
            assert ".." not in name.split("/")


@pytest.mark.parametrize(
    "target", ["../../evidoc.toml/../../secret.txt", "/etc/hostname", "out.txt"]
)
def test_a_bound_file_lies_in_the_project(site: Site, target: str) -> None:
    site.root.parent.joinpath("secret.txt").write_text("secret\n")
    site.path("out.txt").symlink_to(site.root.parent / "secret.txt")
    page = site.read("docs/en/index.md")
    site.write("docs/en/index.md", f"{page}\n<!-- evidoc: file {target} -->\n```text\nx\n```\n")
    assert site.evidoc("check").exit_code == 1
    site.evidoc("update")
    assert "secret\n" not in site.read("docs/en/index.md")
    assert "```text\nx\n```" in site.read("docs/en/index.md")
