"""What a program wrote to standard error, which no page shows: the author is told."""

from __future__ import annotations

import re

from evidoc.core.findings import Finding
from evidoc.core.model import Outcome, is_lab
from evidoc.project.project import Project
from evidoc.running.tasks import Task, last_lines, line_of

_MEND = "stderr=shown in its settings shows that, stderr=hidden says that it may be left out"
# As Python writes it: the place, what is said, the line of code.
_WARNING = re.compile(
    r"^(?P<file>\S.*):(?P<line>\d+): (?P<said>\w+: .*\n)(?:  .*\n)?", re.MULTILINE
)


def note_of(project: Project, task: Task, outcome: Outcome) -> Finding | None:
    """Return as a warning what a program wrote to standard error, unless its settings say of it.

    A lab shows what its cells write.
    """
    job = task.job
    if project.settings[job.example].stderr is not None or is_lab(job.example):
        return None
    if not (said := last_lines(_WARNING.sub(r"\g<said>", outcome.unseen))):
        return None
    line = project.snippets[job.example].line
    warnings = _WARNING.finditer(outcome.unseen)
    if own := next((each for each in warnings if each["file"] == job.filename), None):
        line = line_of(project, job, int(own["line"]))
    message = f"wrote to standard error, which no page shows: {said}"
    return Finding(job.filename, line, message, _MEND, code="not-shown", is_warning=True)
