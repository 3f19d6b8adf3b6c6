"""Every placeholder of every translation, changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evidoc.core.findings import EvidocError
from evidoc.project.project import Project
from evidoc.translation.catalog import Catalog, Message, load_catalog, localise
from evidoc.translation.texts import Kind, find_texts
from mutants.mutant import Mutant, Verdict

# Not {{ }}, which stands for braces.
_PLACEHOLDER = re.compile(r"(?<!\{)\{(?!\{)[^{}]+\}(?!\})")


def judge_translations(project: Project) -> Iterator[Verdict]:
    """Yield for each changed placeholder whether the translation is refused."""
    for language in project.languages:
        if language.code == project.config.source_language:
            continue
        for snippet in project.snippets.values():
            path = project.config.relative(snippet.path)
            catalog = load_catalog(
                project.catalog_path(language.code, snippet.topic), project.config.root
            )
            for text in find_texts(snippet.source, path):
                entry = catalog.entries.get(text.id)
                if entry is None or text.kind is not Kind.F_STRING:
                    continue
                for changed in _changed(entry.string):
                    mutant = Mutant(catalog.path, entry.line, entry.string, changed)
                    yield Verdict(
                        mutant, _is_refused(snippet.source, catalog, entry, changed, path)
                    )


def _changed(string: str) -> Iterator[str]:
    for match in _PLACEHOLDER.finditer(string):
        inside = match[0][1:-1]
        name, colon, spec = inside.rpartition(":")
        others = [f"{{{inside}_}}", f"{{-{inside}}}", "", match[0] * 2, inside]
        if colon and spec:
            others += [f"{{{name}}}", f"{{{name}:>9}}"]
        for other in others:
            yield string[: match.start()] + other + string[match.end() :]


def _is_refused(source: str, catalog: Catalog, entry: Message, changed: str, path: str) -> bool:
    entries = {**catalog.entries, entry.id: replace(entry, string=changed)}
    try:
        localise(source, replace(catalog, entries=entries), path)
    except EvidocError:
        return True
    return False
