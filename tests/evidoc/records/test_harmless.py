"""Pictures keep what they show and lose what would act where they are opened."""

from __future__ import annotations

import re

import pytest

from evidoc.records.harmless import harmless_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'

# What stands in the picture, what is left of it.
LEFT_OUT = {
    "script": ("<script>a()</script><g/>", "<g />"),
    "script of another namespace": ('<script xmlns="http://www.w3.org/1999/xhtml"/>', ""),
    "handler": ('<g onload="a()" id="x"/>', '<g id="x" />'),
    "handler in capitals": ('<g OnLoad="a()"/>', "<g />"),
    "link that runs": ('<a xlink:href="javascript:a()"><g/></a>', "<a><g /></a>"),
    "link that runs, in disguise": ('<a href=" java&#10;script&#58;a()"/>', "<a />"),
    "picture of another host": ('<image href="//host/x.png" x="1"/>', '<image x="1" />'),
    "text as a picture": ('<image href="data:image/svg+xml;base64,AA"/>', "<image />"),
    "shape of another file": ('<use xlink:href="x.svg#a"/>', "<use />"),
    "style that asks for more": ("<style>@import '//host/a.css';</style><g/>", "<g />"),
    "font of another host": ("<style>@font-face{src: url( '//host/a' )}</style>", ""),
    "colour of another file": ('<g fill="url(x.svg#a)"/>', "<g />"),
    "picture in a style": ('<g style="mask: URL(https://host/x)" x="1"/>', '<g x="1" />'),
    "animated link": ('<a><set attributeName="xlink:href" to="javascript:a()"/></a>', "<a />"),
    "foreign script": (
        "<foreignObject>x<script>a()</script></foreignObject>",
        "<foreignObject>x</foreignObject>",
    ),
}
KEPT = {
    "shape of its own": '<use xlink:href="#a"/>',
    "pixels": '<image href="data:image/png;base64,AA=="/>',
    "link": '<a href="https://example.org/">x</a><a href="b.html#c">y</a>',
    "letters": "<text>&lt;script&gt; onload=1 javascript:</text><!-- a --><style>a{}</style>",
    "colours of its own": '<g fill="url(#a)" style="mask:url(\'#b\')" aria-label="url(x)"/>',
    "font of its own": "<style>@font-face{src:url(data:font/woff2;base64,AA)}</style>",
    "movement": '<animate attributeName="x" from="0" to="1"/>',
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_acts_is_left_out(name: str) -> None:
    drawn, left = LEFT_OUT[name]
    shown = harmless_svg(f"{HEAD}{drawn}</svg>")
    assert re.sub(r"</?svg[^>]*>", "", shown) == left


@pytest.mark.parametrize("name", KEPT)
def test_what_only_shows_stays_as_it_was(name: str) -> None:
    drawn = f"<?xml version='1.0'?>{HEAD}{KEPT[name]}</svg>"
    assert harmless_svg(drawn) == drawn


def test_what_no_browser_shows_is_refused() -> None:
    with pytest.raises(ValueError, match="its SVG is not well-formed: "):
        harmless_svg("<svg><g></svg>")
