"""Every placeholder of every translation, changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from evidoc.core.findings import EvidocError
from evidoc.examples.program import Program
from evidoc.project.project import Project
from evidoc.translation.catalog import Catalog, Message, localise
from evidoc.translation.texts import Kind, Text
from mutants.mutant import Mutant, Verdict

# Not {{ }}, which stands for braces.
_PLACEHOLDER = re.compile(r"(?<!\{)\{(?!\{)[^{}]+\}(?!\})")


def judge_translations(project: Project) -> Iterator[Verdict]:
    """Yield for each changed placeholder whether the translation is refused."""
    for language in project.languages:
        if language.code == project.config.source_language:
            continue
        for snippet in project.snippets.values():
            catalog = project.programs.catalog(language.code, snippet.topic)
            texts = project.programs.texts(snippet.name)
            for text in texts:
                entry = catalog.entries.get(text.id)
                if entry is None or text.kind is not Kind.F_STRING:
                    continue
                for changed in _changed(entry.string):
                    mutant = Mutant(catalog.path, entry.line, entry.string, changed)
                    changed_catalog = _with(catalog, entry, changed)
                    yield Verdict(mutant, _is_refused(snippet.program, texts, changed_catalog))


def _changed(string: str) -> Iterator[str]:
    for match in _PLACEHOLDER.finditer(string):
        inside = match[0][1:-1]
        name, colon, spec = inside.rpartition(":")
        others = [f"{{{inside}_}}", f"{{-{inside}}}", "", match[0] * 2, inside]
        if colon and spec:
            others += [f"{{{name}}}", f"{{{name}:>9}}"]
        for other in others:
            yield string[: match.start()] + other + string[match.end() :]


def _with(catalog: Catalog, entry: Message, changed: str) -> Catalog:
    entries = {**catalog.entries, entry.id: replace(entry, string=changed)}
    return replace(catalog, entries=entries)


def _is_refused(program: Program, texts: Iterable[Text], catalog: Catalog) -> bool:
    try:
        localise(program, texts, catalog)
    except EvidocError:
        return True
    return False
