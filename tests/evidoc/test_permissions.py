"""Where nothing may be written, commands say so, and what is there stays whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from small_site import Edit, Site

SPAN, PAGE, CATALOG = "snippets/conv/span.py", "docs/en/index.md", "snippets/conv/ko.po"


def as_anyone() -> list[str] | None:
    """Return what makes a command obey permissions; for root they do not count otherwise."""
    if os.geteuid():
        return []
    setpriv = shutil.which("setpriv")
    caps = "-dac_override,-dac_read_search"
    return [setpriv, f"--inh-caps={caps}", f"--bounding-set={caps}"] if setpriv else None


AS_ANYONE = as_anyone()
pytestmark = pytest.mark.skipif(AS_ANYONE is None, reason="root may write everywhere")


def command(site: Site, *arguments: str) -> subprocess.CompletedProcess[str]:
    assert AS_ANYONE is not None
    return subprocess.run(
        [*AS_ANYONE, sys.executable, "-m", *arguments],
        cwd=site.root,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )


def edit(name: str, before: str, after: str) -> Edit:
    return lambda site: site.replace(name, before, after)


def unrecorded(site: Site) -> None:
    shutil.rmtree(site.path("evidence/conv"))


def files(site: Site, folder: str) -> dict[str, bytes]:
    return {name: data for name, data in site.tree().items() if name.startswith(folder)}


EVIDOC = ("evidoc.cli",)
BUILD = ("mkdocs", "build", "--strict", "--site-dir", "../built")
# An edit, a folder that may not be written, a command, and what it says.
REFUSED: dict[str, tuple[Edit, str, tuple[str, ...], str]] = {
    "evidence": (
        edit(SPAN, "3, 8", "3, 4"),
        "evidence/conv",
        (*EVIDOC, "run"),
        "evidence/conv/span.json:1: cannot be written",
    ),
    "folder of evidence": (
        unrecorded,
        "evidence",
        (*EVIDOC, "run"),
        "evidence/conv/span.json:1: cannot be written",
    ),
    "folder of evidence, in a build": (
        unrecorded,
        "evidence",
        ("mkdocs", "build", "--site-dir", "../built"),
        "evidence/conv/span.json:1: cannot be written",
    ),
    "lock": (
        edit(SPAN, "3, 8", "3, 4"),
        ".cache",
        (*EVIDOC, "run"),
        ".cache/evidoc.lock:1: cannot be written",
    ),
    "numbers": (
        edit(PAGE, "17×17", "17×18"),
        "docs/en",
        (*EVIDOC, "update"),
        "docs/en/index.md:1: cannot be written",
    ),
    "translations": (
        edit(SPAN, "How far", "How very far"),
        "snippets/conv",
        (*EVIDOC, "messages"),
        "snippets/conv/ko.po:1: cannot be written",
    ),
    "notes of the live server": (
        edit(SPAN, "3, 8", "3, 4"),
        ".cache",
        ("mkdocs", "serve", "--dev-addr", "127.0.0.1:0"),
        ".cache/evidoc-failures.txt:1: cannot be written",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_may_not_be_written_is_named(site: Site, name: str) -> None:
    change, folder, arguments, expected = REFUSED[name]
    change(site)
    shutil.rmtree(site.path(".cache"), ignore_errors=True)
    site.path(folder).mkdir(exist_ok=True)
    before = files(site, folder)
    site.path(folder).chmod(0o500)
    done = command(site, *arguments)
    site.path(folder).chmod(0o700)
    said = done.stdout + done.stderr
    # A build that is not strict goes on, and says so.
    assert done.returncode != 0 or "build" in arguments
    assert expected in said
    assert "give write permission" in said
    assert "Traceback" not in said
    assert files(site, folder) == before


@pytest.mark.parametrize("arguments", [(*EVIDOC, "check"), BUILD])
def test_what_only_reads_asks_for_no_permission(site: Site, arguments: tuple[str, ...]) -> None:
    shutil.rmtree(site.path(".cache"), ignore_errors=True)
    site.root.chmod(0o500)
    done = command(site, *arguments)
    site.root.chmod(0o700)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", [PAGE, SPAN, CATALOG, "evidoc.toml", "mkdocs.en.yml"])
def test_what_may_not_be_read_is_named(site: Site, name: str) -> None:
    site.path(name).chmod(0)
    done = command(site, *EVIDOC, "check")
    site.path(name).chmod(0o600)
    assert done.returncode == 1
    assert f"{name}:1: cannot be read" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_lies_where_a_folder_should_is_named(site: Site) -> None:
    shutil.rmtree(site.path("evidence"))
    site.write("evidence", "not a folder\n")
    said = site.evidoc("run").output
    assert "[move away the file that lies where a folder should]" in said
    assert site.read("evidence") == "not a folder\n"
