"""Nothing stands inline: a server may send ``Content-Security-Policy: default-src 'self'``.

Themes write small scripts into pages and small pictures into style sheets; these become files,
named by their content. Python-Markdown writes the alignment of a column into a style of each of
its cells; that becomes an attribute, which the engine's style sheet knows.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote_to_bytes

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from evidoc.records.record import sha256
from evidoc.site.assets import FOLDER

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"""\btype=["']?([^\s"'>]*)""", re.IGNORECASE)
_RUNS = {"", "module", "text/javascript", "application/javascript"}
_ALIGNED = re.compile(r'(<t[hd]\b[^>]*) style="text-align: ?(left|center|right);?"')
_PICTURE = re.compile(r"""url\((["']?)data:image/svg\+xml(?:;charset=utf-8)?,(.*?)\1\)""")


def without_inline(page: str, root: str) -> tuple[str, dict[str, bytes]]:
    """Return the HTML of a page with nothing inline, and the files that it loads instead.

    Args:
        page: The HTML.
        root: The address of the language's root, as seen from the page.

    Returns:
        The HTML, and the content of each file by its address below that root.
    """
    files: dict[str, bytes] = {}

    def loaded(script: re.Match[str]) -> str:
        attributes, code = script.groups()
        kind = _TYPE.search(attributes)
        if (kind and kind[1].lower() not in _RUNS) or re.search(r"\bsrc=", attributes):
            return script[0]
        address = _name(code.encode(), "js")
        files[address] = code.encode()
        return f'<script{attributes} src="{posixpath.join(root, address)}"></script>'

    return _ALIGNED.sub(r'\1 data-align="\2"', _SCRIPT.sub(loaded, page)), files


def take_pictures_out(files: Files, config: MkDocsConfig) -> None:
    """Make the pictures in style sheets files of their own."""
    for sheet in [file for file in files.css_files() if not file.url.startswith(FOLDER)]:
        text, pictures = without_pictures(sheet.content_string, sheet.url)
        if not pictures:
            continue
        files.remove(sheet)
        files.append(File.generated(config, sheet.src_uri, content=text))
        for address, data in pictures.items():
            if not files.get_file_from_path(address):
                files.append(File.generated(config, address, content=data))


def without_pictures(sheet: str, address: str) -> tuple[str, dict[str, bytes]]:
    """Return a style sheet without the pictures that it holds, and those by their addresses.

    Args:
        sheet: The style sheet.
        address: Its address.
    """
    files: dict[str, bytes] = {}

    def linked(picture: re.Match[str]) -> str:
        data = unquote_to_bytes(picture[2])
        name = _name(data, "svg")
        files[name] = data
        return f"url({posixpath.relpath(name, posixpath.dirname(address))})"

    return _PICTURE.sub(linked, sheet), files


def _name(data: bytes, kind: str) -> str:
    return f"{FOLDER}/{sha256(data)[:8]}.{kind}"
