"""An object as notebooks show it: HTML that was made harmless, a picture, or Markdown.

Pictures go into files of their own; text is kept with the record.
"""

from __future__ import annotations

import base64
import io
import re
from typing import Any

from evidoc.core.model import Shown
from evidoc.core.values import ClaimError
from evidoc.records.harmless import harmless_svg

LIMIT = 256 << 10
"""The most bytes of HTML or Markdown that one object may be."""


def show_value(value: object) -> Shown:
    """Return what a page shows of an object.

    Raises:
        ClaimError: It has no form that a page can show, or one that is too long.
    """
    if kind := _CHARTS.get(type(value).__module__.partition(".")[0]):
        return Shown("svg", _harmless(kind(value)))
    forms = _forms(value)
    html = forms.get("text/html", "")
    if html and "<script" not in html and (cleaned := clean(html).strip()):
        return _limited(Shown("html", cleaned))
    if svg := forms.get("image/svg+xml"):
        return Shown("svg", _harmless(svg))
    if png := forms.get("image/png"):
        return Shown("png", png)
    if text := forms.get("text/markdown"):
        return _limited(Shown("markdown", text))
    if html:
        raise ClaimError(f"a {type(value).__name__} shows itself by a script alone: draw a picture")
    raise ClaimError(
        f"{type(value).__name__} has no form that a page shows: print it, or give it _repr_html_"
    )


def _harmless(svg: str) -> str:
    try:
        return harmless_svg(svg)
    except ValueError as error:
        raise ClaimError(str(error)) from None


def clean(html: str) -> str:
    """Return HTML without scripts, styles, and addresses of other hosts but for links."""
    import nh3

    def harmless(tag: str, name: str, value: str) -> str | None:
        is_picture = re.match(r"data:image/(?:png|gif|jpeg|webp);", value)
        return None if (tag, name) == ("img", "src") and not is_picture else value

    return nh3.clean(
        html,
        attributes=_ATTRIBUTES,
        attribute_filter=harmless,
        clean_content_tags={"script", "style", "title"},
        url_schemes={"data", "http", "https"},
    )


_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
}


def _limited(shown: Shown) -> Shown:
    if len(shown.data.encode()) > LIMIT:
        raise ClaimError(f"it is longer than {LIMIT} bytes: show a part of it")
    return shown


def _forms(value: Any) -> dict[str, str]:
    """Return the forms of an object by their MIME type, pictures of pixels in Base64."""
    forms: dict[str, Any] = {}
    if callable(bundle := getattr(value, "_repr_mimebundle_", None)):
        found = bundle()
        forms |= (found[0] if isinstance(found, tuple) else found) or {}
    for name, kind in _METHODS.items():
        if kind not in forms and callable(method := getattr(value, name, None)):
            found = method()
            forms[kind] = found[0] if isinstance(found, tuple) else found
    return {kind: text for kind, each in forms.items() if (text := _text(each))}


_METHODS = {
    "_repr_html_": "text/html",
    "_repr_svg_": "image/svg+xml",
    "_repr_png_": "image/png",
    "_repr_markdown_": "text/markdown",
}


def _text(form: object) -> str:
    if isinstance(form, bytes):
        return base64.b64encode(form).decode()
    return form if isinstance(form, str) else ""


def _altair(chart: Any) -> str:
    buffer = io.StringIO()
    try:
        chart.save(buffer, format="svg")
    except (ImportError, ValueError) as error:
        if "vl-convert" not in str(error):
            raise
        raise ClaimError(
            "altair draws without a browser with vl-convert-python: install it"
        ) from None
    return buffer.getvalue()


def _plotly(figure: Any) -> str:
    try:
        drawn = str(figure.to_image(format="svg").decode())
    except Exception as error:  # kaleido is not there, or finds no browser, or that no memory
        first = str(error).strip().partition("\n")[0]
        needs = "kaleido, a Chromium and memory=4GiB"
        raise ClaimError(
            f"plotly draws no static picture here, which takes {needs}: {first}"
        ) from None
    # Names that are drawn by lot become numbers: the picture is the same on every run.
    names = {name: f"{number:06x}" for number, name in enumerate(_BY_LOT.findall(drawn))}
    found = re.compile(rf"(?<=[a-z-])(?:{'|'.join(names)})") if names else _BY_LOT
    return found.sub(lambda match: names[match[0]], drawn)


_BY_LOT = re.compile(r"\b(?:defs-|trace)([0-9a-f]{6})\b")


_CHARTS = {"altair": _altair, "plotly": _plotly}
