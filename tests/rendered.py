"""Renders a text as a page of a project that has nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from evidoc.checks.coverage import Account, account
from evidoc.checks.seen import Seen
from evidoc.markdown.render_all import Rendered
from evidoc.markdown.rendering import Rendering
from evidoc.pages.page import Page
from evidoc.pages.scan import scan
from evidoc.project.config import Config, Language
from evidoc.project.project import Project


@cache
def nothing() -> Rendered:
    """A project without files, whose pages are rendered with the default extensions."""
    root = Path(__file__).parent / "no project"
    language = Language("en", root / "docs", root / "mkdocs.yml")
    return Rendered(
        Project(Config(root, root / "snippets", {"en": language}, "en", root / "evidence"))
    )


def see(page: Page) -> Seen:
    """What a reader sees of a page."""
    seen = nothing().render("en", "index.md", page).seen
    assert seen
    return seen


def account_of(text: str, names: tuple[str, ...] = ()) -> Account:
    """The account of a page with this text."""
    page = scan(text)
    return account(page, see(page), names)


def html_of(text: str) -> str:
    """The HTML of a page with this text."""
    rendered = nothing()
    return rendered.html(Rendering(rendered.project, "en", "index.md", scan(text)))
