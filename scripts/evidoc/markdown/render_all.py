"""Render every page as the site does, and report what the scan of the source did not see.

A claim in indented code, in raw HTML or behind an unescaped pipe looks like one in the source and
is none on the page. Only rendering tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from markdown import Markdown

from evidoc.core.findings import EvidocError, Finding
from evidoc.markdown.rendering import Rendering, current
from evidoc.project.project import Project


def check_rendered(project: Project) -> Iterator[Finding]:
    """Yield the claims and examples that are not rendered, and formulas that cannot be read."""
    for language in project.languages:
        md = markdown_of(project, language.code)
        for path, page in project.pages[language.code].items():
            rendering = Rendering(project, language.code, path, page, colours_code=False)
            token = current.set(rendering)
            try:
                md.reset()
                md.convert(page.body)
            finally:
                current.reset(token)
            yield from rendering.findings()


def markdown_of(project: Project, language: str) -> Markdown:
    """Return a Markdown instance with the extensions of the language's site."""
    from mkdocs.config import load_config
    from mkdocs.exceptions import ConfigurationError

    path = project.config.languages[language].mkdocs
    try:
        config = load_config(str(path), plugins=[])  # loading them takes long, and none is needed
    except ConfigurationError as error:
        name = project.config.relative(path)
        raise EvidocError([Finding(name, 1, f"cannot be read: {error}")]) from error
    return Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
    )
