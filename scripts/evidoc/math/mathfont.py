"""The math font of the site: STIX Two Math, cut down to the characters that its formulas use.

The font lies in the ziamath distribution and is never imported as code. The subset keeps the MATH
table, from which browsers take how to set fractions and how to stretch brackets.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, files, version
from io import BytesIO
from pathlib import Path
from typing import Any

from evidoc.core.findings import EvidocError, Finding
from evidoc.core.memory import Memory

FAMILY = "evidoc-math"
_KEPT = {
    "bidi_closure": False,
    "layout_features": ["ssty", "dtls", "flac"],  # glyphs for scripts and below accents
    "name_IDs": [*range(7), 13, 14],  # 0 to 6 identify the font, 13 and 14 its licence
}
_RECIPE = sha256(Path(__file__).read_bytes()).hexdigest()


@dataclass(frozen=True)
class MathFont:
    """A font ready to be written to the site.

    Attributes:
        name: The file's name, with a hash of its content.
        data: Its content, WOFF2.
        css: The ``@font-face`` rule for a style sheet in the same folder.
        wanted: The characters asked for.
        licence: The licence's text, to be written to ``licence_name`` beside the font.
    """

    name: str
    data: bytes
    css: str
    licence: str
    wanted: frozenset[str]
    licence_name: str = "stix-two-math.LICENCE.txt"

    @cached_property
    def missing(self) -> frozenset[str]:
        """Characters asked for that the font has not; the page's text font shows them."""
        from fontTools.ttLib import TTFont

        return self.wanted - frozenset(map(chr, TTFont(BytesIO(self.data)).getBestCmap()))


def math_font(characters: Iterable[str], small: Iterable[str], memory: Memory) -> MathFont:
    """Return the math font for formulas that draw ``characters``.

    Args:
        characters: As ``evidoc.math.mathtext.characters`` gives them.
        small: Those that are drawn small, as ``small_characters`` gives them: the others have no
            glyphs for scripts.
        memory: Keeps the subset for the next build.

    Raises:
        EvidocError: The distribution with the font or the one with its licence is not installed.
    """
    wanted = sorted({*characters, " "})
    scripts = sorted({*small})
    whole = _file("ziamath", "STIXTwoMath-Regular.ttf")
    digest = sha256(whole.read_bytes()).hexdigest()
    recipe = (_RECIPE, version("fonttools"), version("brotli"), digest, wanted, scripts)
    made = json.loads(memory.recall(lambda: _made(whole, wanted, scripts), *map(repr, recipe)))
    data = b64decode(made["font"])
    name = f"stix-two-math.{sha256(data).hexdigest()[:8]}.woff2"
    return MathFont(
        name=name,
        data=data,
        css=(
            f'@font-face{{font-family:"{FAMILY}";src:url("{name}") format("woff2");'
            "font-display:swap}\n"
        ),
        licence=_licence(made["names"]),
        wanted=frozenset(wanted),
    )


def _made(whole: Path, wanted: Iterable[str], small: Iterable[str]) -> str:
    """Return the subset and its names as a text to keep."""
    data, names = _subset(whole, wanted, small)
    return json.dumps({"font": b64encode(data).decode(), "names": names})


def _subset(whole: Path, wanted: Iterable[str], small: Iterable[str]) -> tuple[bytes, list[str]]:
    """Return the font with these characters, and its copyright and the note on its licence."""
    # Loading these takes longer than all else here, and is rarely needed.
    from fontTools.ttLib import TTFont

    from evidoc.core.fonts import subset_font

    def prepare(font: TTFont) -> None:
        glyphs = font.getBestCmap()
        _leave_out_scripts(font, {glyphs[ord(sign)] for sign in small if ord(sign) in glyphs})

    data = subset_font(whole, wanted, prepare, **_KEPT)
    table = TTFont(BytesIO(data), lazy=True)["name"]
    return data, [table.getDebugName(number) for number in (0, 13)]


def _leave_out_scripts(font: Any, small: Set[str]) -> None:
    """Leave one glyph for scripts to those that need it, and none to the others.

    The font has two for each, for scripts and for scripts of scripts, which differ little: they
    would be half of what is loaded.
    """
    table = font["GSUB"].table
    features = table.FeatureList.FeatureRecord
    used = {
        at for each in features if each.FeatureTag == "ssty" for at in each.Feature.LookupListIndex
    }
    for substitution in (each for at in used for each in table.LookupList.Lookup[at].SubTable):
        glyphs = getattr(substitution, "ExtSubTable", substitution).alternates
        for name in list(glyphs):
            glyphs[name] = glyphs[name][:1]
            if name not in small:
                del glyphs[name]


def _licence(names: Sequence[str]) -> str:
    """Return the font's copyright and the licence, which asks to be passed on with each copy."""
    text = _file("fonttools", "LICENSE.external").read_text("utf-8")
    start = text.index("SIL OPEN FONT LICENSE")
    licence = text[start : text.index("\n=====", start)].strip()
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
