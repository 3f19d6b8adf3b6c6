"""Builds the further languages of a site out of the build of its first one.

The first language of ``evidoc.toml`` is the root of the site, every further one a folder named by
its code. Each has an MkDocs configuration of its own, so each has its own search index, theme
language and plugin instances; what belongs to the site as a whole (the site map, the links from
language to language, the one page for addresses that do not exist) is made here.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Literal, cast

from babel import Locale
from babel.dates import format_date
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.config_options import Plugins
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from evidoc.project.config import Config, Language

Command = Literal["build", "gh-deploy", "serve"]

# What MkDocs writes for every build, though servers and crawlers look for the root's only.
SITE_WIDE = ("404.html", "sitemap.xml", "sitemap.xml.gz")

log = logging.getLogger("mkdocs.plugins.evidoc")


def language_of(project: Config, config: MkDocsConfig) -> Language | None:
    """Return the language that an MkDocs configuration builds, None when there is none."""
    built_from = Path(config.config_file_path).resolve()
    return next((one for one in project.languages.values() if one.mkdocs == built_from), None)


def is_first(project: Config, language: Language) -> bool:
    """Tell whether a language is the root of the site."""
    return language == next(iter(project.languages.values()))


def folder(project: Config, language: Language) -> str:
    """Return a language's folder in the site: empty for the first, else as in ``en/``."""
    return project.folder(language.code)


def prepare(project: Config, language: Language, config: MkDocsConfig) -> None:
    """Tell the theme of the other languages.

    ``extra.alternate`` gets Material's fields ``name``, ``lang`` and ``link``; a link leads from
    the root of this language to the root of that one, relatively, so it is right on every host.
    A site in one language has nothing to choose from.
    """
    if len(project.languages) == 1:
        return
    up = "" if is_first(project, language) else "../"
    config.extra["alternate"] = [
        {
            "name": Locale.parse(other.code, sep="-").get_display_name(),
            "lang": other.code,
            "link": up + folder(project, other) if other != language else "",
        }
        for other in project.languages.values()
    ]


def lead_to_sources(project: Config, language: Language, config: MkDocsConfig) -> None:
    """Let the edit links of a further language lead to its own folder of pages.

    One setting, ``edit_uri`` of the first language, serves all: it ends with that one's folder.
    """
    first = next(iter(project.languages.values()))
    mine, inherited = (f"{project.relative(each.docs)}/" for each in (language, first))
    if config.edit_uri and config.edit_uri.endswith(inherited):
        config.edit_uri = config.edit_uri.removesuffix(inherited) + mine
    if not config.repo_url:  # the rest of an address leads nowhere
        config.edit_uri = None


def way_to(path: Path, config: MkDocsConfig) -> str:
    """Return the way from the folder of a language's pages to a file, as in an address."""
    return Path(os.path.relpath(path, config.docs_dir)).as_posix()


def day(iso: str, language: Language) -> str:
    """Return a day as a language writes it."""
    locale = Locale.parse(language.code, sep="-")
    return str(format_date(date.fromisoformat(iso), "long", locale))


def name_sections(nav: Navigation) -> None:
    """Give every section that has an ``index.md`` the title of that page.

    So ``nav`` holds file names only and serves every language. To be called once the pages are
    read: a page's title is its first heading.
    """
    for section in _sections(nav.items):
        for child in section.children:
            if isinstance(child, Page) and child.is_index and child.title:
                section.title = str(child.title)
                break


def _sections(items: Sequence[object]) -> Iterator[Section]:
    for item in items:
        if isinstance(item, Section):
            yield item
            yield from _sections(item.children)


def build_language(
    project: Config, language: Language, first: MkDocsConfig, command: Command
) -> MkDocsConfig:
    """Build one further language into its folder of the site that ``first`` builds.

    The build is not strict itself: what it logs is counted by the build that it is part of.

    Returns:
        The configuration that it was built with; its plugins hold what they noted.

    Raises:
        mkdocs.exceptions.Abort: Its configuration is wrong.
        mkdocs.exceptions.BuildError: A page or a plugin failed.
    """
    log.info("Building %s with %s", language.code, project.relative(language.mkdocs))
    with _own_plugin_instances():
        config = load_config(
            str(language.mkdocs),
            site_dir=os.path.join(first.site_dir, language.code),
            site_url=f"{first.site_url.rstrip('/')}/{language.code}/" if first.site_url else None,
            strict=False,
        )
    config.plugins.on_startup(command=command, dirty=False)
    try:
        build(config, serve_url=config.site_url if command == "serve" else None)
    finally:
        config.plugins.on_shutdown()
    for name in SITE_WIDE:
        Path(config.site_dir, name).unlink(missing_ok=True)
    return config


@contextmanager
def _own_plugin_instances() -> Iterator[None]:
    """Keep MkDocs from handing the running build's plugin instances to another configuration.

    It caches them for all configurations of a process. Shared ones mix the languages: the search
    plugin would write the index of the language built last into the folder of the first.
    """
    option = cast("Plugins", MkDocsConfig.plugins)
    shared, option.plugin_cache = option.plugin_cache, {}
    try:
        yield
    finally:
        option.plugin_cache = shared


def watched(project: Config, config: MkDocsConfig) -> list[str]:
    """Return what the live server has to watch besides the first language's own pages."""
    languages = project.languages.values()
    paths = [path for language in languages for path in (language.docs, language.mkdocs)]
    if project.evidence.is_dir():
        paths.append(project.evidence)
    paths += [path for path in (project.glossary, project.references) if path]
    if config.theme.custom_dir:
        paths.append(Path(config.theme.custom_dir))
    return sorted(str(path) for path in paths)
