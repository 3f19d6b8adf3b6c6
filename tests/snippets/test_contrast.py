"""Every mark in every recorded figure stands out from the page, in light and in dark: by 3:1."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

import pytest

from built_site import ROOT
from recorded_figures import figures

MARKS = {"path", "use", "text", "rect", "circle", "line", "polygon", "polyline", "ellipse"}
NAMED = {"black": "#000000", "white": "#ffffff"}
Colour = tuple[float, ...]


def parsed(colour: str) -> Colour:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def grounds() -> dict[str, Colour]:
    """Return what figures stand on, in each scheme of the site."""
    css = (ROOT / "overrides" / "assets" / "site.css").read_text("utf-8")
    rules = {
        "default": r"\n\[data-md-color-scheme\] \{",
        "slate": r"@media screen \{\s*\[data-md-color-scheme=\"slate\"\] \{",
    }
    ground = r"[^}]*--md-default-bg-color: (#\w{6});"
    found = {name: re.search(rule + ground, css) for name, rule in rules.items()}
    return {name: parsed(match[1]) for name, match in found.items() if match}


def luminance(colour: Colour) -> float:
    linear = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in colour)
    return sum(weight * v for weight, v in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: Colour, other: Colour) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def style_of(element: ET.Element) -> dict[str, str]:
    own = {name: value for name in ("fill", "stroke", "opacity") if (value := element.get(name))}
    rules = (rule.split(":", 1) for rule in element.get("style", "").split(";") if ":" in rule)
    return own | {name.strip(): value.strip() for name, value in rules}


def marks(
    element: ET.Element, fill: str = "", stroke: str = "none", seen: float = 1
) -> Iterator[tuple[str, list[tuple[str, float]]]]:
    """Yield each mark below an element, with its colours and how far they cover."""
    style = style_of(element)
    fill, stroke = style.get("fill", fill), style.get("stroke", stroke)
    seen *= float(style.get("opacity", 1))
    name = element.tag.rpartition("}")[2]
    if name == "clipPath":
        return
    if name in MARKS:
        # A path in <defs> takes its colours from who uses it; text without one is black.
        own = fill or ("black" if name == "text" else "none")
        each = ((own, "fill-opacity"), (stroke, "stroke-opacity"))
        covers = [(colour, seen * float(style.get(share, 1))) for colour, share in each]
        yield name, [(colour, share) for colour, share in covers if colour != "none" and share]
    for child in element:
        yield from marks(child, fill, stroke, seen)


def faint(svg: str, on: Mapping[str, Colour]) -> list[str]:
    """Return the marks of a figure neither whose fill nor whose outline stands out."""
    found = []
    for (scheme, ground), part in zip(
        on.items(), svg.partition("</style>")[0].split("@media"), strict=True
    ):
        palette = {**NAMED, **{f"var({c})": v for c, v in re.findall(r"(--c\d+):(#\w{6})", part)}}
        for name, colours in marks(ET.fromstring(svg)):
            ratios = []
            for colour, share in colours:
                over = parsed(palette.get(colour, colour))
                mixed = tuple(
                    a * share + b * (1 - share) for a, b in zip(over, ground, strict=True)
                )
                ratios.append(contrast(mixed, ground))
            if ratios and max(ratios) < 3:
                found.append(f"{name} {colours} has {max(ratios):.2f}:1 in {scheme}")
    return found


def test_every_mark_stands_out() -> None:
    on = grounds()
    assert list(on) == ["default", "slate"]
    names = []
    wrong = {}
    for name, svg in figures():
        names.append(name)
        if found := faint(svg, on):
            wrong[name] = sorted(set(found))
    assert sum(name.endswith(".svg") for name in names) > 50
    assert sum(name.endswith(".json") for name in names) > 10
    assert wrong == {}


# What is drawn with a colour that is #777777 on light pages and #999999 on dark ones.
DRAWN = [
    ('<path style="fill: none; stroke: var(--c0)"/>', ""),
    ('<path style="fill: none; stroke: var(--c1)"/>', "1.5"),
    ('<path style="stroke: var(--c0); stroke-opacity: 0.4"/>', "1."),
    ('<g style="opacity: 0.4"><path style="fill: var(--c0)"/></g>', "1."),
    ('<path style="fill: var(--c0); fill-opacity: 0.2; stroke: var(--c0)"/>', ""),
    ('<text style="fill: var(--c1)">faint</text>', "1.5"),
    ("<text>black, on dark</text>", "slate"),
    ('<path style="fill: #ffffff"/>', "default"),
    ('<defs><path id="a"/></defs><use href="#a" style="fill: var(--c1)"/>', "1.5"),
    ("<clipPath><path/></clipPath>", ""),
]


@pytest.mark.parametrize(("mark", "said"), DRAWN)
def test_a_faint_mark_is_found(mark: str, said: str) -> None:
    light, dark = "--c0:#777777;--c1:#cccccc", "--c0:#999999;--c1:#444444"
    style = f"<style>svg{{{light}}}@media(prefers-color-scheme:dark){{svg{{{dark}}}}}</style>"
    found = faint(f"<svg>{style}{mark}</svg>", grounds())
    assert any(said in each for each in found) if said else found == []
