"""The math font of the site: STIX Two Math, cut down to the characters that its formulas use.

The font lies in the ziamath distribution and is never imported as code. The subset keeps the MATH
table, from which browsers take how to set fractions and how to stretch brackets.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, files, version
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

from evidoc.core.files import write_if_changed
from evidoc.core.findings import EvidocError, Finding
from evidoc.core.fonts import subset_font

FAMILY = "evidoc-math"
_KEPT = {
    "bidi_closure": False,
    "layout_features": ["ssty", "dtls", "flac"],  # glyphs for scripts and below accents
    "name_IDs": [*range(7), 13, 14],  # 0 to 6 identify the font, 13 and 14 its licence
}


@dataclass(frozen=True)
class MathFont:
    """A font ready to be written to the site.

    Attributes:
        name: The file's name, with a hash of its content.
        data: Its content, WOFF2.
        css: The ``@font-face`` rule for a style sheet in the same folder.
        licence: The licence's text, to be written to ``licence_name`` beside the font.
        missing: Characters asked for that the font has not; the page's text font shows them.
    """

    name: str
    data: bytes
    css: str
    licence: str
    missing: frozenset[str]
    licence_name: str = "stix-two-math.LICENCE.txt"


def math_font(characters: Iterable[str], cache: Path) -> MathFont:
    """Return the math font for formulas that draw ``characters``.

    Args:
        characters: As ``evidoc.math.mathtext.characters`` gives them.
        cache: A folder that keeps subsets between builds; it is made when needed.

    Raises:
        EvidocError: The distribution with the font or the one with its licence is not installed.
    """
    wanted = sorted({*characters, " "})
    whole = _file("ziamath", "STIXTwoMath-Regular.ttf")
    digest = sha256(whole.read_bytes()).hexdigest()
    recipe = (_KEPT, version("fonttools"), version("brotli"), digest, wanted)
    cached = cache / f"{sha256(repr(recipe).encode()).hexdigest()}.woff2"
    if cached.is_file():
        data = cached.read_bytes()
    else:
        data = subset_font(whole, wanted, **_KEPT)
        with suppress(OSError):  # where nothing may be written, it is made anew each time
            cache.mkdir(parents=True, exist_ok=True)
            write_if_changed(cached, data)
    font = TTFont(BytesIO(data), lazy=True)
    name = f"stix-two-math.{sha256(data).hexdigest()[:8]}.woff2"
    return MathFont(
        name=name,
        data=data,
        css=(
            f'@font-face{{font-family:"{FAMILY}";src:url("{name}") format("woff2");'
            "font-display:swap}\n"
        ),
        licence=_licence(font),
        missing=frozenset(wanted) - frozenset(map(chr, font.getBestCmap())),
    )


def _licence(font: TTFont) -> str:
    """Return the font's copyright and the licence, which asks to be passed on with each copy."""
    text = _file("fonttools", "LICENSE.external").read_text("utf-8")
    start = text.index("SIL OPEN FONT LICENSE")
    licence = text[start : text.index("\n=====", start)].strip()
    names = [font["name"].getDebugName(name) for name in (0, 13)]
    return "\n\n".join(
        [f"{names[0]}\n{names[1]}\nThis copy holds a part of its glyphs.", licence, ""]
    )


def _file(distribution: str, name: str) -> Path:
    try:
        found = next(file for file in files(distribution) or () if file.name == name)
    except (PackageNotFoundError, StopIteration):
        message = f"the math font needs {name} of the package {distribution}, which is not there"
        raise EvidocError([Finding("pyproject.toml", 1, message, "pip install .[site]")]) from None
    return Path(str(found.locate()))
