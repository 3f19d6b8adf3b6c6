"""Which Markdown files of a site are no pages of it: what MkDocs' configuration leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from pathspec import GitIgnoreSpec

_ALWAYS = (".*", "/templates/")  # by MkDocs itself


def left_out(mkdocs: Path) -> GitIgnoreSpec:
    """Return the patterns of files, below the folder of the pages, that the site leaves out.

    Excluded files and drafts; a configuration that cannot be read, which MkDocs says, has none.
    """
    if not mkdocs.is_file():
        return GitIgnoreSpec.from_lines(())
    try:
        said = dict(_settings(mkdocs, set()))
    except (OSError, ValueError, yaml.YAMLError):
        said = {}
    excluded = [*_ALWAYS, *said.get("exclude_docs", "").splitlines()]
    drafts = said.get("draft_docs", "").splitlines()
    return GitIgnoreSpec.from_lines([*excluded, *drafts])


def _settings(path: Path, seen: set[Path]) -> Iterator[tuple[str, str]]:
    """Yield the settings that are plain texts, those of the file that is inherited first.

    Nothing is constructed: a configuration may name Python objects and environment variables.
    """
    if path in seen:
        return
    seen.add(path)
    node = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
    entries = node.value if isinstance(node, yaml.MappingNode) else ()
    own = [(key.value, value.value) for key, value in entries if isinstance(value, yaml.ScalarNode)]
    for name, value in own:
        if name == "INHERIT":
            yield from _settings(path.parent / value, seen)
    yield from own
