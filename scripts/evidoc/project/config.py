"""The project's settings, from ``evidoc.toml`` or ``[tool.evidoc]`` of ``pyproject.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from os.path import normpath
from pathlib import Path
from typing import Any

from evidoc.core.findings import EvidocError, Finding
from evidoc.core.toml import TomlError, load_toml
from evidoc.project.schema import require_known
from evidoc.project.strictness import Strictness, read_strictness

FILE_NAME = "evidoc.toml"
_PYPROJECT = "pyproject.toml"


@dataclass(frozen=True)
class Language:
    """One language of the site.

    Attributes:
        code: BCP 47 code, as in ``<html lang>``.
        docs: The folder with its pages.
        mkdocs: The MkDocs configuration that builds it; ``mkdocs.yml`` if nothing else is said.
            Without that file the pages are rendered with common Markdown extensions.
        has_pages: Whether there is a site; otherwise documents alone are checked.
    """

    code: str
    docs: Path
    mkdocs: Path
    has_pages: bool = True


@dataclass(frozen=True)
class Config:
    """Everything that the settings say, with absolute paths.

    Attributes:
        root: The folder that holds them.
        file: The name of their file.
        documents: Patterns of Markdown files below the root that are checked without a site.
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
        notebooks: Where a reader can open a notebook: the name of the service, and an address in
            which ``{path}`` stands for that of the notebook below the root of the site.
        names: Texts with digits that are names, not numbers, each with the reason.
        coverage: How much is asked of which page.
    """

    root: Path
    snippets: Path
    languages: Mapping[str, Language]
    source_language: str
    evidence: Path
    install: str = ""
    font: str = ""
    glossary: Path | None = None
    references: Path | None = None
    method: str = ""
    fold_figures: bool = False
    notebooks: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    coverage: Strictness = field(default_factory=Strictness)
    documents: tuple[str, ...] = ()
    file: str = FILE_NAME

    def folder(self, language: str) -> str:
        """Return a language's folder in the site: empty for the first, else as in ``en/``."""
        return "" if language == next(iter(self.languages)) else f"{language}/"

    def opened(self, language: str, notebook: str) -> dict[str, str]:
        """Return the services that open a notebook, each with the address that does.

        Args:
            language: The language of the notebook.
            notebook: Its address below the root of the language.
        """
        path = self.folder(language) + notebook
        return {name: address.replace("{path}", path) for name, address in self.notebooks.items()}

    def relative(self, path: Path) -> str:
        """Return ``path`` as findings show it: relative to the root, with forward slashes."""
        root, name = f"{self.root.as_posix()}/", path.as_posix()
        if name.startswith(root):  # asked thousands of times, for which pathlib takes long
            return name.removeprefix(root)
        return path.relative_to(self.root).as_posix()


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above ``start`` that holds the settings of a project.

    Raises:
        EvidocError: No such folder.
    """
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file() or _table(folder / _PYPROJECT) is not None:
            return folder
    message = f"not found at or above {start}"
    raise EvidocError([Finding(FILE_NAME, 1, message, "evidoc init", code="setting-wrong")])


def _table(pyproject: Path) -> dict[str, Any] | None:
    """Return ``[tool.evidoc]``; None where it is not there, or no one can read the file."""
    try:
        found = load_toml(pyproject.read_text("utf-8"))["tool"]["evidoc"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, dict) else None


def load_config(root: Path) -> Config:
    """Read the settings; those in ``evidoc.toml`` where there are two.

    Raises:
        EvidocError: The file is not valid TOML, or a key is missing, unknown or of a wrong type.
    """
    path = root / FILE_NAME
    table = None if path.is_file() else _table(root / _PYPROJECT)
    file = FILE_NAME if table is None else _PYPROJECT
    try:
        raw = load_toml(path.read_text("utf-8")) if table is None else table
    except (OSError, ValueError) as error:
        line = error.line if isinstance(error, TomlError) else 1
        raise EvidocError(
            [Finding(file, line, f"cannot be read: {error}", code="setting-wrong")]
        ) from error
    try:
        return _config(root, file, raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"missing or wrong setting: {error}"
        raise EvidocError(
            [Finding(file, 1, message, "see the manual", code="setting-wrong")]
        ) from error


def _evidence(root: Path, raw: dict[str, Any], languages: Iterable[Language]) -> Path:
    """Return the folder of the records: the engine deletes there, so nothing else may lie in it."""
    folder = Path(normpath(_below(root, "evidence", raw.get("evidence", "evidence"))))
    others = [root / raw.get("snippets", "snippets"), *(each.docs for each in languages)]
    for other in map(Path, map(normpath, others)):
        if folder == other or folder in other.parents or other in folder.parents:
            name = other.relative_to(root).as_posix()
            raise ValueError(f"evidence = {raw.get('evidence', 'evidence')!r} lies across {name}")
    return folder


def _config(root: Path, file: str, raw: dict[str, Any]) -> Config:
    require_known(raw)
    names = raw.get("names", {})
    if not isinstance(names, dict) or not all(isinstance(each, str) for each in names.values()):
        raise ValueError("[names] gives each name its reason, a text")
    notebooks = raw.get("notebooks", {})
    for name, address in notebooks.items():
        if not isinstance(address, str) or "{path}" not in address:
            raise ValueError(f"[notebooks] {name} is an address with {{path}} in it")
    documents = _documents(raw)
    languages = _languages(root, raw, may_be_missing=bool(documents))
    return Config(
        root=root,
        file=file,
        snippets=_below(root, "snippets", raw.get("snippets", "snippets")),
        languages=languages,
        source_language=raw.get("source_language", next(iter(languages))),
        evidence=_evidence(root, raw, languages.values()),
        install=raw.get("install", Config.install),
        font=raw.get("font", ""),
        glossary=_below(root, "glossary", raw["glossary"]) if "glossary" in raw else None,
        references=_below(root, "references", raw["references"]) if "references" in raw else None,
        method=raw.get("method", ""),
        fold_figures=raw.get("fold_figures", False),
        notebooks=notebooks,
        names=names,
        coverage=read_strictness(raw.get("coverage", {})),
        documents=documents,
    )


def _languages(root: Path, raw: dict[str, Any], *, may_be_missing: bool) -> dict[str, Language]:
    """Return the languages of the site; without a site that of the examples, which has no pages."""
    if "languages" not in raw and may_be_missing:
        code = raw.get("source_language", "en")
        return {code: Language(code, root / "docs", root / "mkdocs.yml", has_pages=False)}
    if not raw["languages"]:
        raise ValueError("[languages] names no language")
    for code, entry in raw["languages"].items():
        if unknown := sorted(entry.keys() - {"docs", "mkdocs"}):
            raise ValueError(f"unknown key {unknown[0]!r} of the language {code}")
        if not _CODE.fullmatch(code):
            raise ValueError(f"{code!r} is no code of a language, as en or pt-BR")
    return {
        code: Language(
            code,
            _below(root, f"docs of {code}", entry["docs"]),
            _below(root, f"mkdocs of {code}", entry.get("mkdocs", "mkdocs.yml")),
        )
        for code, entry in raw["languages"].items()
    }


_CODE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")


def _below(root: Path, what: str, value: object) -> Path:
    """Return the file or folder that a setting names, which lies below the project."""
    if not isinstance(value, str):
        raise ValueError(f"{what} is a text")
    if root not in Path(normpath(root / value)).parents:
        raise ValueError(f"{what} = {value!r} does not lie below the project")
    if "\0" in value or any(len(each.encode()) > _LONGEST_NAME for each in Path(value).parts):
        raise ValueError(f"{what}: no file has such a name")
    return root / value


_LONGEST_NAME = 255
"""Bytes that the name of a file may have on common file systems."""


def _documents(raw: dict[str, Any]) -> tuple[str, ...]:
    """Return the patterns of documents: ``documents = […]``, or ``[documents] files = […]``."""
    value = raw.get("documents", [])
    patterns = value.get("files", []) if isinstance(value, dict) else value
    if not isinstance(patterns, list) or not all(isinstance(each, str) for each in patterns):
        raise ValueError('documents is a list of paths and patterns, as ["README.md"]')
    if isinstance(value, dict) and value.keys() - {"files"}:
        raise ValueError(f"unknown key of documents: {sorted(value.keys() - {'files'})[0]!r}")
    for pattern in patterns:
        if not pattern or Path(pattern).is_absolute() or ".." in Path(pattern).parts:
            raise ValueError(f"documents: {pattern!r} does not lie below the project")
        for part in Path(pattern).parts:
            if "**" in part and part != "**":
                raise ValueError(f"documents: {pattern!r}: ** stands for folders, between slashes")
            if len(part.encode()) > _LONGEST_NAME:
                raise ValueError("documents: no file has a name as long as one of these")
    return tuple(patterns)
