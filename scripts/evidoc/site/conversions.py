"""What Markdown made of the pages, kept for the next build of the same inputs.

Only where nothing but extensions that are known take part, which read nothing beside the project:
another one may show the time, or a file from elsewhere.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from evidoc.core.files import write_if_changed

_KNOWN = {
    *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"),
    *("footnotes", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"),
    *("wikilinks", "evidoc"),
}
_KNOWN_PACKAGES = ("markdown.", "material.", "pymdownx.")
_READ_FILES = ("pymdownx.snippets", "pymdownx.b64")

Conversion = dict[str, Any]
"""A page's HTML, contents, title and anchors, as JSON has them."""


class Conversions:
    """What became of the pages of a build, and of the one before."""

    def __init__(self, path: Path | None = None, inputs: str = "", recalls: bool = False) -> None:
        """Begin a build.

        Args:
            path: The file that they are kept in; without it nothing is kept.
            inputs: The digest of all files of the project.
            recalls: Whether they are those of the last build.
        """
        self._path = path
        self._inputs = inputs
        self._former: dict[str, Conversion] = {}
        self._made: dict[str, Conversion] = {}
        self._sites: dict[tuple[str, int], str] = {}
        if path and recalls:
            with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
                kept = json.loads(path.read_bytes())
                self._former = dict(kept["pages"]) if kept["inputs"] == inputs else {}

    def convert(
        self, begin: Callable[[], object], page: Page, config: MkDocsConfig, files: Files
    ) -> None:
        """Do what ``page.render`` does; ``begin`` is called before anything is converted."""
        key = self._key(page, config, files) if self._path else ""
        if key in self._former and _put_back(page, self._former[key], files):
            return
        begin()
        said: list[logging.LogRecord] = []
        with _listening(said):
            type(page).render(page, config, files)
        if key and not said:  # a warning is not to be lost
            self._made[key] = _taken(page)

    def save(self) -> None:
        """Keep what was converted, with all that was kept of the same inputs."""
        if self._path and self._made:
            kept = {"inputs": self._inputs, "pages": {**self._former, **self._made}}
            with suppress(OSError):
                self._path.parent.mkdir(exist_ok=True)
                data = json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass")
                write_if_changed(self._path, data)

    def _key(self, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Return a digest of what the HTML of a page depends on beside the project's files."""
        site = (config.config_file_path, len(files))  # a lab adds its figures
        if site not in self._sites:
            self._sites[site] = _about(config, files)
        place = (page.file.src_uri, page.file.dest_uri, page.markdown)
        return self._sites[site] and _digest((self._sites[site], place))


def _about(config: MkDocsConfig, files: Files) -> str:
    """Return a digest of what the HTML of all pages of a language depends on; "" if unknown."""
    try:
        extensions = list(_known_extensions(config.markdown_extensions))
        options = _plain(config.mdx_configs or {})
    except _UnknownError:
        return ""
    addresses = sorted((file.src_uri, file.dest_uri, file.inclusion.name) for file in files)
    level = logging.getLogger("mkdocs").getEffectiveLevel()
    language = (config.config_file_path, str(dict(config.validation)), level)
    return _digest((extensions, options, addresses, language))


def _digest(parts: object) -> str:
    return sha256(json.dumps(parts).encode("utf-8", "surrogatepass")).hexdigest()


class _UnknownError(Exception):
    """Something takes part in a conversion of which nothing is known."""


def _known_extensions(names: Sequence[object]) -> Iterator[str]:
    for name in names:
        is_known = isinstance(name, str) and (name in _KNOWN or name.startswith(_KNOWN_PACKAGES))
        if not is_known or name in _READ_FILES:
            raise _UnknownError
        yield str(name)


def _plain(value: object) -> object:
    """Return the options of extensions as JSON has them, functions of known packages by name."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, str | int | float):
        return value
    name = f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', '')}"
    if callable(value) and name.startswith(_KNOWN_PACKAGES) and not name.endswith("."):
        return name
    raise _UnknownError


@contextmanager
def _listening(said: list[logging.LogRecord]) -> Iterator[None]:
    """Collect what is logged."""
    handler = logging.Handler(logging.INFO)
    handler.emit = said.append  # type: ignore[assignment, method-assign]
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)


def _taken(page: Page) -> Conversion:
    """Return what MkDocs takes from the conversion of a page."""
    links = page.links_to_anchors
    return {
        "html": page.content,
        "contents": [_token(each) for each in page.toc],
        "title": page._title_from_render,
        "anchors": sorted(page.present_anchor_ids or ()),
        "links": links and {file.src_uri: anchors for file, anchors in links.items()},
    }


def _token(link: AnchorLink) -> dict[str, Any]:
    children = [_token(each) for each in link.children]
    return {"name": link.title, "id": link.id, "level": link.level, "children": children}


def _put_back(page: Page, kept: Conversion, files: Files) -> bool:
    """Give a page what MkDocs took from its conversion; return whether that was possible."""
    try:
        html, contents = str(kept["html"]), get_toc(kept["contents"])
        title, anchors, links = kept["title"], set(kept["anchors"]), kept["links"]
        led = {files.src_uris[name]: found for name, found in (links or {}).items()}
    except (KeyError, TypeError, AttributeError):
        return False
    page.content, page.toc, page._title_from_render = html, contents, title
    page.present_anchor_ids, page.links_to_anchors = anchors, led if links is not None else None
    return True
