"""Lets the explorer run in a copy of the site that opens from a folder: see `make offline`.

A browser that shows a file loads no modules for it, and reads no other file. So the modules of the
explorer become one script of the old kind, each a function of its own that returns what the module
exports, and its picture a text in it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

_IMPORT = re.compile(r'^import (?:\* as (\w+)|(\{[^}]*\})) from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|const) (\w+))", re.MULTILINE)
_FETCHED = "await (await fetch(figure.src)).text()"
_LOADED = 'import("./explorer/explorer.js")'
_LOADS = """document.querySelector("script[src$='/explorer.js']") ??
  document.head.append(
    Object.assign(document.createElement("script"), {
      src: new URL(
        "explorer/explorer.js",
        document.querySelector("script[src$='assets/site.js']").src,
      ),
    }),
  )"""


def on_post_build(config: MkDocsConfig) -> None:
    """Rewrite the scripts that load modules."""
    if not config.plugins["evidoc"].config.offline:
        return
    own, built = Path(__file__).with_name("assets"), Path(config.site_dir, "assets")
    (picture,) = Path(config.site_dir, "evidence", "explorer").glob("picture.*.svg")
    text = bundled(own / "explorer", "explorer")
    text = _replaced(text, _FETCHED, json.dumps(picture.read_text("utf-8")), "explorer/draw.js")
    (built / "explorer" / "explorer.js").write_text(text, "utf-8")
    text = (own / "site.js").read_text("utf-8")
    (built / "site.js").write_text(_replaced(text, _LOADED, _LOADS, "site.js"), "utf-8")


def _replaced(text: str, old: str, new: str, file: str) -> str:
    if old not in text:
        raise PluginError(f"overrides/assets/{file}:1: has no {old}: mend overrides/offline.py")
    return text.replace(old, new)


def bundled(folder: Path, name: str) -> str:
    """Return a module and all that it imports as one script."""
    done: dict[str, str] = {}
    _add(folder, name, done)
    return "(() => {\n" + "\n".join(done.values()) + "\n})();\n"


def _add(folder: Path, name: str, done: dict[str, str]) -> None:
    """Add a module behind those that it imports."""
    text = (folder / f"{name}.js").read_text("utf-8")
    for _, _, other in _IMPORT.findall(text):
        if other not in done:
            _add(folder, other, done)
    names = ", ".join(found for _, found in _EXPORT.findall(text))
    body = _EXPORT.sub(r"\1", _IMPORT.sub(_constant, text))
    body = body.replace("import.meta.url", "document.currentScript.src")
    done[name] = f"const from_{name} = (() => {{\n{body}\nreturn {{ {names} }};\n}})();"


def _constant(found: re.Match[str]) -> str:
    whole, some, module = found.groups()
    return f"const {whole or some.replace(' as ', ': ')} = from_{module};\n"
