"""What an author sees who edits while `mkdocs serve` runs."""

from __future__ import annotations

import re
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from live_server import PATIENCE, Server, start
from small_site import Site

SPAN = "snippets/conv/span.py"


@pytest.fixture
def server(site: Site, tmp_path: Path) -> Iterator[Server]:
    running = Server(site, tmp_path / "log")
    yield running
    running.stop()


def test_an_edit_of_a_snippet_runs_it_alone_and_reloads_once(server: Server) -> None:
    quiet = server.site.path("evidence/conv/quiet.json").stat().st_mtime_ns
    assert "The span is 17 cells" in server.get("/en/")
    for number, (dilation, span) in enumerate([(4, 9), (2, 5), (5, 11)], 1):
        text = re.sub(r"= 3, \d", f"= 3, {dilation}", server.site.read(SPAN))
        server.site.write(SPAN, text)
        server.until(lambda span=span: f"The span is {span} cells" in server.get("/en/"))
        assert f"폭은 {span}칸입니다" in server.get("/")
        server.settle()
        assert server.runs() == ["conv/span"] * number
        assert server.reloads == number, server.logged
    assert server.site.path("evidence/conv/quiet.json").stat().st_mtime_ns == quiet


def test_pages_answer_while_a_slow_example_runs(server: Server) -> None:
    server.site.replace(SPAN, "reach = span(", "import time\n\ntime.sleep(3)\nreach = 2 * span(")
    server.until(server.runs)
    meanwhile = 0
    while "The span is 34 cells" not in server.get("/en/"):
        meanwhile += not server.reloads
        time.sleep(0.05)
    assert meanwhile > 5  # had they waited for the example, the first would have shown its result


def test_a_failing_example_is_shown_and_waits_for_an_edit(server: Server) -> None:
    evidence = server.site.read("evidence/conv/span.json")
    server.site.replace(SPAN, "rows = [", "rows = [1 / 0] + [")
    for path in ("/", "/en/"):
        server.until(lambda path=path: "ZeroDivisionError" in server.get(path))
    assert "snippets/conv/span.py:10: " in server.get("/en/")
    server.site.replace("docs/en/index.md", "See [the top]", "Look at [the top]")
    server.until(lambda: "Look at" in server.get("/en/"))
    server.settle()
    assert server.runs() == ["conv/span"]
    assert "ZeroDivisionError" in server.get("/en/")
    assert server.site.read("evidence/conv/span.json") == evidence
    server.site.replace(SPAN, "rows = [1 / 0] + [", "rows = [")
    server.until(lambda: "ZeroDivisionError" not in server.get("/en/"))
    assert "The span is 17 cells" in server.get("/en/")


def test_a_program_that_is_no_python_is_shown_and_said(server: Server) -> None:
    server.site.replace(SPAN, "print(f", "print(f(")
    for path in ("/", "/en/"):
        server.until(lambda path=path: "span.py:12: is not valid Python" in server.get(path))
    server.until(lambda: "WARNING -  snippets/conv/span.py:12: " in server.logged)
    assert "is not found among" not in server.logged
    server.site.replace(SPAN, "print(f(", "print(f")
    server.until(lambda: "is not valid Python" not in server.get("/en/"))
    assert "The span is 17 cells" in server.get("/en/")


def test_a_record_that_is_deleted_is_made_again(server: Server) -> None:
    server.until(lambda: "The span is 17 cells" in server.get("/en/"))
    record = server.site.path("evidence/conv/span.json")
    kept = record.read_bytes()
    record.unlink()
    server.until(record.exists)
    server.until(lambda: "The span is 17 cells" in server.get("/en/"))
    assert record.read_bytes() == kept


def test_what_no_page_shows_is_said(server: Server) -> None:
    server.site.replace(SPAN, "rows = [", "import sys; print('low', file=sys.stderr)\nrows = [")
    server.until(lambda: "span.py:1: wrote to standard error, which no page" in server.logged)


