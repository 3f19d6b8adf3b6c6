"""Pages, folders and words of a language that should be there and are not."""

from __future__ import annotations

from collections.abc import Iterator

from evidoc.core.findings import Finding, coded
from evidoc.core.words import has_words
from evidoc.project.project import Project


def check_missing(project: Project) -> Iterator[Finding]:
    """Yield what one language has and another lacks, and what the settings name in vain."""
    yield from coded("file-missing", _one_sided_pages(project))
    yield from coded("file-missing", _missing_method(project))
    yield from coded("file-missing", _missing_folders(project))
    yield from coded("language-words", _without_words(project))


def _one_sided_pages(project: Project) -> Iterator[Finding]:
    every = {path for pages in project.pages.values() for path in pages}
    for path in sorted(every):
        missing = [language for language, pages in project.pages.items() if path not in pages]
        present = next(language for language, pages in project.pages.items() if path in pages)
        for language in missing:
            expected = project.page_path(language, path)
            yield Finding(
                project.page_path(present, path),
                1,
                f"this page is missing in {language}",
                f"write {expected}",
            )


def _missing_method(project: Project) -> Iterator[Finding]:
    """Yield the languages without the page about the method that ``evidoc.toml`` names."""
    method = project.config.method
    for language, pages in project.pages.items():
        if method and method not in pages:
            path = project.page_path(language, method)
            yield Finding(
                project.config.file, 1, f"there is no {path}", "write it, or take method away"
            )


def _missing_folders(project: Project) -> Iterator[Finding]:
    """Yield the folders that the settings name and that are not there: nothing would be checked."""
    config = project.config
    named = [(each.docs, f"docs of {each.code}") for each in project.languages if each.has_pages]
    if config.snippets != config.root / "snippets":  # where they lie if nothing else is said
        named.append((config.snippets, "snippets"))
    lines = (config.root / config.file).read_text("utf-8").splitlines()
    for folder, key in named:
        if not folder.is_dir():
            name = config.relative(folder)
            line = next((n for n, line in enumerate(lines, 1) if f'"{name}"' in line), 1)
            yield Finding(
                config.file, line, f"{key}: there is no folder {name}", "correct the name"
            )


def _without_words(project: Project) -> Iterator[Finding]:
    """Yield the languages of which the engine does not know the number words."""
    if not (project.is_multilingual or project.config.coverage.is_asked_somewhere):
        return
    for language in project.languages:
        if not has_words(language.code):
            message = f"there is no table of words for {language.code}: a number that is written"
            mend = f"write evidoc/assets/languages/{language.code}.toml, after en.toml"
            yield Finding(project.config.file, 1, f"{message} as a word is not found", mend)
