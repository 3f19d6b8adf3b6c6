"""What a run tells of itself: a summary, a profile, and XML for CI."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from xml.etree import ElementTree as etree

import pytest

from evidoc.core.findings import Finding
from evidoc.running.report import Report, Timed, junit, profile, summary
from small_site import Site

FAILS = "taps = 9\n1 / 0\n"


def report(*times: tuple[str, float], **more: object) -> Report:
    return Report(times=[Timed(name, "en", seconds) for name, seconds in times], **more)  # type: ignore[arg-type]


WRONG = {"a/y": [Finding("snippets/a/y.py", 2, "fails")]}
SUMMARIES = {
    "1 ran, 3 fresh, 0 failed in 2.0 s; slowest: a/x 1.5 s": report(("a/x", 1.5), fresh=3),
    "2 ran, 0 fresh, 1 failed in 2.0 s; slowest: a/y 1.5 s, a/x 0.2 s": report(
        ("a/x", 0.2), ("a/y", 1.5), failed=WRONG
    ),
    "6 ran, 0 fresh, 0 failed in 2.0 s; slowest: "
    "a/6 6.0 s, a/5 5.0 s, a/4 4.0 s, a/3 3.0 s, a/2 2.0 s": report(
        *((f"a/{number}", float(number)) for number in range(1, 7))
    ),
}


@pytest.mark.parametrize("line", SUMMARIES)
def test_a_summary_names_the_slowest(line: str) -> None:
    assert summary(SUMMARIES[line], 2.0) == line


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
def test_a_terminal_sees_a_bar_and_a_pipe_a_line_for_each(site: Site) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "evidoc.cli", "run", "--all"]

    def run(said: int) -> subprocess.CompletedProcess[bytes]:
        null = subprocess.DEVNULL
        return subprocess.run(command, cwd=site.root, stdout=null, stderr=said, check=True)

    run(theirs)
    os.close(theirs)
    with open(ours, "rb") as terminal:
        shown = os.read(terminal.fileno(), 1 << 20).decode()
    piped = run(subprocess.PIPE).stderr.decode()
    assert ["\u2501" in text for text in (shown, piped)] == [True, False]
    lines = [re.search(r"^ran \S+ \(", text, re.M) for text in (shown, piped)]
    assert list(map(bool, lines)) == [False, True]


def test_a_profile_has_a_line_for_each_example_the_slowest_first() -> None:
    head, *lines = profile(report(("a/x", 0.2), ("a/y", 1.5)))
    assert head.split()[:3] == ["seconds", "start", "program"]
    assert [line.split("  ")[-1] for line in lines] == ["a/y (en)", "a/x (en)"]


def test_xml_has_a_case_for_each_example_and_each_finding() -> None:
    lost = Finding("snippets/a/po.po", 1, "not\x1b translated\uffff <b>")
    suite = etree.fromstring(
        junit(
            report(("a/x", 0.2), ("a/y", 1.5), failed=WRONG, blocked={"a/z": [lost], "a/w": [lost]})
        )
    )
    assert suite.attrib == {"name": "evidoc", "tests": "3", "failures": "2", "time": "1.700"}
    cases = [(case.get("classname"), case.get("name"), case.findtext("failure")) for case in suite]
    assert cases == [
        ("a", "x (en)", None),
        ("a", "y (en)", "snippets/a/y.py:2: fails"),
        ("snippets/a", "po.po", "snippets/a/po.po:1: not\\x1b translated\ufffd <b>"),
    ]


def test_a_run_writes_what_it_is_asked_for(site: Site) -> None:
    site.write("snippets/conv/quiet.py", FAILS)
    site.replace("snippets/conv/span.py", "3, 8", "3, 4")
    done = site.evidoc("run", "--junit", "reports/run.xml", "--profile")
    assert done.exit_code == 1
    assert re.search(r"^2 ran, 0 fresh, 1 failed in \d+\.\d s; slowest: conv/", done.stderr, re.M)
    assert re.search(r"^( +\d+\.\d{3}){6}  conv/span \(ko\)$", done.stdout, re.M), done.stdout
    suite = etree.parse(site.path("reports/run.xml")).getroot()
    failures = {case.get("classname"): case.findtext("failure") for case in suite.iter("testcase")}
    assert set(failures) == {"conv"}
    assert suite.get("failures") == "1"
    assert "ZeroDivisionError" in "".join(case.findtext("failure") or "" for case in suite)


def test_a_run_that_had_nothing_to_do_has_an_empty_report(site: Site) -> None:
    done = site.evidoc("run", "--junit", "run.xml", "--profile")
    assert done.output == "0 run, 0 recorded, 0 as before\n"
    assert etree.parse(site.path("run.xml")).getroot().get("tests") == "0"


def test_a_report_that_cannot_be_written_is_told(site: Site) -> None:
    site.write("file", "")
    done = site.evidoc("run", "--junit", "file/run.xml")
    assert done.exit_code == 1
    assert "file: cannot be written" in done.output or "file" in done.output
    assert "Traceback" not in done.output
