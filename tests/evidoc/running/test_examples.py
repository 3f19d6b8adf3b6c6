"""What authors ask of an example beyond a program that prints: small sites, run and checked."""

from __future__ import annotations

import re
import textwrap

import pytest

from evidoc.core.model import Job, Outcome
from evidoc.markdown.render_all import Rendered
from evidoc.markdown.rendering import Rendering
from evidoc.running.isolate import HEAVY, preload, run_one
from small_site import Site


def run(source: str, **settings: object) -> Outcome:
    text = textwrap.dedent(source).lstrip("\n")
    preload(HEAVY)
    return run_one(Job("topic/name", "en", text, "snippets/topic/name.py", **settings))  # type: ignore[arg-type]


SETTINGS = """
    [languages]
    en = { docs = "docs" }
    """


def small(site: Site, program: str, page: str, **more: str) -> Site:
    """Return a site of one example and one page, run."""
    site.add({"evidoc.toml": SETTINGS, "snippets/topic/name.py": program})
    site.add({"docs/index.md": f"/// example | topic/name\n///\n\n{page}\n", **more})
    return site


# Exception asked for, program, output, failure.
RAISES = [
    ("ValueError", "print(1)\nraise ValueError('no')", "1\nValueError: no\n", ""),
    ("ArithmeticError", "1 / 0", "ZeroDivisionError: division by zero\n", ""),
    (
        "json.JSONDecodeError",
        "import json\njson.loads('{')",
        r"json.decoder.JSONDecodeError: Expecting .*\n",
        "",
    ),
    ("Own", "class Own(Exception): pass\nraise Own", "__main__.Own\n|Own\n", ""),
    ("SystemExit", "import sys\nsys.exit(2)", "SystemExit: 2\n", ""),
    ("FileNotFoundError", "open(__file__ + 'x')", ".*'topic/name.pyx'\n", ""),
    ("ValueError", "print(1)", "1\n", "was to raise ValueError, and did not"),
    ("ValueError", "raise SystemExit", "", "was to raise ValueError, and did not"),
    ("ValueError", "raise KeyError('x')", "", "KeyError: 'x'"),
]


@pytest.mark.parametrize(("raises", "program", "output", "failure"), RAISES)
def test_an_exception_that_is_asked_for_is_shown(
    raises: str, program: str, output: str, failure: str
) -> None:
    outcome = run(program, raises=raises, values=())
    assert re.fullmatch(output, outcome.text)
    assert (outcome.failure.message if outcome.failure else "") == failure


# Program, what its output is.
PRINTED = {
    "the last state": ("for n in range(3): print(n, end='\\r')\nprint('done')", "done\n"),
    "no colours": ("print('\\x1b[31mred\\x1b[0m \\0')", "red \n"),
    "logs and warnings": (
        "import logging, warnings\nprint(1)\nlogging.warning('low')\n"
        "warnings.warn('old')\nprint(2)",
        "1\nWARNING:root:low\n.*UserWarning: old\n.*\n2\n",
    ),
    "child processes": ("import os\nos.system('echo no >&2')", "no\n"),
}


@pytest.mark.parametrize("name", PRINTED)
def test_output_is_what_a_terminal_shows(name: str) -> None:
    program, output = PRINTED[name]
    assert re.fullmatch(output, run(program, stderr=True).text)


def test_a_death_is_told_where_standard_error_is_shown() -> None:
    outcome = run("import ctypes\nctypes.string_at(0)", stderr=True)
    assert outcome.failure
    assert (outcome.failure.message, outcome.failure.line) == ("was killed by SIGSEGV", 2)


LIBRARY = {
    "src/pkg/__init__.py": "from pkg.core import area\n",
    "src/pkg/core.py": "# Big\ndef area(r):\n    from other import PI\n    return PI * r * r\n",
    "src/pkg/table.txt": "9",
    "other.py": "PI = 3\n",
    "src/unused/__init__.py": "",
    "reports/a.csv": "1\n",
    "reports/deep/b.csv": "2\n",
    "notes.txt": "n\n",
}
PROGRAM = """
    # evidoc: files=reports/**/*.csv,notes.txt
    from importlib.resources import files
    from pathlib import Path

    from pkg import area

    size = area(3)
    print(size, (files("pkg") / "table.txt").read_text(), Path("notes.txt").read_text())
    print(sorted(map(str, Path("reports").rglob("*.csv"))))
    """
