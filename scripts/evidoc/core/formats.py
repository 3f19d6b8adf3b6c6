"""Findings as people, programs and GitHub read them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from evidoc.core.findings import Finding


def as_text(findings: Iterable[Finding]) -> str:
    """Return a line for each finding: ``file:line:column: message [mend] (code)``."""
    return "\n".join(
        f"{each} ({each.code}{', a warning' if each.is_warning else ''})" for each in findings
    )


def as_json(findings: Iterable[Finding]) -> str:
    """Return an array of objects; a column of 0 is not known."""
    rows = [
        {
            "file": each.path,
            "line": each.line,
            "column": each.column,
            "code": each.code,
            "message": each.message,
            "mend": each.mend,
            "severity": "warning" if each.is_warning else "error",
        }
        for each in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def as_github(findings: Iterable[Finding]) -> str:
    """Return workflow commands, which GitHub shows beside the lines of a pull request."""
    return "\n".join(map(_command, findings))


def _command(finding: Finding) -> str:
    place = {"file": finding.path, "line": str(finding.line), "title": f"evidoc {finding.code}"}
    if finding.column:
        place["col"] = str(finding.column)
    properties = ",".join(f"{key}={_property(value)}" for key, value in place.items())
    mend = f" [{finding.mend}]" if finding.mend else ""
    level = "warning" if finding.is_warning else "error"
    return f"::{level} {properties}::{_escaped(finding.message + mend)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: Mapping[str, Callable[[Iterable[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
