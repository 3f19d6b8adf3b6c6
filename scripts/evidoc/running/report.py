"""What a run did, and what is told of it: a summary, where its time went, JUnit's XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from xml.etree import ElementTree as etree

from evidoc.core.findings import Finding

_SLOWEST = 5
_PHASES = ("start", "program", "figures", "rest", "record")


@dataclass(frozen=True)
class Timed:
    """An example that ran: in which languages, how long, what took that time, what is unseen."""

    example: str
    languages: str = ""
    seconds: float = 0.0
    phases: dict[str, float] = field(default_factory=dict)
    unseen: str = ""


@dataclass
class Report:
    """What a run did.

    Attributes:
        ran: ``topic/name`` and language of what ran, in the order in which it ended.
        changed: Those whose evidence changed on disk.
        failed: Example to what went wrong when it ran.
        missing: Example to the library that it imports and this machine lacks.
        known: Examples that were not tried again.
        unsteady: Examples whose result differs with each run.
        notes: What is only to be known.
        blocked: Example to what kept it from running: its text, a translation, kept data that is
            not there.
        digests: Digests of the tasks that failed.
        times: How long each took that ran, in the order in which it ended.
        fresh: How many had a record of their present inputs.
        unconfined: What the machine lacks to keep examples from files and networks.
    """

    ran: list[tuple[str, str]] = field(default_factory=list)
    changed: list[tuple[str, str]] = field(default_factory=list)
    failed: dict[str, list[Finding]] = field(default_factory=dict)
    missing: dict[str, Finding] = field(default_factory=dict)
    known: list[str] = field(default_factory=list)
    unsteady: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    blocked: dict[str, list[Finding]] = field(default_factory=dict)
    digests: set[str] = field(default_factory=set)
    times: list[Timed] = field(default_factory=list)
    fresh: int = 0
    unconfined: set[str] = field(default_factory=set)

    @property
    def findings(self) -> list[Finding]:
        """All that went wrong."""
        found = chain(*self.failed.values(), *self.blocked.values())
        return sorted({*found, *self.missing.values(), *self.unsteady})

    def fail(self, example: str, finding: Finding) -> None:
        """Note what went wrong with an example."""
        self.failed.setdefault(example, []).append(finding)


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
    for finding in dict.fromkeys((*report.unsteady, *chain(*report.blocked.values()))):
        wrong.setdefault(finding.path, []).append(finding)
    return wrong


# What XML cannot hold; to name what it can takes Python fifty times as long to read.
_FOREIGN = re.compile("[\0-\x08\v\f\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _case(timed: Timed, found: list[Finding] | tuple[()]) -> etree.Element:
    topic, _, name = timed.example.rpartition("/")
    case = etree.Element("testcase", {"classname": topic, "name": name})
    case.set("time", f"{timed.seconds:.3f}")
    if timed.languages:
        case.set("name", f"{name} ({timed.languages})")
    if found:
        text = _readable("\n".join(map(str, found)))
        etree.SubElement(case, "failure", {"message": text.splitlines()[0]}).text = text
    if timed.unseen:
        etree.SubElement(case, "system-err").text = _readable(timed.unseen)
    return case


def _readable(text: str) -> str:
    return _FOREIGN.sub("\ufffd", text)
