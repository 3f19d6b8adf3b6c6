"""Fenced blocks that repeat an example's program, what it printed, or a file."""

from __future__ import annotations

from collections.abc import Iterator

from evidoc.checks.unknown_example import unknown_example
from evidoc.core.files import read
from evidoc.core.findings import EvidocError, Finding
from evidoc.core.values import ClaimError
from evidoc.examples.console import commands_in
from evidoc.pages.comments import BoundFence
from evidoc.pages.page import Page
from evidoc.pages.written import RUN
from evidoc.project.project import Project
from evidoc.records.record import RecordError


class CannotRepeat(ClaimError):  # noqa: N818
    """Why what a block should repeat is not known: a sentence, and how to mend it."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.mend = mend


def expected_of(project: Project, language: str, fence: BoundFence) -> str:
    """Return what a bound block has to hold.

    Raises:
        CannotRepeat: There is no such example, record or file.
    """
    if fence.kind == "file":
        return _file(project, fence.target)
    if fence.target not in project.snippets:
        raise CannotRepeat(*unknown_example(project, fence.target))
    try:
        if fence.kind == RUN:
            return _session(project, language, fence)
        if fence.kind == "output":
            return project.records.record(language, fence.target).output.rstrip()
        return project.programs.localised(language, fence.target).program.shown.strip("\n")
    except RecordError as error:
        raise CannotRepeat(f"{fence.target} {error}", f"evidoc run {fence.target}") from None
    except EvidocError as error:
        raise CannotRepeat(error.findings[0].message, error.findings[0].mend) from None


def _session(project: Project, language: str, fence: BoundFence) -> str:
    """Return what a session shows; what it holds where it has to run: that is told of itself."""
    try:
        if project.stale(language, fence.target):
            return fence.text
        output = project.records.record(language, fence.target).output.rstrip()
    except RecordError:
        return fence.text
    if commands_in(output) != commands_in(fence.text):
        message = f"{fence.target} prints a line that begins as a command does, with $ or >"
        raise CannotRepeat(message, "begin the block with ```sh, and bind another to its output")
    return output


def _file(project: Project, target: str) -> str:
    root = project.config.root
    path = (root / target).resolve()
    if root.resolve() not in path.parents:
        raise CannotRepeat(f"{target} does not lie below the project", "name a file that does")
    try:
        return read(path).decode().strip("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRepeat(f"{target} cannot be read: {error}", "name a text file") from None


def judge_fence(project: Project, language: str, fence: BoundFence) -> tuple[str, str] | None:
    """Return what is wrong with a bound block and how to mend it, or None if it is true."""
    try:
        expected = expected_of(project, language, fence)
    except CannotRepeat as error:
        return str(error), error.mend
    shown = fence.text.split("\n")
    lines = [line.rstrip() for line in expected.split("\n")]
    if shown == lines:
        return None
    for number, (here, there) in enumerate(zip(shown, lines, strict=False), 1):
        if here != there:
            return (
                f"line {number} of the block is {here!r}, that of {fence.target} {there!r}",
                "evidoc update",
            )
    return (
        f"the block has {len(shown)} lines, {fence.target} has {len(lines)}",
        "evidoc update",
    )


def check_fences(project: Project, language: str, name: str, page: Page) -> Iterator[Finding]:
    """Yield the bound blocks of a page or document that differ from what they repeat."""
    for fence in page.fences:
        if found := judge_fence(project, language, fence):
            yield Finding(name, fence.line, *found, code="fence-differs")
