"""The results that examples state in their code (``#>``), held to what was recorded."""

from __future__ import annotations

from collections.abc import Iterator

from evidoc.core.findings import EvidocError, Finding
from evidoc.examples.results import Result
from evidoc.pages.bindings import Binding
from evidoc.pages.claims import judge
from evidoc.pages.rewriting import mend_of
from evidoc.project.project import Project


def check_results(project: Project) -> Iterator[Finding]:
    """Yield the results in examples (``#>``) that are not what was recorded."""
    for name, snippet in project.snippets.items():
        try:
            results = snippet.program.results
        except EvidocError:
            continue  # the example cannot run, which is a finding
        path = project.config.relative(snippet.path)
        for result in results:
            for language in project.languages:
                if found := judge_result(project, language.code, name, result):
                    yield Finding(path, result.line, *found)
                    break


def judge_result(
    project: Project, language: str, example: str, result: Result
) -> tuple[str, str] | None:
    """Return what is wrong with a result and how to mend it, or None if it is true."""
    record = project.records.usable(language, example)
    if record is None:
        return None
    if result.key not in record.values:
        return (
            f"the result {result.key.removeprefix('#> ')} was not recorded yet",
            f"evidoc run {example}",
        )
    held = result.text, binding_of(result), record.values, project.config.names
    if not (wrong := judge(*held)):
        return None
    is_empty = not result.text.strip()  # which is written anew
    return wrong, "evidoc update" if is_empty else mend_of(*held)


def binding_of(result: Result) -> Binding:
    """Return a result as what a claim is bound to."""
    return Binding(example=None, elements=(result.key,), source=result.key.removeprefix("#> "))
