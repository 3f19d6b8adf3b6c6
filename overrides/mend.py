"""Mends what Material's templates get wrong outside every block that a template could override."""

from __future__ import annotations

from typing import Any

# Browsers know no such attribute of a checkbox; inputs for text keep theirs.
TOGGLES = [f'type="checkbox" id="{name}"' for name in ("__drawer", "__search")]


def on_post_page(output: str, **_: Any) -> str:
    """Mend a page."""
    return _mend(output)


def on_post_template(output: str, *, template_name: str, **_: Any) -> str:
    """Mend the page for addresses that do not exist."""
    return _mend(output) if template_name.endswith(".html") else output


def _mend(html: str) -> str:
    for toggle in TOGGLES:
        html = html.replace(f'{toggle} autocomplete="off"', toggle)
    return html
