"""What lies on disk stays one whole, whatever happens to the machine or the files meanwhile."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from filelock import FileLock

from evidoc.core.files import UNFINISHED
from evidoc.records.store import read_evidence
from small_site import Edit, Site

EN, KO, SPAN = "docs/en/index.md", "docs/ko/index.md", "snippets/conv/span.py"
RECORD, QUIET = "evidence/conv/span.json", "evidence/conv/quiet.json"
RUN = [sys.executable, "-m", "evidoc.cli", "run"]
linux = pytest.mark.skipif(sys.platform != "linux", reason="namespaces and /proc are Linux's")


def below(site: Site) -> list[str]:
    """Return the processes that work in the project, or in a folder of a run of it."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if site.root in (where := path.readlink(), *where.parents):
                found.append(path.parent.name)
        except OSError:
            continue
    return [pid for pid in found if pid != str(os.getpid())]


@linux
def test_an_engine_that_is_killed_leaves_records_that_are_whole(site: Site) -> None:
    """Ten moments from a seed; EVIDOC_KILLS asks for more."""
    moments = random.Random(7)
    text = site.read(SPAN)
    for number in range(int(os.environ.get("EVIDOC_KILLS", "10"))):
        site.write(SPAN, text.replace("3, 8", f"3, {number + 9}"))
        quiet = f"taps = {number}\nprint(taps)\n"
        site.write("snippets/conv/quiet.py", quiet)
        with subprocess.Popen(
            RUN, cwd=site.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as engine:
            time.sleep(moments.uniform(0, 3))
            engine.send_signal(signal.SIGKILL)
        for example in ("conv/span", "conv/quiet"):
            assert read_evidence(site.path("evidence"), example).keys() == {"ko", "en"}
    site.write(SPAN, text)
    site.write("snippets/conv/quiet.py", "taps = 9\n")
    assert site.evidoc("run", "--prune").exit_code == 0
    assert site.evidoc("check").exit_code == 0
    assert list(site.path("evidence").rglob(UNFINISHED)) == []
    deadline = time.monotonic() + 10
    while below(site):
        assert time.monotonic() < deadline
        time.sleep(0.1)


@linux
def test_a_full_disk_costs_what_finds_no_room(site: Site) -> None:
    if not (unshare := shutil.which("unshare")):
        pytest.skip("unshare is not installed")
    kept = site.path(QUIET).read_bytes()
    site.replace(SPAN, "3, 8", "3, 4")
    mounted = (
        "cp -r evidence ../before && mount -t tmpfs -o size=12k full evidence && "
        "mkdir evidence/conv && cp ../before/conv/quiet.json evidence/conv && "
        'head -c 99999 /dev/zero > evidence/conv/.fill; "$@"; code=$?; '
        "rm evidence/conv/.fill; cp -r evidence ../after; exit $code"
    )
    done = subprocess.run(
        [unshare, "-rm", "sh", "-c", mounted, "sh", *RUN],
        cwd=site.root,
        capture_output=True,
        text=True,
    )
    if "unshare failed" in done.stderr or "mount:" in done.stderr:
        pytest.skip("nothing can be mounted here")
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert f"{RECORD}:1: cannot be written: No space left on device [make room" in said
    assert "Traceback" not in said
    after = site.root.parent / "after"
    assert (after / "conv/quiet.json").read_bytes() == kept
    assert [path.name for path in after.rglob("*") if path.is_file()] == ["quiet.json"]


@pytest.mark.parametrize("command", ["run", "build"])
def test_a_second_run_waits_for_the_first_to_end(site: Site, command: str) -> None:
    site.replace(SPAN, "3, 8", "3, 4")
    before = site.path(RECORD).read_bytes()
    site.path(".cache").mkdir(exist_ok=True)
    with FileLock(site.path(".cache/evidoc.lock")):
        result = site.evidoc("run") if command == "run" else site.build()
    assert command == "build" or result.exit_code == 1
    assert "another run is at work" in result.output + result.stderr
    assert site.path(RECORD).read_bytes() == before


def test_a_clock_that_goes_backwards_hides_no_edit(site: Site) -> None:
    assert site.evidoc("check").exit_code == 0
    site.replace(EN, "17×17", "17×18")
    site.replace("snippets/conv/quiet.py", "9", "8")
    for name in (EN, "snippets/conv/quiet.py"):
        os.utime(site.path(name), (1, 1))
    said = site.evidoc("check").output
    assert "docs/en/index.md:9:" in said
    assert "snippets/conv/quiet.py:1: changed" in said
    site.evidoc("run")
    assert json.loads(site.read(QUIET))["values"] == {"taps": [8]}


def linked(place: str) -> Edit:
    return lambda site: site.path(f"{place}/loop").symlink_to(site.path(place))


@pytest.mark.parametrize("place", ["docs/en", "docs/ko", "snippets", "snippets/conv", "evidence"])
def test_a_link_to_a_folder_above_is_no_way_round(site: Site, place: str) -> None:
    linked(place)(site)
    for command in ("run", "check"):
        result = site.evidoc(command)
        assert "Traceback" not in result.output
        assert result.exit_code == 0 or "loop" in result.output


NAMES = {
    "spaces and quotes": 'it\'s a "page" & more',
    "composed": unicodedata.normalize("NFC", "합성곱"),
    "decomposed": unicodedata.normalize("NFD", "합성곱"),
    "long": "a" * 200,
}


@pytest.mark.parametrize("name", NAMES)
def test_a_page_may_have_any_name(site: Site, name: str) -> None:
    for language, other in (("en", "Of any name"), ("ko", "아무 이름")):
        text = f"---\ntopic: conv\n---\n# {other} {{#any}}\n\n[9]{{= quiet: taps }}\n"
        site.write(f"docs/{language}/{NAMES[name]}.md", text)
    result = site.evidoc("check")
    assert result.exit_code == 0, result.output
    site.replace(f"docs/en/{NAMES[name]}.md", "[9]", "[8]")
    assert f"docs/en/{NAMES[name]}.md:6:" in site.evidoc("check").output
    assert site.evidoc("update").exit_code == 0
    assert "[9]" in site.read(f"docs/en/{NAMES[name]}.md")


@pytest.mark.parametrize("name", NAMES)
def test_an_example_of_any_name_is_run_or_refused(site: Site, name: str) -> None:
    site.write(f"snippets/conv/{NAMES[name]}.py", "x = 1\n")
    result = site.evidoc("run")
    assert "Traceback" not in result.output
    is_name = f"_{NAMES[name]}".isidentifier()
    assert (result.exit_code == 0) == is_name
    assert is_name or "cannot be the name of an example" in result.output


def swap(site: Site) -> None:
    first, second = site.read(RECORD), site.read(QUIET)
    site.write(RECORD, second)
    site.write(QUIET, first)


DAMAGED: dict[str, Edit] = {
    "swapped": swap,
    "truncated": lambda site: site.write(RECORD, site.read(RECORD)[:200]),
    "edited": lambda site: site.replace(RECORD, "17", "18"),
    "of a newer version": lambda site: site.replace(RECORD, '"format": ', '"format": 9'),
    "a folder": lambda site: (site.path(RECORD).unlink(), site.path(RECORD).mkdir())[1],
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_record_that_is_not_right_is_found_and_made_anew(site: Site, name: str) -> None:
    whole = site.tree()
    DAMAGED[name](site)
    said = site.evidoc("check")
    assert said.exit_code == 1
    assert "snippets/conv/span.py:1: " in said.output
    assert "Traceback" not in said.output
    done = site.evidoc("run")
    assert "Traceback" not in done.output
    if name == "a folder":
        assert f"{RECORD}:1: cannot be written" in done.output
    else:
        assert site.tree() == whole
