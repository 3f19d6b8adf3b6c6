"""How the commands report what they found, and end."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from evidoc.core.findings import EvidocError, Finding, any_wrong, counted
from evidoc.core.formats import FORMATS
from evidoc.project.config import find_root


def report(findings: Iterable[Finding], form: str = "text") -> None:
    """Print findings, sorted, each once."""
    if findings := sorted(set(findings)):
        click.echo(FORMATS[form](_for_github(findings) if form == "github" else findings))


def _for_github(findings: list[Finding]) -> list[Finding]:
    """Return findings with paths below the root of the repository, where GitHub looks for them."""
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    try:
        below = find_root(Path.cwd()).relative_to(workspace)
    except (EvidocError, ValueError):
        return findings
    return [replace(each, path=(below / each.path).as_posix()) for each in findings]


def finish(findings: Iterable[Finding], form: str = "text") -> None:
    """Print findings; end with status 1 if one of them is more than a warning."""
    findings = sorted(set(findings))
    report(findings, form)
    if any_wrong(findings):
        click.echo(counted(len(findings), "finding"), err=True)
        sys.exit(1)