def test_an_edit_reaches_the_examples_that_use_what_it_keeps(site: Site, tmp_path: Path) -> None:
    site.write("snippets/conv/heavy.py", "# evidoc: keeps=taps\ntaps = 9\n")
    site.write(
        "snippets/conv/light.py",
        "# evidoc: uses=conv/heavy\nimport json\nfrom pathlib import Path\n\n"
        "print(json.loads(Path('conv/heavy.kept.json').read_text())['taps'] * 111)\n",
    )
    for code in ("ko", "en"):
        page = f"docs/{code}/index.md"
        uses = "".join(f"\n/// example | {name}\n///\n" for name in ("light", "heavy"))
        site.write(page, site.read(page) + uses)
    server = Server(site, tmp_path / "log")
    try:
        server.until(lambda: "999" in server.get("/en/"))
        site.replace("snippets/conv/heavy.py", "9", "5")
        for path in ("/", "/en/"):
            server.until(lambda path=path: "555" in server.get(path))
        assert server.runs() == ["conv/heavy", "conv/light"] * 2
    finally:
        server.stop()


def test_an_example_that_hangs_is_stopped_by_its_mending(server: Server) -> None:
    text = server.site.read(SPAN)
    server.site.write(SPAN, text.replace("reach = ", "while True:\n    pass\nreach = "))
    server.until(server.runs)
    server.site.write(SPAN, text.replace("3, 8", "3, 4"))
    server.until(lambda: "The span is 9 cells" in server.get("/en/"))
    assert "stopped" not in server.logged


@pytest.mark.parametrize("name", ["data/taps.dat", "../reports/taps.dat"])
def test_an_edit_of_a_data_file_reaches_its_example(site: Site, tmp_path: Path, name: str) -> None:
    shown = name.removeprefix("../")
    site.write(f"snippets/{name}", "7\n")
    site.write(
        "snippets/conv/quiet.py",
        f"# evidoc: files={shown}\nfrom pathlib import Path\n\n"
        f"taps = int(Path('{shown}').read_text())\nprint(111 * taps)\n",
    )
    server = Server(site, tmp_path / "log")
    try:
        server.until(lambda: "777" in server.get("/en/"))
        site.write(f"snippets/{name}", "9\n")
        server.until(lambda: "999" in server.get("/en/"))
    finally:
        server.stop()


def test_a_missing_library_is_named_on_the_page(server: Server) -> None:
    server.site.replace(SPAN, "from shapes", "import nosuchlibrary\nfrom shapes")
    for path in ("/", "/en/"):
        server.until(lambda path=path: "imports nosuchlibrary" in server.get(path))
    assert "[make evidence]" in server.get("/en/")
    assert not server.runs()
    assert "Traceback" not in server.logged


