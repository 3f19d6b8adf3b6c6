"""Whether pages and the list of references agree: every key is known, cited and listed."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from evidoc.core.findings import Finding
from evidoc.pages.references import find_citations
from evidoc.project.project import Project


def check_references(project: Project) -> Iterator[Finding]:
    """Yield what is wrong in the list, keys that it lacks, and works that no page cites."""
    references = project.references
    yield from references.findings
    every: set[str] = set()
    for language, pages in project.pages.items():
        for path, page in pages.items():
            if project.config.references is None and not project.is_strict(language, path):
                continue  # [@key] may be another tool's
            name = project.page_path(language, path)
            lists = [block for block in page.blocks if block.name == "references"]
            cited = list(find_citations(page.source))
            every |= {key for _, key in cited}
            for offset, key in cited:
                if key not in references.keys:
                    yield Finding(name, page.source.line(offset), *_unknown(project, key))
            if cited and not lists:
                line = page.source.line(cited[0][0])
                mend = "write /// references and /// below it at the end of the page"
                yield Finding(name, line, "the page cites works and does not list them", mend)
            for block in lists[0 if not cited else 1 :]:
                line = page.source.line(block.start)
                message = "the list of references is there twice" if cited else "no work is cited"
                yield Finding(name, line, message, "take the block away")
    for key, entry in references.entries.items():
        if key not in every:
            mend = f"cite it as [@{key}], or take it away"
            yield Finding(references.path, entry.line, f"no page cites [{key}]", mend)


def _unknown(project: Project, key: str) -> tuple[str, str]:
    """Return what is wrong with a key that the list lacks, and how to mend it."""
    close = difflib.get_close_matches(key, project.references.keys, n=1)
    file = project.references.path or "references.toml, named by references in evidoc.toml"
    mend = f"did you mean {close[0]}?" if close else f"describe it in {file}"
    return f"there is no reference {key}", mend
