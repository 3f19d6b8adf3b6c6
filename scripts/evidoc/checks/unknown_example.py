"""What to say where something names an example that is not there."""

from __future__ import annotations

import difflib
import os
import re

from evidoc.core.values import NAME
from evidoc.project.project import Project

_PLACE = "a file in a topic's folder, which is no package"
_ENDINGS = (".py", ".sh", ".console")


def unknown_example(project: Project, example: str) -> tuple[str, str]:
    """Return that there is no such example, or why a file is none, and how to mend it."""
    if not re.fullmatch(rf"{NAME}(?:/{NAME})*", example):
        return f"{example} is not the name of an example", "write topic/name"
    message = f"there is no example {example}"
    name, ending = os.path.splitext(example)
    if ending not in _ENDINGS:
        name, ending = example, ".py"
    if name in project.snippets:
        return message, f"write {name}"
    path = project.config.snippets / f"{name}{ending}"
    if os.path.isfile(path):  # which its name may be too long for
        shown = project.config.relative(path)
        return f"{shown} is no example", f"move it: an example is {_PLACE}, and topics do not nest"
    if "/" not in name:
        topics = sorted({each.partition("/")[0] for each in project.snippets})
        close = difflib.get_close_matches(name, topics, n=1)
        return message, f"did you mean the topic {close[0]}?" if close else "write topic/name"
    if close := difflib.get_close_matches(name, project.snippets, n=1):
        return message, f"did you mean {close[0]}?"
    return message, f"write {project.config.relative(path)}"
