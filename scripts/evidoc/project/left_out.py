"""Which Markdown files of a site are no pages of it: what MkDocs' configuration leaves out."""

from __future__ import annotations

from pathlib import Path

import yaml
from pathspec import GitIgnoreSpec

from evidoc.project.mkdocs_file import entries, with_inherited

_ALWAYS = (".*", "/templates/")  # by MkDocs itself


def left_out(mkdocs: Path) -> GitIgnoreSpec:
    """Return the patterns of files, below the folder of the pages, that the site leaves out.

    Excluded files and drafts; a configuration that cannot be read, which MkDocs says, has none.
    """
    if not mkdocs.is_file():
        return GitIgnoreSpec.from_lines(())
    said = {
        key.value: value.value
        for _, tree in reversed(list(with_inherited(mkdocs)))  # its own come last, and so prevail
        for key, value in entries(tree)
        if isinstance(value, yaml.ScalarNode)
    }
    excluded = [*_ALWAYS, *said.get("exclude_docs", "").splitlines()]
    drafts = said.get("draft_docs", "").splitlines()
    return GitIgnoreSpec.from_lines([*excluded, *drafts])
