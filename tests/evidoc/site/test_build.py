"""The small project as a site: what `mkdocs build` writes, reports and refuses."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from evidoc.checks import check as checks
from evidoc.markdown import claims, example_html, rendering
from evidoc.site import build
from small_site import Site

EN, KO = "docs/en/index.md", "docs/ko/index.md"


def test_both_languages_come_from_one_build(site: Site) -> None:
    done = site.build("--strict")
    assert done.exit_code == 0, done.stderr
    ko, en = site.read("site/index.html"), site.read("site/en/index.html")
    assert "폭은 17칸입니다" in ko
    assert "The span is 17 cells" in en
    assert '<data class="evidoc-claim" value="17 17">17×17<a' in en
    assert 'href="evidence/conv/span.zip"' in en
    assert site.path("site/en/evidence/conv/span.zip").is_file()
    assert "evidoc-wrong" not in ko + en


def test_the_configurations_may_lie_in_a_subfolder(site: Site) -> None:
    for name, docs in (("mkdocs.yml", "docs/ko"), ("mkdocs.en.yml", "docs/en")):
        site.write(f"web/{name}", site.read(name).replace(docs, f"../{docs}"))
        site.path(name).unlink()
        site.replace("evidoc.toml", f'"{name}"', f'"web/{name}"')
    site.write("web/mkdocs.yml", f"site_dir: ../site\n{site.read('web/mkdocs.yml')}")
    assert site.evidoc("check").exit_code == 0, site.evidoc("check").output
    done = site.build("--strict", "--config-file", "web/mkdocs.yml")
    assert done.exit_code == 0, done.stderr
    assert "The span is 17 cells" in site.read("site/en/index.html")
    assert "폭은 17칸입니다" in site.read("site/index.html")
    site.replace(EN, "17×17", "17×18")
    assert "docs/en/index.md:9:14: shows 18, computed 17" in site.evidoc("build").output


def test_a_wrong_number_fails_a_strict_build_in_both_languages(site: Site) -> None:
    site.replace(EN, "17×17", "17×18")
    site.replace(KO, "17×17", "16×17")
    done = site.build("--strict")
    assert done.exit_code != 0
    assert "docs/en/index.md:9:14: shows 18, computed 17" in done.stderr
    assert "docs/ko/index.md:9:2: shows 16, computed 17" in done.stderr


def test_a_quiet_strict_build_fails_as_well(site: Site) -> None:
    assert site.build("--strict", "--quiet").exit_code == 0
    site.replace("docs/en/index.md", "17×17", "17×18")
    done = site.build("--strict", "--quiet")
    assert done.exit_code == 1
    assert "docs/en/index.md:9:14: shows 18" in done.output
    assert site.build("--quiet").exit_code == 0


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (EN, b"# A {#a}\n\xff\n", "docs/en/index.md:2: is not UTF-8 [save it as UTF-8]"),
        (KO, b"# A {#a}\n\xff\n", "docs/ko/index.md:2: is not UTF-8 [save it as UTF-8]"),
        ("snippets/conv/span.py", b"x = (\n", "snippets/conv/span.py:1: is not valid Python"),
        ("snippets/conv/ko.po", b'msgid "\n', "snippets/conv/ko.po:1: "),
        ("evidoc.toml", b"broken = [\n", "evidoc.toml:1: cannot be read"),
        ("glossary.toml", b"broken = [\n", "glossary.toml:"),
        ("evidence/conv/span.json", b"{", "conv/span.py:1: its record is damaged"),
    ],
)
def test_a_broken_file_fails_a_strict_build_and_is_named(
    site: Site, name: str, data: bytes, said: str
) -> None:
    if name == "glossary.toml":
        site.replace("evidoc.toml", "[languages]", 'glossary = "glossary.toml"\n[languages]')
    site.path(name).write_bytes(data)
    done = site.build("--strict")
    assert done.exit_code != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_number_is_marked_on_the_page(site: Site) -> None:
    site.replace(EN, "17×17", "17×18")
    assert site.build().exit_code == 0
    assert 'data-evidoc-wrong="shows 18, computed 17' in site.read("site/en/index.html")


def test_a_build_runs_what_is_stale_and_nothing_else(site: Site) -> None:
    quiet = site.path("evidence/conv/quiet.json").stat().st_mtime_ns
    site.replace("snippets/conv/span.py", "3, 8", "3, 4")
    assert "running conv/span" in site.build().stderr
    assert "The span is 9 cells" in site.read("site/en/index.html")
    assert "폭은 9칸입니다" in site.read("site/index.html")
    assert site.path("evidence/conv/quiet.json").stat().st_mtime_ns == quiet


def test_a_strict_build_reports_what_is_stale_and_changes_nothing(site: Site) -> None:
    site.replace("snippets/conv/span.py", "3, 8", "3, 4")
    before = site.tree()
    done = site.build("--strict", "--site-dir", "../built")
    assert done.exit_code == 1
    assert "snippets/conv/span.py:1: changed since it was recorded (ko)" in done.stderr
    assert site.tree() == before


@pytest.mark.parametrize("mend", ["make evidence", "pip install nosuch2 nosuchlibrary, or what"])
def test_a_missing_library_is_named_with_the_command_that_installs_it(
    site: Site, mend: str
) -> None:
    lacking = "import nosuchlibrary, nosuch2\nfrom shapes"
    site.replace("snippets/conv/span.py", "from shapes", lacking)
    if not mend.startswith("make"):
        site.replace("evidoc.toml", 'install = "make evidence"\n', "")
    done = site.build()
    message = "snippets/conv/span.py:1: has to run, and imports nosuch2 and nosuchlibrary, not"
    assert message in done.stderr
    assert f"[{mend}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_of_the_same_inputs_repeats_neither_check_nor_colours(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert site.build("--strict").exit_code == 0
    first = undated(site)
    monkeypatch.delattr(checks, "check")
    monkeypatch.delattr(build, "_is_stale")
    monkeypatch.delattr(example_html, "pygments")
    monkeypatch.delattr(claims, "judge_claim")
    monkeypatch.delattr(rendering, "judge_formula")
    assert site.build("--strict").exit_code == 0
    assert site.build().exit_code == 0
    assert undated(site) == first


SPARED = {
    "runs": r"evidoc\.running\..*|filelock.*|multiprocessing",
    "checks": r"evidoc\.checks\.(?:check|documents|given_results|parity|site_coverage)",
    "colours code": r"pygments\.lexers\.(?:python|shell)",
    "makes fonts": r"fontTools.*",
    "watches files": r"mkdocs\.livereload|watchdog.*|evidoc\.site\.live",
}
LOADED = "import sys; from mkdocs.__main__ import cli; cli(['build', '-q'], standalone_mode=False)"


def test_a_build_of_the_same_inputs_loads_nothing_of_what_it_does_not_do(site: Site) -> None:
    assert site.build("--strict").exit_code == 0
    code = f"{LOADED}; print(*sys.modules, sep='\\n')"
    loaded = subprocess.check_output([sys.executable, "-c", code], cwd=site.root, text=True).split()
    assert "evidoc.mkdocs" in loaded
    for what, pattern in SPARED.items():
        assert [name for name in loaded if re.fullmatch(pattern, name)] == [], what


# What makes a build that was clean one that is not.
SPOILED: dict[str, Callable[[Site], object]] = {
    "page": lambda site: site.replace(EN, "17×17", "17×18"),
    "record": lambda site: site.replace("evidence/conv/span.json", "17", "18"),
    "module": lambda site: site.replace("snippets/shapes.py", "+ 1", "+ 2"),
    "folder of the site": lambda site: (
        site.replace("mkdocs.yml", "plugins:", "site_dir: built # here\nplugins:"),
        site.replace(EN, "17×17", "17×18"),
    ),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_build_of_other_inputs_is_checked(site: Site, name: str) -> None:
    for _ in range(2):
        assert site.build("--strict").exit_code == 0
    SPOILED[name](site)
    for _ in range(2):
        assert site.build("--strict").exit_code == 1


def test_what_a_site_is_built_into_is_no_input_of_a_check(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.replace("mkdocs.yml", "plugins:", 'site_dir: "built" # here\nplugins:')
    assert site.build("--strict").exit_code == 0
    site.write("built/more.html", "")
    monkeypatch.delattr(checks, "check")
    assert site.build("--strict").exit_code == 0


@pytest.mark.parametrize("text", ["17×17", "17×18"])
def test_a_build_leaves_the_collector_as_it_was(site: Site, text: str) -> None:
    site.replace(EN, "17×17", text)
    site.build("--strict")
    assert gc.isenabled()


def test_a_site_without_formulas_has_no_math_font(site: Site) -> None:
    for page in (EN, KO):
        site.write(page, "# A page {#a}\n")
    for path in site.path("docs").rglob("*.md"):
        path.write_text(path.read_text("utf-8").replace("$", ""), "utf-8")
    site.build()
    assert not list(site.path("site").rglob("stix*"))
    site.write(EN, "# A page {#a}\n\n$x$\n")
    site.build()
    assert len(list(site.path("site").rglob("stix*.woff2"))) == 2


def test_a_damaged_cache_costs_time_alone(site: Site) -> None:
    site.build()
    first = undated(site)
    for path in [each for each in site.path(".cache").rglob("*") if each.is_file()]:
        site.write(str(path), "{")
    site.build()
    assert undated(site) == first


def test_a_quiet_build_says_how_it_ended_alone(site: Site) -> None:
    done = site.evidoc("build")
    assert re.fullmatch(r"built site/ in \d+\.\d s: no findings\n", done.output), done.output
    assert (done.exit_code, site.path("site/en/index.html").is_file()) == (0, True)


# An edit, and all that a quiet build prints.
QUIET: dict[str, tuple[Callable[[Site], object], str]] = {
    "numbers": (
        lambda site: (site.replace(EN, "17×17", "17×18"), site.replace(KO, "17×17", "16×17")),
        r"docs/en/index\.md:9:14: shows 18, computed 17 .*\n"
        r"docs/ko/index\.md:9:2: shows 16, computed 17 .*\n2 findings\n",
    ),
    "stale": (
        lambda site: site.replace("snippets/conv/span.py", "3, 8", "3, 4"),
        r"(snippets/conv/span\.py:1: changed since it was recorded \(..\) .*\n){2}2 findings\n",
    ),
    "link": (
        lambda site: site.write(EN, site.read(EN) + "\n[there](gone.md)\n"),
        r"(?s:.*gone\.md.*)findings?\n",
    ),
    "configuration": (
        lambda site: site.write("mkdocs.yml", "plugins: [nosuchplugin]\n"),
        r"Config value 'site_name': .*\n1 finding\n",
    ),
    "no configuration": (
        lambda site: site.path("mkdocs.yml").unlink(),
        r"mkdocs\.yml:1: is not there.*\n1 finding\n|mkdocs\.yml:1: .*\n",
    ),
}


@pytest.mark.parametrize("name", QUIET)
def test_a_quiet_build_says_what_is_wrong_and_no_more(site: Site, name: str) -> None:
    edit, expected = QUIET[name]
    edit(site)
    done = site.evidoc("build")
    assert done.exit_code == 1
    assert re.fullmatch(expected, done.output), done.output
    assert "Traceback" not in done.output


def test_two_builds_write_the_same_bytes(site: Site) -> None:
    site.build()
    first = undated(site)
    site.build()
    assert first == undated(site)


def undated(site: Site) -> dict[str, bytes]:
    """The project's files without the dates that MkDocs itself writes."""
    files = {name: data for name, data in site.tree().items() if not name.endswith((".xml", ".gz"))}
    return {name: re.sub(rb"Build Date UTC : .*", b"", data) for name, data in files.items()}