# File, its new text, whether the example is stale then.
EDITS = [
    ("src/pkg/core.py", "def area(r):\n    return 4 * r * r\n", True),
    ("src/pkg/core.py", "# Size.\n" + LIBRARY["src/pkg/core.py"].partition("\n")[2], False),
    ("src/pkg/table.txt", "8", True),
    ("other.py", "PI = 4\n", True),
    ("src/unused/__init__.py", "x = 1\n", False),
    ("reports/deep/c.csv", "3\n", True),
    ("notes.txt", "m\n", True),
    ("unread.txt", "m\n", False),
]


def test_the_projects_own_package_and_files_are_inputs(bare: Site) -> None:
    site = small(bare, PROGRAM, "It is [27]{= size }.", **LIBRARY)
    assert site.evidoc("run").exit_code == 0
    assert site.evidoc("check").exit_code == 0
    output = "27 9 n\n\n['reports/a.csv', 'reports/deep/b.csv']\n"
    assert site.project().records.record("en", "topic/name").output == output
    for name, text, is_stale in EDITS:
        before = site.path(name).read_text() if site.path(name).exists() else None
        site.write(name, text)
        assert bool(site.project().stale("en", "topic/name")) is is_stale, name
        if before is None:
            site.path(name).unlink()
        else:
            site.write(name, before)
    assert site.project().inputs.needs_files("topic/name")


@pytest.mark.parametrize("files", ["none.csv", "none/*.csv", "out.txt", ".hidden/*"])
def test_data_that_is_not_there_is_a_finding(bare: Site, files: str) -> None:
    site = small(bare, f"# evidoc: files={files}\nprint(1)\n", "Text.")
    site.write(".hidden/x", "")
    site.path("out.txt").symlink_to("/etc/hostname")
    said = site.evidoc("run").output
    assert f"snippets/topic/name.py:1: its data file {files}" in said


THING = """
    # region hide
    import base64

    class Thing:
        def __init__(self, kind, form):
            setattr(Thing, f"_repr_{kind}_", lambda self: form)

    # endregion
    thing = Thing(KIND, FORM)
    """
VALUES = [
    ("html", "<table><tr><td onclick='x()'>7</td></tr></table>", "<td>7</td>"),
    ("markdown", "| a |\n|---|\n| 7 |", "<td>7</td>"),
    (
        "svg",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        'src="evidence/topic/name.value-thing.svg"',
    ),
    ("png", b"\x89PNG", 'src="evidence/topic/name.value-thing.png"'),
]


@pytest.mark.parametrize(("kind", "form", "seen"), VALUES)
def test_a_value_is_shown_as_notebooks_do(bare: Site, kind: str, form: object, seen: str) -> None:
    program = THING.replace("KIND", repr(kind)).replace("FORM", repr(form))
    page = "/// example | topic/name\n    value: thing\n///\n"
    site = small(bare, program, "Text.", **{"docs/shown.md": page})
    assert site.evidoc("run").exit_code == 0
    assert site.evidoc("check").exit_code == 0
    project = site.project()
    rendering = Rendering(project, "en", "shown.md", project.pages["en"]["shown.md"])
    html = Rendered(project).html(rendering)
    assert re.search(seen, html)
    assert "<td onclick" not in html
    assert "import base64" not in re.sub("<[^>]+>", "", html)
    assert "Thing(" in html
    site.replace("docs/shown.md", "value: thing", "value: base64")
    assert site.evidoc("run").exit_code == 0
    said = site.evidoc("check").output
    assert "docs/shown.md:1: the value base64: module has no form that a page shows" in said


