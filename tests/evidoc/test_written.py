"""Examples written in a page: run, recorded, bound, found and mended at the page's own lines."""

from __future__ import annotations

import json
import re

import pytest

from small_site import FILES, Site

PAGE = """\
# Area

<!-- evidoc: run circle/area -->
```python
# The approximation of Archimedes
area = 22 / 7 * 3**2
area
#> 28.29
print(f"area: {area:.2f}")
```

It is 28.29<!--= area -->, and prints

<!-- evidoc: output circle/area -->
```text
area: 28.29
```
"""
DOCUMENT = {"evidoc.toml": 'documents = ["README.md"]\n', "README.md": PAGE}
SITE = {"evidoc.toml": '[languages]\nen = { docs = "docs" }\n', "docs/index.md": PAGE}
PLACES = {"README.md": DOCUMENT, "docs/index.md": SITE}


@pytest.fixture(params=PLACES)
def place(bare: Site, request: pytest.FixtureRequest) -> tuple[Site, str]:
    """A project with one document or one page, and its file."""
    bare.add(PLACES[request.param])
    assert bare.evidoc("run").exit_code == 0
    return bare, request.param


def test_it_runs_and_is_bound_wherever_it_stands(place: tuple[Site, str]) -> None:
    project, file = place
    assert "recorded circle/area" not in project.evidoc("run").output
    assert project.evidoc("check").output.endswith("no findings\n")
    listed = project.evidoc("list").output
    assert listed == f"circle/area  (en: fresh)  {file.removeprefix('docs/')}\n"


