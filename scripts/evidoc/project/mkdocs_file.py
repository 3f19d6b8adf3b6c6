"""A MkDocs configuration as its author wrote it: a tree that knows its lines.

Nothing is constructed: a configuration may name Python objects and environment variables.
"""

from __future__ import annotations

from collections.abc import Iterator
from os.path import normpath
from pathlib import Path

import yaml

from evidoc.core.conflicts import UNRESOLVED, lines_of_marks
from evidoc.core.findings import EvidocError, Finding
from evidoc.pages.yaml_text import LOADER, is_too_deep


def compose(mkdocs: Path) -> yaml.Node | None:
    """Return the tree of a configuration; None where it cannot be read, as ``unreadable`` says.

    Raises:
        EvidocError: It is nested so deeply that reading it would end MkDocs.
    """
    try:
        text = mkdocs.read_text("utf-8")
        if is_too_deep(text):
            message = "cannot be read: it is nested too deeply"
            raise EvidocError([Finding(mkdocs.name, 1, message)])
        tree: yaml.Node | None = yaml.compose(text, Loader=LOADER)
    except (OSError, ValueError, yaml.YAMLError):
        return None
    return tree


def unreadable(mkdocs: Path, name: str, error: Exception) -> Finding:
    """Return why MkDocs cannot read a configuration, named as findings show it, with its line."""
    try:
        text = mkdocs.read_text("utf-8")
        yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as found:
        if marks := lines_of_marks(text):
            return Finding(name, marks[0], UNRESOLVED)
        mark = getattr(found, "problem_mark", None)
        message = f"is not valid YAML: {getattr(found, 'problem', found)}"
        return Finding(name, mark.line + 1 if mark else 1, message)
    except (OSError, ValueError) as found:
        error = found
    what = getattr(error, "strerror", None) or " ".join(str(error).split())
    return Finding(name, 1, f"cannot be read: {what}")


def with_inherited(mkdocs: Path) -> Iterator[tuple[Path, yaml.Node]]:
    """Yield the file and the tree of a configuration, then those of what it inherits."""
    seen: set[Path] = set()
    while mkdocs not in seen and (tree := compose(mkdocs)):
        seen.add(mkdocs)
        yield mkdocs, tree
        for key, value in entries(tree):
            if key.value == "INHERIT" and isinstance(value, yaml.ScalarNode):
                mkdocs = Path(normpath(mkdocs.parent / value.value))


def entries(node: yaml.Node) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    """Yield the named values of a mapping, with their names; of anything else nothing."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode):
            yield key, value


def items(node: yaml.Node) -> list[yaml.Node]:
    """Return the items of a sequence; of anything else nothing."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []
