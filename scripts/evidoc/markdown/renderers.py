"""What renders the pages of a language for a check: Python-Markdown as its site has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import TocTreeprocessor

from evidoc.core.findings import EvidocError
from evidoc.markdown.unstyled import NoStyle
from evidoc.project.mkdocs_file import unreadable
from evidoc.project.project import Project

DEFAULT_EXTENSIONS = (
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.blocks.admonition", "pymdownx.blocks.details", "pymdownx.blocks.tab"),
    *("pymdownx.details", "pymdownx.highlight", "pymdownx.superfences", "pymdownx.tabbed"),
    "evidoc",
)
"""What renders the pages of a project that no site generator builds."""


def markdown_of(project: Project, language: str) -> Markdown:
    """Return a Markdown instance with the extensions of the language's site.

    Raises:
        EvidocError: The site's configuration cannot be read.
    """
    path = project.config.languages[language].mkdocs
    if path == project.config.root / "mkdocs.yml" and not path.exists():
        tabs = {"pymdownx.tabbed": {"alternate_style": True}}
        return _markdown(DEFAULT_EXTENSIONS, tabs)
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    try:
        # Loading plugins takes long, hooks are programs of their own, and none of them is needed.
        config = load_config(str(path), plugins=[], hooks=[])
    except (MkDocsException, OSError) as error:
        raise EvidocError([unreadable(path, project.config.relative(path), error)]) from error
    return _markdown(config.markdown_extensions, config.mdx_configs or {})


def _markdown(extensions: Sequence[str], configs: Mapping[str, Mapping[str, Any]]) -> Markdown:
    """Return an instance that makes neither a table of contents nor a style: no check reads them.

    Without pages that show it, each page's contents were laid out; for each piece of code a style
    sheet was written.
    """
    highlight = "pymdownx.highlight"
    plain = {highlight: {**configs.get(highlight, {}), "pygments_style": NoStyle}}
    md = Markdown(extensions=extensions, extension_configs={**configs, **plain})
    for each in md.treeprocessors:
        if isinstance(each, TocTreeprocessor):
            each.build_toc_div = _contents  # type: ignore[method-assign]
    return md


def _contents(toc_list: list[Any]) -> Element:  # noqa: ARG001
    return Element("div", {"class": "toc"})
