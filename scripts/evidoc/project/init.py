"""Adds the engine to what is there: an MkDocs site, or a repository with a README."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from evidoc.core.files import as_it_was, write_if_changed
from evidoc.core.findings import EvidocError, Finding
from evidoc.examples.source import read_source
from evidoc.project.config import FILE_NAME, find_root

_MKDOCS = "mkdocs.yml"


def init(root: Path) -> Iterator[str]:
    """Write the settings of a project, and yield a sentence for each thing that was done.

    A site gets the plugin and the Markdown extension in its ``mkdocs.yml``; nothing else changes.

    Raises:
        EvidocError: There are settings already, or nothing to add the engine to.
    """
    if _has_settings(root):
        message = "the settings of a project are there already"
        raise EvidocError([Finding(FILE_NAME, 1, message, "edit them", code="setting-wrong")])
    if (root / _MKDOCS).is_file():
        text = read_source(root / _MKDOCS, _MKDOCS)
        settings = _site(text)
        added = _with_engine(text)
        (root / FILE_NAME).write_text(settings, "utf-8")
        yield f"wrote {FILE_NAME}"
        data = (root / _MKDOCS).read_bytes()
        if write_if_changed(root / _MKDOCS, as_it_was(added, data)):
            yield f"added evidoc to the plugins and the Markdown extensions of {_MKDOCS}"
    elif documents := sorted(path.name for path in root.glob("*.md")):
        (root / FILE_NAME).write_text(f"documents = {json.dumps(documents)}\n", "utf-8")
        yield f"wrote {FILE_NAME}, which names {', '.join(documents)}"
    else:
        message = f"here is neither {_MKDOCS} nor a Markdown file"
        raise EvidocError([Finding(".", 1, message, "evidoc new DIR writes a site")])


def _has_settings(root: Path) -> bool:
    try:
        return find_root(root) == root
    except EvidocError:
        return False


def _site(text: str) -> str:
    """Return the settings of a site, by its configuration."""
    docs = _value(text, "docs_dir") or "docs"
    theme = _node(text, "theme")
    language = "en"
    if isinstance(theme, yaml.MappingNode):
        found = [value.value for key, value in theme.value if key.value == "language"]
        language = str(found[0]) if found else "en"
    entry = f'docs = {json.dumps(docs)}, mkdocs = "{_MKDOCS}"'
    return f"[languages]\n{language} = {{ {entry} }}\n"


def _with_engine(text: str) -> str:
    """Return a configuration with the plugin and the extension, and all else as it was."""
    text = _with_entry(text, "plugins", ["search"])
    return _with_entry(text, "markdown_extensions", [])


def _with_entry(text: str, key: str, default: list[str]) -> str:
    node = _node(text, key)
    if node is None or not isinstance(node, yaml.SequenceNode | yaml.MappingNode):
        if node is not None:  # a key without a value
            text = re.sub(rf"^{key}:.*\n?", "", text, count=1, flags=re.MULTILINE)
        lines = "".join(f"  - {each}\n" for each in [*default, "evidoc"])
        return f"{text.rstrip()}\n{key}:\n{lines}"
    if "evidoc" in _names(node):
        return text
    is_list = isinstance(node, yaml.SequenceNode)
    if node.flow_style:
        end = node.end_mark.index - 1
        comma = ", " if node.value else ""
        return f"{text[:end].rstrip()}{comma}{'evidoc' if is_list else 'evidoc: {}'}{text[end:]}"
    last = node.value[-1] if is_list else node.value[-1][1]
    end = last.end_mark.index
    # The end of a block is where the next one begins: behind empty lines and comments.
    end = len(text[:end].rstrip()) if text[:end].endswith(("\n", " ")) else end
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    indent = " " * node.start_mark.column
    entry = "- evidoc" if is_list else "evidoc: {}"
    return f"{text[:stop]}\n{indent}{entry}{text[stop:]}"


def _names(node: yaml.SequenceNode | yaml.MappingNode) -> set[str]:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value) for key, _ in node.value}
    names = set()
    for item in node.value:
        names |= _names(item) if isinstance(item, yaml.MappingNode) else {str(item.value)}
    return names


def _node(text: str, key: str) -> yaml.Node | None:
    try:
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        message = f"is not valid YAML: {getattr(error, 'problem', error)}"
        raise EvidocError([Finding(_MKDOCS, mark.line + 1 if mark else 1, message)]) from None
    pairs = tree.value if isinstance(tree, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _value(text: str, key: str) -> str:
    node = _node(text, key)
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""
