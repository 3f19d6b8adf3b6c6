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
from evidoc.pages.yaml_text import is_too_deep


def compose(mkdocs: Path) -> yaml.Node | None:
    """Return the tree of a configuration; None where there is no text, which MkDocs says.

    Raises:
        EvidocError: It is no YAML, or nested so deeply that reading it would end MkDocs.
    """
    try:
        text = mkdocs.read_text("utf-8")
        if is_too_deep(text):
            message = "cannot be read: it is nested too deeply"
            raise EvidocError([Finding(mkdocs.name, 1, message)])
        tree: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except (OSError, ValueError):
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, what = (mark.line + 1 if mark else 1), getattr(error, "problem", str(error))
        message = f"is not valid YAML: {what}"
        if marks := lines_of_marks(text):
            line, message = marks[0], UNRESOLVED
        raise EvidocError([Finding(mkdocs.name, line, message)]) from error
    return tree


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
