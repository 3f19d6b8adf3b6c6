"""Markdown files that no site of the project renders: what they bind is true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidoc.checks.claims import check_claims
from evidoc.checks.coverage import account
from evidoc.checks.fences import check_fences
from evidoc.checks.seen import Seen
from evidoc.core.findings import Finding
from evidoc.project.project import Project


def check_documents(project: Project, seen: Mapping[str, Seen]) -> Iterator[Finding]:
    """Yield what is wrong in documents, and patterns that no file matches.

    Args:
        project: The project.
        seen: What a reader sees of the documents on which every number is asked for.
    """
    language = project.config.source_language
    for path, page in project.documents.items():
        for problem in page.problems:
            if not problem.if_strict:
                yield Finding(path, problem.line, problem.message, problem.mend, code="page-syntax")
        yield from check_claims(project, language, path, page)
        yield from check_fences(project, language, path, page)
    for path, each in seen.items():
        one = account(project.documents[path], each, tuple(project.config.names))
        for problem in one.problems:
            yield Finding(path, problem.line, problem.message, problem.mend, code="number-unbound")
    for pattern in project.config.documents:
        if not any(project.config.root.glob(pattern)):
            message = f"documents: {pattern} matches no file"
            mend = "correct it, or take it away"
            yield Finding(project.config.file, 1, message, mend, code="file-missing")