# File, its commands, what a page shows of them.
COMMANDS = {
    "output and status": (
        "name.sh",
        "echo one; echo two >&2\nls none 2>/dev/null\necho $?\n",
        "$ echo one; echo two >&2\none\ntwo\n$ ls none 2>/dev/null\n[exit status 2]\n"
        "$ echo $?\n2\n",
    ),
    "one session": (
        "name.sh",
        "#!/bin/sh\n# prepare\nmkdir a; cd a\n\nx='1 2'\necho \"$(basename $PWD) $x\"\n",
        "$ mkdir a; cd a\n$ x='1 2'\n$ echo \"$(basename $PWD) $x\"\na 1 2\n",
    ),
    "more than one line": (
        "name.sh",
        "for n in 1 2; do\n  echo $n\ndone\ncat <<END\nhere\nEND\necho a \\\n  b\n",
        "$ for n in 1 2; do\n>   echo $n\n> done\n1\n2\n$ cat <<END\n> here\n> END\nhere\n"
        "$ echo a \\\n>   b\na b\n",
    ),
    "an early end": ("name.sh", "exit 3\necho no\n", "$ exit 3\n[exit status 3]\n"),
    "as in a console": (
        "name.console",
        "$ echo a\nold\n$ for n in 1; do\n> echo $n; done\n",
        "$ echo a\na\n$ for n in 1; do\n> echo $n; done\n1\n",
    ),
    "the same Python": ("name.sh", "python -c 'import markdown'\n", None),
    "data and modules": (
        "name.sh",
        "# evidoc: files=tool.py\npython -m tool\n",
        "$ python -m tool\ntool\n",
    ),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_are_shown_as_in_a_terminal(bare: Site, name: str) -> None:
    file, commands, output = COMMANDS[name]
    bare.add({"evidoc.toml": SETTINGS + "ko = { docs = 'ko' }\n", "tool.py": "print('tool')\n"})
    bare.write(f"snippets/topic/{file}", commands)
    page = "# Title {#a}\n\n/// example | topic/name\n///\n"
    bare.add({"docs/index.md": page, "ko/index.md": page})
    assert bare.evidoc("run").exit_code == 0
    assert bare.evidoc("check").output.splitlines()[-1].endswith("no findings")
    project = bare.project()
    expected = f"$ {commands}" if output is None else output
    assert project.records.record("en", "topic/name").output == expected
    rendering = Rendering(project, "en", "index.md", project.pages["en"]["index.md"])
    html = Rendered(project).html(rendering)
    assert f'href="evidence/topic/{file}"' in html
    assert "subprocess" not in html
    bare.write(f"snippets/topic/{file}", commands.replace("echo", "echo -n"))
    assert bool(bare.project().stale("en", "topic/name")) is ("echo" in commands)


FAULTS = [
    ("sleep 9\n", "did not end within 1 s; it had printed: $ sleep 9"),
    ("echo 'a\n", 'the command "echo \'a" does not end'),
    ("for n in 1; do\n", "the command 'for n in 1; do' does not end"),
]


@pytest.mark.parametrize(("commands", "message"), FAULTS)
def test_commands_keep_the_limits(bare: Site, commands: str, message: str) -> None:
    bare.add({"evidoc.toml": SETTINGS, "docs/index.md": "/// example | topic/name\n///\n"})
    bare.write("snippets/topic/name.sh", f"# evidoc: seconds=1\n{commands}")
    said = bare.evidoc("run").output
    assert "snippets/topic/name.sh:1: " in said
    assert message in said


def test_two_examples_of_one_name_are_told(bare: Site) -> None:
    site = small(bare, "x = 1\n", "Text.", **{"snippets/topic/name.sh": "true\n"})
    assert "name.py beside it has the same name" in site.evidoc("run").output


def test_values_up_to_the_exception_are_recorded(bare: Site) -> None:
    program = "# evidoc: raises=ValueError\nradius = 3\nint('x')\n"
    site = small(bare, program, "It is [3]{= radius }.")
    assert site.evidoc("run").exit_code == 0
    assert site.evidoc("check").exit_code == 0
    record = site.read("evidence/topic/name.json")
    assert "invalid literal for int()" in record
    site.replace("snippets/topic/name.py", "raises=ValueError", "raises=KeyError")
    assert "changed since it was recorded" in site.evidoc("check").output


def test_a_value_that_cannot_be_used_is_a_finding_of_the_page(bare: Site) -> None:
    program = "good, bad, radius = 5, float('nan'), 3\n"
    page = "It is [5]{= good }\nor [7]{= bad }\nor [3]{= radius }."
    site = small(bare, program, page)
    assert site.evidoc("run").exit_code == 0
    said = site.evidoc("check").output
    assert said.splitlines() == [
        "docs/index.md:5:5: bad: nan is not a finite number"
        " [bind a number, or mend topic/name] (claim-wrong)",
        "1 finding",
    ]
    assert "not updated: bad" in site.evidoc("update").output
    site.replace("docs/index.md", "bad }", "good + 2 }")
    assert site.evidoc("run").exit_code == 0
    assert site.evidoc("check").exit_code == 0
