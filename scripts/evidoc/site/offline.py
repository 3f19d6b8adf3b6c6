"""A copy of a site that opens from a folder, without a server, search and formulas included.

A browser that shows a file starts no worker for it and fetches nothing. So the search becomes a
script of the page, its index a script that the page loads, and the font of formulas a part of the
style sheet.
"""

from __future__ import annotations

import base64
import re
from importlib.resources import files
from pathlib import Path

from evidoc.site.assets import FOLDER
from evidoc.site.search import INDEX

_FONT = re.compile(r'url\("([\w.-]+\.woff2)"\)')


def prepare_offline(site: Path, search: str) -> None:
    """Change what was built of one language so that it works without a server.

    Args:
        site: The folder of the language.
        search: The address of the engine's search below it; each page loads it before the theme's
            own script.
    """
    script = (files("evidoc") / "assets" / "offline.js").read_text("utf-8")
    worker = site / search
    worker.write_text(script.replace("SEARCH;", worker.read_text("utf-8")), "utf-8")
    (site / "404.html").unlink(missing_ok=True)  # no server shows it
    index = site / INDEX
    if index.is_file():
        # Material loads this one in place of the other where it shows a file.
        text = f"var __index = {index.read_text('utf-8')};\n"
        index.with_suffix(".js").write_text(text, "utf-8")
    for file in index.parent.glob("index.*.json"):
        text = f"evidocIndex({file.read_text('utf-8')});\n"
        file.with_suffix(".js").write_text(text, "utf-8")
        file.unlink()
    fonts = site / FOLDER
    for sheet in fonts.glob("*.css"):
        sheet.write_text(
            _FONT.sub(lambda font: _data(fonts / font[1]), sheet.read_text("utf-8")), "utf-8"
        )


def _data(font: Path) -> str:
    return f'url("data:font/woff2;base64,{base64.b64encode(font.read_bytes()).decode()}")'
