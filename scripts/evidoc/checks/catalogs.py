"""Whether the translations of the examples are complete and change nothing but texts."""

from __future__ import annotations

from collections.abc import Iterator

from evidoc.core.findings import EvidocError, Finding
from evidoc.project.project import Project
from evidoc.translation.catalog import MEND


def check_catalogs(project: Project) -> list[Finding]:
    """Return what is missing, fuzzy, obsolete or wrong in the catalogs, sorted."""
    found = {
        finding
        for language in project.languages
        if language.code != project.config.source_language
        for topic in project.programs.topics(language.code)
        for finding in _check_topic(project, language.code, topic)
    }
    return sorted(found)


def _check_topic(project: Project, language: str, topic: str) -> Iterator[Finding]:
    examples = [
        each for each in project.snippets.values() if each.topic == topic and not each.in_page
    ]
    if any(example.finding for example in examples):
        return  # what it says is not known: its texts would all seem to be gone
    try:
        catalog = project.programs.catalog(language, topic)
    except EvidocError as error:
        yield from error.findings
        return
    ids: set[str] = set()
    for example in examples:
        try:
            ids |= {text.id for text in project.programs.texts(example.name)}
            project.programs.localised(language, example.name)
        except EvidocError as error:
            yield from error.findings
    for entry in catalog.entries.values():
        if entry.id not in ids:
            yield Finding(catalog.path, entry.line, "no example has this text any more", MEND)
