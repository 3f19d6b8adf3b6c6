"""Texts of the MkDocs configurations that a reader sees: the site's name, titles, labels."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from evidoc.core.findings import Finding
from evidoc.pages.numerals import NumeralError, numbers_in
from evidoc.project.mkdocs_file import compose, entries, items
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
        tree = compose(language.mkdocs)
        for text, line in _texts(tree) if tree else ():
            try:
                numbers = numbers_in(text, names)
            except NumeralError as error:
                yield Finding(path, line, str(error), MEND)
                continue
            if numbers:
                shown = ", ".join(number.text.strip() for number in numbers)
                yield Finding(path, line, f"bound to nothing: {shown}", MEND)


def _texts(node: yaml.Node) -> Iterator[tuple[str, int]]:
    """Yield the texts that are seen, with their lines."""
    for item in items(node):
        yield from _texts(item)
    for key, value in entries(node):
        if key.value == "nav":
            yield from _titles(value)
        elif key.value in _SEEN and isinstance(value, yaml.ScalarNode):
            yield value.value, value.start_mark.line + 1
        else:
            yield from _texts(value)


def _titles(nav: yaml.Node) -> Iterator[tuple[str, int]]:
    """Yield the titles in a navigation; what they lead to is no text."""
    for item in items(nav):
        for title, below in entries(item):
            yield title.value, title.start_mark.line + 1
            yield from _titles(below)
