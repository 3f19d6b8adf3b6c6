"""The project's settings, read from ``evidoc.toml`` at its root."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from os.path import normpath
from pathlib import Path
from typing import Any

from evidoc.core.findings import EvidocError, Finding
from evidoc.project.strictness import Strictness, read_strictness

FILE_NAME = "evidoc.toml"


@dataclass(frozen=True)
class Language:
    """One language of the site.

    Attributes:
        code: BCP 47 code, as in ``<html lang>``.
        docs: The folder with its pages.
        mkdocs: The MkDocs configuration that builds it; ``mkdocs.yml`` if nothing else is said.
            Without that file the pages are rendered with common Markdown extensions.
    """

    code: str
    docs: Path
    mkdocs: Path


@dataclass(frozen=True)
class Config:
    """Everything that ``evidoc.toml`` says, with absolute paths.

    Attributes:
        root: The folder that holds ``evidoc.toml``.
        snippets: The folder with the examples, a folder for each topic.
        languages: Language code to language; the first is the root of the site.
        source_language: The language that the snippets themselves are written in.
        evidence: The folder that keeps the records. On the site, what belongs to them has
            addresses below a folder of the same name, in each language.
        install: The command that installs what the snippets import.
        font: A font for figures, as ``distribution:path inside it``; empty for matplotlib's own.
        glossary: The file with the terms; None without one.
        references: The file with the literature that pages cite; None without one.
        method: The page that tells readers how the site is checked, below each language's pages;
            the evidence at the end of every page leads to it. Empty without one.
        fold_figures: Whether the code of an example that shows a figure opens folded.
        names: Texts with digits that are names, not numbers, each with the reason.
        coverage: How much is asked of which page.
    """

    root: Path
    snippets: Path
    languages: Mapping[str, Language]
    source_language: str
    evidence: Path
    install: str = "pip install what it imports"
    font: str = ""
    glossary: Path | None = None
    references: Path | None = None
    method: str = ""
    fold_figures: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    coverage: Strictness = field(default_factory=Strictness)

    def relative(self, path: Path) -> str:
        """Return ``path`` as findings show it: relative to the root, with forward slashes."""
        return path.relative_to(self.root).as_posix()


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above ``start`` that holds ``evidoc.toml``.

    Raises:
        EvidocError: No such folder.
    """
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder
    raise EvidocError([Finding(FILE_NAME, 1, f"not found at or above {start}", "create it")])


def load_config(root: Path) -> Config:
    """Read ``evidoc.toml``.

    Raises:
        EvidocError: The file is not valid TOML, or a key is missing, unknown or of a wrong type.
    """
    path = root / FILE_NAME
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise EvidocError([Finding(FILE_NAME, 1, f"cannot be read: {error}")]) from error
    try:
        return _config(root, raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"missing or wrong setting: {error}"
        raise EvidocError([Finding(FILE_NAME, 1, message, "see the manual")]) from error


def _evidence(root: Path, raw: dict[str, Any], languages: Iterable[Language]) -> Path:
    """Return the folder of the records: the engine deletes there, so nothing else may lie in it."""
    folder = Path(normpath(root / raw.get("evidence", "evidence")))
    if root not in folder.parents:
        raise ValueError(f"evidence = {raw['evidence']!r} is no folder inside the project")
    others = [root / raw.get("snippets", "snippets"), *(each.docs for each in languages)]
    for other in map(Path, map(normpath, others)):
        if folder == other or folder in other.parents or other in folder.parents:
            name = other.relative_to(root).as_posix()
            raise ValueError(f"evidence = {raw.get('evidence', 'evidence')!r} lies across {name}")
    return folder


def _config(root: Path, raw: dict[str, Any]) -> Config:
    known = {
        "snippets",
        "languages",
        "source_language",
        "evidence",
        "install",
        "font",
        "glossary",
        "references",
        "method",
        "fold_figures",
        "names",
        "coverage",
    }
    if unknown := sorted(raw.keys() - known):
        raise ValueError(f"unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")
    if not isinstance(raw.get("fold_figures", False), bool):
        raise ValueError("fold_figures is true or false")
    for key in known - {"languages", "names", "fold_figures", "coverage"}:
        if not isinstance(raw.get(key, ""), str):
            raise ValueError(f"{key} is a text")
    names = raw.get("names", {})
    if not isinstance(names, dict) or not all(isinstance(each, str) for each in names.values()):
        raise ValueError("[names] gives each name its reason, a text")
    if not raw["languages"]:
        raise ValueError("[languages] names no language")
    languages = {
        code: Language(code, root / entry["docs"], root / entry.get("mkdocs", "mkdocs.yml"))
        for code, entry in raw["languages"].items()
    }
    return Config(
        root=root,
        snippets=root / raw.get("snippets", "snippets"),
        languages=languages,
        source_language=raw.get("source_language", next(iter(languages))),
        evidence=_evidence(root, raw, languages.values()),
        install=raw.get("install", Config.install),
        font=raw.get("font", ""),
        glossary=root / raw["glossary"] if "glossary" in raw else None,
        references=root / raw["references"] if "references" in raw else None,
        method=raw.get("method", ""),
        fold_figures=raw.get("fold_figures", False),
        names=names,
        coverage=read_strictness(raw.get("coverage", {})),
    )
