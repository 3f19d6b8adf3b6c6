"""How the commands report what they found, and end."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from evidoc.core.findings import Finding, any_wrong, counted
from evidoc.core.formats import FORMATS


def report(findings: Iterable[Finding], form: str = "text") -> None:
    """Print findings, sorted, each once."""
    if findings := sorted(set(findings)):
        click.echo(FORMATS[form](findings))


def finish(findings: Iterable[Finding], form: str = "text") -> None:
    """Print findings; end with status 1 if one of them is more than a warning."""
    findings = sorted(set(findings))
    report(findings, form)
    if any_wrong(findings):
        click.echo(counted(len(findings), "finding"), err=True)
        sys.exit(1)
