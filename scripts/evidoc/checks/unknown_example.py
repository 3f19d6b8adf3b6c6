"""What to say where something names an example that is not there."""

from __future__ import annotations

import difflib

from evidoc.project.project import Project

_PLACE = "a file in a topic's folder, which is no package"


def unknown_example(project: Project, example: str) -> tuple[str, str]:
    """Return that there is no such example, or why a file is none, and how to mend it."""
    if (project.config.snippets / f"{example}.py").is_file():
        path = project.config.relative(project.config.snippets / f"{example}.py")
        return f"{path} is no example", f"move it: an example is {_PLACE}, and topics do not nest"
    close = difflib.get_close_matches(example, project.snippets, n=1)
    mend = (
        f"did you mean {close[0]}?"
        if close
        else f"write {project.config.relative(project.config.snippets)}/{example}.py"
    )
    return f"there is no example {example}", mend
