"""Dollar signs: the scan reads as math and as claims exactly what the renderer does."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from evidoc.markdown.compare import rendered_key
from evidoc.markdown.render_all import Rendered
from evidoc.math.mathml import find_formulas
from evidoc.pages.scan import scan
from small_site import Site

# A text, how many claims are in it, and which formulas.
TEXTS: list[tuple[str, int, list[str]]] = [
    ("It costs $[5]{= s/p: price } and $[15]{= s/p: total }.", 2, []),
    ("$[5]{= s/p: price }/$[15]{= s/p: total }", 2, []),
    ("$[5]{= s/p: price }$", 1, []),
    ("[$5]{= s/p: price }–[$15]{= s/p: total }", 2, []),
    ("[5$]{= s/p: price },[15$]{= s/p: total }", 2, []),
    ("[5]{= s/p: price }$,[15]{= s/p: total }$", 2, []),
    ("$x$ costs $[5]{= s/p: price }, $y$ does not", 1, ["x", "y"]),
    ("$x$ costs $[5]{= s/p: price }$y$", 1, ["x", "y"]),
    ("[$x = 5$]{= s/p: price }", 1, ["x = 5"]),
    (r"\$[5]{= s/p: price } and \$6", 1, []),
    ("5$<!--= s/p: price -->, 15$<!--= s/p: total -->", 2, []),
    ("$5<!--= s/p: price -->,$15<!--= s/p: total -->", 2, []),
    ("$a `b` c$ and `$d$`", 0, []),
    ("$[3]{given}/$[5]{= s/p: price }", 1, []),
    ("$5 and $6, $5-$6", 0, []),
    ("$$\na [5]{= s/p: price } b\n$$", 0, ["a [5]{= s/p: price } b"]),
    ("- $$a [5]{= s/p: price }$$", 0, ["a [5]{= s/p: price }"]),
    ("so $$a [5]{= s/p: price }$$ is", 1, []),
    ("| $[5]{= s/p: price } | $[15]{= s/p: total } |\n|---|---|\n| $x$ | $2 |", 2, ["x"]),
    ("# $[5]{= s/p: price } to $[15]{= s/p: total } for $n$", 2, ["n"]),
]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    site = Site(root := tmp_path_factory.mktemp("shop"))
    site.add(
        {
            "evidoc.toml": '[languages]\nen = { docs = "docs" }\n',
            "snippets/s/p.py": "price = 5\ntotal = 15\n",
            "docs/index.md": "[5]{= s/p: price } [15]{= s/p: total }\n",
        }
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(Path(root))
        assert site.evidoc("run").exit_code == 0
    return Rendered(site.project())


@pytest.mark.parametrize(("text", "claims", "formulas"), TEXTS)
def test_scan_and_renderer_agree(
    rendered: Rendered, text: str, claims: int, formulas: list[str]
) -> None:
    page = scan(text)
    rendering = rendered.render("en", "index.md", page)
    assert Counter(map(rendered_key, page.claims)) == Counter(rendering.claims)
    assert len(page.claims) == claims
    assert rendering.seen is not None
    assert [each.latex for each in rendering.seen.formulas] == formulas
    assert [each.latex for each in find_formulas(page.source.formula_text)] == formulas
    assert rendering.findings() == []