WRONG = {
    "a claim": ("28.29<!--", "28.30<!--", "12:7: shows 28.30"),
    "a result": ("#> 28.29", "#> 28.30", "8: shows 28.30, computed"),
    "its output": ("area: 28.29", "area: 28.30", "14: line 1 of the block"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_found_and_mended_in_the_page(place: tuple[Site, str], what: str) -> None:
    project, file = place
    before, after, finding = WRONG[what]
    project.replace(file, before, after)
    assert f"{file}:{finding}" in project.evidoc("check").output
    project.evidoc("update")
    assert project.read(file) == PAGE


EDITS = {
    "a line above": ("# Area\n", "# Area\n\nMore.\n", "fresh"),
    "a comment in it": ("of Archimedes", "that Archimedes gave", "fresh"),
    "its code": ("3**2", "4**2", "changed since it was recorded"),
}


@pytest.mark.parametrize("what", EDITS)
def test_its_own_code_alone_makes_it_stale(place: tuple[Site, str], what: str) -> None:
    project, file = place
    before, after, state = EDITS[what]
    project.replace(file, before, after)
    assert f"(en: {state})" in project.evidoc("list").output


FAILING = {
    "an exception": ("area\n#>", "area / 0\n#>", "run", "7: ZeroDivisionError"),
    "no Python": ("area\n#>", "area ->\n#>", "check", "7: is not valid Python"),
    "a region": ("area\n#>", "# region all\n#>", "check", "7: the region 'all' is not closed"),
    "a setting": ("/area -->\n```p", "/area seconds=x -->\n```p", "check", "4: "),
    "too slow": (
        "/area -->\n```python",
        "/area seconds=1 -->\n```python\nimport time; time.sleep(9)",
        "run",
        "5: did not end within 1 s",
    ),
    "no name": ("run circle/area", "run area", "check", "3: the comment names no example"),
    "another language": ("```python", "```rust", "check", "3: the block below is rust"),
    "a name of none": ("run circle/area", "run circle/a.kept", "check", "3: 'a.kept' cannot be"),
    "a lab": ("run circle/area", "run labs/area", "check", "3: a lab is a file of its own"),
    "a second one": (
        "It is",
        "<!-- evidoc: run circle/area -->\n```py\narea = 1\n```\n\nIt is",
        "check",
        "12: {file} holds an example of the same name",
    ),
}


@pytest.mark.parametrize("what", FAILING)
def test_what_is_wrong_in_the_program_is_said_at_the_line_of_the_page(
    place: tuple[Site, str], what: str
) -> None:
    project, file = place
    before, after, command, finding = FAILING[what]
    project.replace(file, before, after)
    output = project.evidoc(command).output
    assert finding.format(file=file) in output
    assert f"{file}:" in output


SESSION = """\
# Commands

<!-- evidoc: run shell/session seconds=20 -->
```console
$ # where it begins
$ x=3
$ for n in 1 2; do
>   echo $((n * x))
> done
3
6
$ ls none 2>/dev/null
[exit status 2]
```

<!-- evidoc: run shell/commands -->
```sh
# Not shown
printf 'a\\nb\\n'
```

<!-- evidoc: output shell/commands -->
```text
$ printf 'a\\nb\\n'
a
b
```
"""


@pytest.fixture(params=PLACES)
def shell(bare: Site, request: pytest.FixtureRequest) -> tuple[Site, str]:
    """The same with commands of a shell, and what they print."""
    bare.add({**PLACES[request.param], request.param: SESSION})
    assert bare.evidoc("run").exit_code == 0
    return bare, request.param


def test_commands_run_and_stand_with_what_they_print(shell: tuple[Site, str]) -> None:
    project, file = shell
    assert project.evidoc("check").output.endswith(
        "2 examples, 0 claims, 0 formulas: no findings\n"
    )
    project.write(file, f"More.\n\n{SESSION}")
    assert project.evidoc("list").output.count("(en: fresh)") == 2
    assert project.evidoc("check").output.endswith("no findings\n")


WRONG_SESSIONS = {
    "a printed line": (
        "3\n6\n",
        "3\n7\n",
        "3: line 7 of the block is '7', that of shell/session '6'",
    ),
    "a status": ("[exit status 2]\n", "", "3: the block has 8 lines, shell/session has 9"),
    "the output of a script": ("\na\nb\n", "\na\nc\n", "22: line 3 of the block is 'c'"),
}


@pytest.mark.parametrize("what", WRONG_SESSIONS)
def test_what_a_session_printed_is_found_and_mended(shell: tuple[Site, str], what: str) -> None:
    project, file = shell
    before, after, finding = WRONG_SESSIONS[what]
    project.replace(file, before, after)
    assert f"{file}:{finding}" in project.evidoc("check").output
    project.evidoc("update")
    assert project.read(file) == SESSION


def test_a_changed_command_runs_before_what_it_prints_is_asked(shell: tuple[Site, str]) -> None:
    project, file = shell
    project.replace(file, "$ x=3", "$ x=4")
    found = project.evidoc("check").output.splitlines()
    assert len(found) == 2, found
    assert f"{file}:3: changed since it was recorded" in found[0]
    project.evidoc("run")
    assert "line 6 of the block is '3', that of shell/session '4'" in project.evidoc("check").output
    project.evidoc("update")
    assert project.read(file) == SESSION.replace("x=3", "x=4").replace("3\n6\n", "4\n8\n")
    assert project.evidoc("check").output.endswith("no findings\n")


FAILING_COMMANDS = {
    "too slow": (
        "seconds=20 -->\n```console",
        "seconds=1 -->\n```console\n$ sleep 9",
        "run",
        "3: did",
    ),
    "a setting": ("seconds=20", "seconds=x", "check", "4: "),
    "no end": ("> done\n", "", "run", "3: .*the command 'for n in 1 2; do' does not"),
    "output that reads as a command": (
        "$ x=3",
        "$ echo '$ rm'; x=3",
        "check",
        "3: shell/session prints a line that begins as a command does",
    ),
}


@pytest.mark.parametrize("what", FAILING_COMMANDS)
def test_what_is_wrong_with_commands_is_said_at_the_line_of_the_page(
    shell: tuple[Site, str], what: str
) -> None:
    project, file = shell
    before, after, command, finding = FAILING_COMMANDS[what]
    project.replace(file, before, after)
    said = project.evidoc("run").output
    said = said if command == "run" else project.evidoc("check").output
    assert re.search(f"{file}:{finding}", said), said
    before = project.read(file)
    project.evidoc("update")
    assert project.read(file) == before


def test_a_page_shows_commands_of_a_block_with_a_download(bare: Site) -> None:
    bare.add({**SITE, "docs/index.md": f"{SESSION}\n/// example | shell/commands\n///\n"})
    bare.add({"mkdocs.yml": FILES["mkdocs.yml"].replace("docs/ko", "docs")})
    assert bare.evidoc("run").exit_code == 0
    bare.build("--strict")
    assert bare.read("site/evidence/shell/commands.sh").startswith("# Not shown\nprintf")
    assert "subprocess" not in bare.read("site/index.html")


def test_a_site_in_several_languages_keeps_its_examples_in_files(site: Site) -> None:
    text = site.read("docs/en/index.md")
    site.write(
        "docs/en/index.md", text + "\n<!-- evidoc: run conv/more -->\n```python\nx = 1\n```\n"
    )
    line = text.count("\n") + 2
    message = f"docs/en/index.md:{line}: a page of a site in several languages cannot hold"
    assert message in site.evidoc("check").output


def test_a_document_beside_such_a_site_is_not_translated(site: Site) -> None:
    site.replace("evidoc.toml", "coverage", 'documents = ["README.md"]\ncoverage')
    site.add({"README.md": PAGE})
    assert site.evidoc("run").exit_code == 0
    site.evidoc("messages")
    assert site.evidoc("check").output.endswith("no findings\n")
    assert not site.path("snippets/circle").exists()
    assert FILES.keys() <= {*site.tree()}


def test_a_block_below_it_shows_what_it_printed_and_drew(bare: Site) -> None:
    bare.add({**SITE, "mkdocs.yml": FILES["mkdocs.yml"].replace("docs/ko", "docs")})
    draw = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\n# The approximation"
    bare.replace("docs/index.md", "# The approximation", draw)
    bare.replace(
        "docs/index.md", "It is", "/// example | circle/area\n    alt: A line\n///\n\nIt is"
    )
    assert bare.evidoc("run").exit_code == 0
    assert bare.evidoc("check").output.endswith("no findings\n")
    bare.build("--strict")
    html = bare.read("site/index.html")
    assert html.count("import") == 1
    assert html.count('class="evidoc-figure"') == 1
    assert "area: 28.29" in html
    assert "area.py" in {path.name for path in bare.path("site/evidence/circle").iterdir()}
    assert json.loads(bare.read("evidence/circle/area.json"))