@pytest.fixture(scope="module")
def patient(recorded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for edits that are taken back."""
    root = tmp_path_factory.mktemp("patient") / "a site"
    shutil.copytree(recorded, root)
    running = Server(Site(root), root.parent / "log")
    yield running
    running.stop()


def test_an_edit_of_one_page_is_held_against_all_others(patient: Server) -> None:
    site, said = patient.site, len(patient.logged)
    before = site.read("docs/en/index.md")
    site.write("docs/en/index.md", before + "\n[more](size.md#size)\n")
    patient.until(lambda: "size.md" in patient.logged[said:] or "size/" in patient.get("/en/"))
    site.replace("docs/en/size.md", "{#size}", "{#sizes}")
    patient.until(lambda: re.search(r"docs/en/index\.md:\d+.*size\.md#size", patient.logged[said:]))
    site.replace("docs/en/size.md", "{#sizes}", "{#size}")
    site.write("docs/en/index.md", before)
    patient.until(lambda: "size/#size" not in patient.get("/en/"))
    patient.settle()


# An edit of a page, and what the page shows of it.
MISTAKES = {
    "wrong number": ("17×17", "17×18", 'data-evidoc-wrong="shows 18, computed 17'),
    "undefined name": ("{= taps }", "{= tops }", "tops"),
    "unknown example": ("| quiet", "| quite", "there is no example conv/quite"),
    "front matter": ("topic: conv", "topic: [conv", "evidoc-failure"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_marked_and_the_server_lives(patient: Server, name: str) -> None:
    server, (before, after, shown) = patient, MISTAKES[name]
    said = len(server.logged)
    server.site.replace("docs/en/index.md", before, after)
    server.until(lambda: shown in server.get("/en/"))
    server.until(lambda: "docs/en/index.md:" in server.logged[said:])
    server.site.replace("docs/en/index.md", after, before)
    server.until(lambda: shown not in server.get("/en/"))
    assert "Traceback" not in server.logged


# Makes a whole build last; says when it begins with what lasts. The first one and the last ones of
# a test need only be slow to the engine, which asks what the build before took (edited.SLOW).
SLOW_PAGE = """
import logging, time
from pathlib import Path

def on_page_markdown(markdown, page, **_):
    if page.file.src_uri == "size.md":
        logging.getLogger("mkdocs").info("slow page")
        time.sleep(2 if Path(__file__).parents[1].joinpath("slow").exists() else 0.6)
    return markdown
"""

# Plugins of this kind can build no page once the build has ended.
ENDS = """
built = False

def on_pre_build(**_):
    global built
    built = False

def on_page_markdown(markdown, **_):
    if built:
        raise RuntimeError("the build has ended")
    return markdown

def on_post_build(**_):
    global built
    built = True
"""


@pytest.fixture
def slow(site: Site, tmp_path: Path) -> Iterator[Server]:
    """A server of a site that takes long to build."""
    site.write("slow_page.py", SLOW_PAGE)
    site.write("mkdocs.yml", site.read("mkdocs.yml") + "hooks: [slow_page.py]\n")
    running = Server(site, tmp_path / "log")
    site.path("../slow").touch()
    yield running
    running.stop()


def whole_builds(server: Server) -> int:
    return server.logged.count("Documentation built")


def test_an_edited_page_is_shown_before_the_site_is_built(slow: Server) -> None:
    before, page = whole_builds(slow), "docs/en/index.md"
    slow.site.replace(page, "See [the top]", "Look at [the top]")
    slow.until(lambda: "Look at" in slow.get("/en/"))
    assert whole_builds(slow) == before, slow.logged
    slow.site.replace(page, "17×17", "17×18")
    slow.until(lambda: 'data-evidoc-wrong="shows 18, computed 17' in slow.get("/en/"))
    slow.site.path("../slow").unlink()
    slow.until(lambda: f"{page}:" in slow.logged)
    assert whole_builds(slow) > before
    assert "Look at" in slow.get("/en/")
    slow.settle()
    assert "Traceback" not in slow.logged


def test_an_edit_puts_the_whole_build_off(slow: Server) -> None:
    before, page = whole_builds(slow), "docs/en/index.md"
    slow.site.replace(page, "See [the top]", "Look at [the top]")
    said = slow.logged.count("slow page")
    slow.until(lambda: slow.logged.count("slow page") > said)
    slow.site.replace(page, "Look at [the top]", "Turn to [the top]")
    slow.until(lambda: "Turn to" in slow.get("/en/"))
    assert whole_builds(slow) == before, slow.logged
    assert 'id="size"' in slow.get("/en/size/")
    slow.site.path("../slow").unlink()
    slow.until(lambda: whole_builds(slow) > before)
    assert "Turn to" in slow.get("/en/")
    assert "404" in slow.get("/404.html")


def test_a_new_page_and_a_setting_ask_for_the_whole_site(slow: Server) -> None:
    for code in ("ko", "en"):
        slow.site.write(f"docs/{code}/more.md", "# More {#more}\n")
    slow.until(lambda: "more/" in slow.get("/en/"))
    assert 'id="more"' in slow.get("/en/more/")
    slow.site.replace("mkdocs.yml", "site_name: Small", "site_name: Smaller")
    slow.until(lambda: "Smaller" in slow.get("/"))


def test_a_plugin_whose_work_has_ended_gets_a_whole_build(site: Site, tmp_path: Path) -> None:
    site.write("slow_page.py", SLOW_PAGE)
    site.write("ends.py", ENDS)
    site.write("mkdocs.yml", site.read("mkdocs.yml") + "hooks: [slow_page.py, ends.py]\n")
    server = Server(site, tmp_path / "log")
    site.path("../slow").touch()
    try:
        site.replace("docs/en/index.md", "See [the top]", "Look at [the top]")
        server.until(lambda: "Look at" in server.get("/en/"))
        assert "the build has ended" not in server.logged
    finally:
        server.stop()


def test_a_taken_port_is_said_before_anything_is_built(site: Site, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with socket.create_server(("127.0.0.1", 0)) as taken, log.open("wb") as output:
        port = taken.getsockname()[1]
        assert start(site, port, output).wait(PATIENCE) != 0
    said = log.read_text("utf-8")
    assert f"cannot serve on 127.0.0.1:{port}" in said
    assert f"make serve ADDR=127.0.0.1:{port + 1}" in said
    assert "Traceback" not in said
    assert "to directory" not in said
