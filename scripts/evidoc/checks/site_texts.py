"""Texts of the MkDocs configurations that a reader sees: the site's name, titles, labels."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from evidoc.core.findings import Finding
from evidoc.pages.numerals import NumeralError, numbers_in
from evidoc.project.project import Project

_SEEN = {
    *("site_name", "site_description", "site_author", "copyright"),
    *("name", "title", "text", "label", "permalink_title"),
}
MEND = "say it without a number, or add a name to [names] of evidoc.toml"


def check_site_texts(project: Project) -> Iterator[Finding]:
    """Yield the numbers in what the configurations say to a reader; nothing could bind them."""
    names = tuple(project.config.names)
    for language in project.languages:
        path = project.config.relative(language.mkdocs)
        try:
            node = yaml.compose(language.mkdocs.read_text("utf-8"), Loader=yaml.SafeLoader)
        except (OSError, UnicodeDecodeError, yaml.YAMLError):
            continue  # MkDocs says so
        for text, line in _texts(node):
            try:
                numbers = numbers_in(text, names)
            except NumeralError as error:
                yield Finding(path, line, str(error), MEND)
                continue
            if numbers:
                shown = ", ".join(number.text.strip() for number in numbers)
                yield Finding(path, line, f"bound to nothing: {shown}", MEND)


def _texts(node: yaml.Node | None) -> Iterator[tuple[str, int]]:
    """Yield the texts that are seen, with their lines."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _texts(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == "nav":
                yield from _titles(value)
            elif key.value in _SEEN and isinstance(value, yaml.ScalarNode):
                yield value.value, value.start_mark.line + 1
            else:
                yield from _texts(value)


def _titles(nav: yaml.Node) -> Iterator[tuple[str, int]]:
    """Yield the titles in a navigation; what they lead to is no text."""
    for item in nav.value if isinstance(nav, yaml.SequenceNode) else ():
        for title, below in item.value if isinstance(item, yaml.MappingNode) else ():
            yield title.value, title.start_mark.line + 1
            yield from _titles(below)
