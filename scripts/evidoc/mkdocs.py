"""The MkDocs plugin: runs what is stale, builds every language, keeps the live server informed.

Thin on purpose: what a page shows is up to the Markdown extension, what is wrong to ``check``.
"""

from __future__ import annotations

import gc
import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from evidoc.core.collector import rest
from evidoc.core.findings import EvidocError
from evidoc.project.config import find_root, load_config
from evidoc.site import languages
from evidoc.site.address import require_free_address
from evidoc.site.announce import source_of
from evidoc.site.assets import assets
from evidoc.site.build import begin, tell
from evidoc.site.build import current_build as _build
from evidoc.site.edited import Site
from evidoc.site.evidence_files import add_evidence
from evidoc.site.llms import write_llms
from evidoc.site.offline import prepare_offline
from evidoc.site.page_events import PageEvents
from evidoc.site.policy import take_pictures_out
from evidoc.site.search import add_aliases, write_own_index
from evidoc.site.site_map import write_site_map

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from evidoc.site.live import Live

log = logging.getLogger("mkdocs.plugins.evidoc")


class EvidocPlugin(PageEvents):  # type: ignore[no-untyped-call]
    """One instance serves one language; that of the first language builds the others."""

    nav: Navigation
    files: Files
    command: languages.Command = "build"
    live: Live | None = None
    urls: dict[str, str]
    days: dict[str, str]
    collects = False

    def on_startup(self, *, command: languages.Command, dirty: bool) -> None:  # noqa: ARG002
        """Remember the command; having this handler also keeps the instance between rebuilds.

        Most of what a build makes lives to its end: collecting takes a sixth of the time in vain.
        """
        self.command = command
        self.collects = command != "serve" and gc.isenabled()
        if self.collects:
            rest()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read ``evidoc.toml`` and prepare the configuration of this language."""
        try:
            self.project = load_config(find_root(Path(config.config_file_path).resolve().parent))
        except EvidocError as error:
            raise PluginError(str(error)) from error
        if "i18n" in config.plugins:
            raise PluginError(
                "take the plugin i18n out: it stops at files that another plugin makes. A language "
                "is an entry of [languages] in the settings here"
            )
        language = languages.language_of(self.project, config)
        if language is None:
            raise PluginError(f"evidoc.toml names no language for {config.config_file_path}")
        self.language = language
        if self.command == "serve" and self.is_first and not self.live:
            require_free_address(*config.dev_addr)
        if self.live and self.is_first:
            config.site_dir = self.live.first.folder
        languages.prepare(self.project, language, config)
        languages.lead_to_sources(self.project, language, config)
        if self.config.offline:
            # Nobody serves it: each page is a file, and has no address that others could go to.
            config.use_directory_urls, config.site_url = False, None
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Run what is stale, unless the live server does or the build is strict.

        A strict build reports what is stale and changes nothing.
        """
        if self.is_first:
            if self.live:
                self.live.begin_build()
            failures = self.live.stale.failures if self.live else {}
            runs = self.command != "serve" and not config.strict
            build = begin(self.project, run_stale=runs, failures=failures)
            if self.live:
                build.go_on = self.live.first.put_off_if_edited
            _build.set(build)

    @event_priority(-50)  # after plugins that would make pages of notebooks on their own
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add what the engine makes: figures, downloads, labs, style sheet, math font.

        Pages that cannot be read are left out.
        """
        project = _build.get().project
        unreadable = {finding.path for finding in project.unreadable}  # MkDocs would stop at them
        for file in list(files):
            if project.page_path(self.language.code, file.src_uri) in unreadable:
                files.remove(file)
        made = assets(project, _build.get().memory)
        for address, data in made.files.items():
            files.append(File.generated(config, address, content=data))
        is_offline = self.config.offline or "material/offline" in config.plugins
        if not is_offline:  # from a folder, pictures cannot be masks
            take_pictures_out(files, config)
        config.extra_css.append(made.sheet)
        config.extra_javascript.append(made.script)
        self.search = made.search
        if self.config.offline:  # before the theme's own script
            config.extra.setdefault("polyfills", []).append(made.search)
        add_evidence(files, config, project, self.language.code)
        return files

    @property
    def is_first(self) -> bool:
        """Whether this instance builds the root of the site."""
        return languages.is_first(self.project, self.language)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Keep the navigation until the pages have their titles, and the files."""
        self.nav, self.files = nav, files
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Name the sections, now that the pages are read, and note the pages' addresses.

        What the theme's templates are compiled to is kept for the next build.
        """
        compiled = self.project.root / ".cache" / "templates"
        with suppress(OSError):
            compiled.mkdir(parents=True, exist_ok=True)
        if os.access(compiled, os.W_OK):
            env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
        languages.name_sections(self.nav)
        build = _build.get()
        build.sites[self.language.code] = Site(config, files, self.nav, env)
        self.urls, self.days = {}, {}
        for page in [file.page for file in files.documentation_pages() if file.page]:
            address = self.urls[page.file.src_uri] = "" if page.is_homepage else page.url
            source = source_of(build.project, self.language, page)
            self.days[address] = build.revised.get(source, "")
        return env

    @event_priority(-100)  # after the search plugin has written this language's index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Complete this language's search, then build the others and what belongs to all."""
        self._complete_search(config)
        write_llms(config, self.nav, self.files, _build.get().project, self.language.code)
        if self.config.offline:
            prepare_offline(Path(config.site_dir), self.search)
        if not self.is_first:
            return
        pages = {self.language.code: self.days}
        is_whole = True
        for language in list(self.project.languages.values())[1:]:
            try:
                built = languages.build_language(self.project, language, config, self.command)
            except (Abort, BuildError) as error:
                # The live server's first build is unguarded: an exception would end the server.
                if self.command != "serve":
                    raise
                log.error("%s: %s", self.project.relative(language.mkdocs), error)
                is_whole = False
                continue
            plugin = next(one for one in built.plugins.values() if isinstance(one, EvidocPlugin))
            pages[language.code] = plugin.days
        write_site_map(self.project, config, pages)
        build = _build.get()
        build.is_whole = is_whole
        if not build.is_known:  # which asks for part of it alone
            build.memory.save()
        if self.live:
            self.live.end_build(build)
            return
        tell(build.check(), is_strict=config.strict)
        build.remember()

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Let the examples run also where a page cannot be built."""
        if self.live:
            self.live.end_build()

    def _complete_search(self, config: MkDocsConfig) -> None:
        project = _build.get().project
        site, entries = Path(config.site_dir), project.glossary.entries
        if config.theme.name != "material":
            add_aliases(site, entries)
            return
        pages = project.pages[self.language.code]
        shown = (self.urls.get(path, "") for path in pages if pages[path].shows_glossary)
        write_own_index(site, self.language.code, entries, self.urls, next(shown, ""))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:  # noqa: ARG002
        """Watch the pages and settings of every language, and run what edits make stale."""
        from evidoc.site.live import Live  # with what watches files, which a build does not need

        live = Live(self.project, server, languages.watched(self.project, config), _build.get())
        try:
            live.start()
        except EvidocError as error:
            raise PluginError(str(error)) from error
        self.live = live

    def on_shutdown(self) -> None:
        """Stop running examples, and leave the collector as it was."""
        if self.collects:
            gc.enable()
        if self.live:
            self.live.stop()
