"""What people and programs are told of a run: a summary, where its time went, JUnit's XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as etree

from evidoc.core.findings import Finding
from evidoc.running.run import Report, Timed

_SLOWEST = 5
_PHASES = ("start", "program", "figures", "rest", "record")


def summary(report: Report, seconds: float) -> str:
    """Return in one line how many ran, were fresh and failed, and which took longest."""
    slowest = sorted(report.times, key=lambda each: -each.seconds)[:_SLOWEST]
    named = ", ".join(f"{each.example} {each.seconds:.1f} s" for each in slowest)
    ran = len({each.example for each in report.times})
    return (
        f"{ran} ran, {report.fresh} fresh, {len(_wrong(report))} failed in {seconds:.1f} s"
        f"; slowest: {named}"
    )


def profile(report: Report) -> Iterator[str]:
    """Yield a table of where the time of each example went, the slowest first."""
    yield " ".join(f"{name:>8}" for name in ("seconds", *_PHASES)) + "  example"
    for each in sorted(report.times, key=lambda each: -each.seconds):
        phases = [each.phases.get(name, 0.0) for name in _PHASES]
        columns = " ".join(f"{number:8.3f}" for number in (each.seconds, *phases))
        yield f"{columns}  {each.example} ({each.languages})"


def junit(report: Report) -> bytes:
    """Return what ran, and what kept examples from running, as the XML that CI systems read."""
    wrong = _wrong(report)
    cases = [_case(each, wrong.get(each.example, ())) for each in report.times]
    tried = {each.example for each in report.times}
    cases += [_case(Timed(name), found) for name, found in wrong.items() if name not in tried]
    failed = sum(case.find("failure") is not None for case in cases)
    attributes = {"name": "evidoc", "tests": str(len(cases)), "failures": str(failed)}
    attributes["time"] = f"{sum(each.seconds for each in report.times):.3f}"
    suite = etree.Element("testsuite", attributes)
    suite.extend(cases)
    etree.indent(suite)
    text: bytes = etree.tostring(suite, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _wrong(report: Report) -> dict[str, list[Finding]]:
    """Return what went wrong, by example, or by file where that is no example's own."""
    wrong = {name: list(found) for name, found in report.failed.items()}
    for name, finding in report.missing.items():
        wrong.setdefault(name, []).append(finding)
    for finding in (*report.unsteady, *report.blocked):
        wrong.setdefault(finding.path, []).append(finding)
    return wrong


# What XML can hold.
_FOREIGN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _case(timed: Timed, found: list[Finding] | tuple[()]) -> etree.Element:
    topic, _, name = timed.example.rpartition("/")
    case = etree.Element("testcase", {"classname": topic, "name": name})
    case.set("time", f"{timed.seconds:.3f}")
    if timed.languages:
        case.set("name", f"{name} ({timed.languages})")
    if found:
        text = _FOREIGN.sub("\ufffd", "\n".join(map(str, found)))
        etree.SubElement(case, "failure", {"message": text.splitlines()[0]}).text = text
    return case
