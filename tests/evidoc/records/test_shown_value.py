from __future__ import annotations

import re

import pytest

from evidoc.core.values import ClaimError
from evidoc.records.shown_value import clean, show_value
from small_site import Site


def giving(**forms: object) -> object:
    """Return an object that shows itself in these forms."""
    methods = {f"_repr_{name}_": lambda _, form=form: form for name, form in forms.items()}
    return type("Thing", (), methods)()


SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"
# Forms of an object, what is shown of it.
FORMS = [
    ({"html": "<b>1</b>", "svg": SVG}, ("html", "<b>1</b>")),
    ({"html": "<script>draw()</script>", "svg": SVG}, ("svg", SVG)),
    ({"html": None, "png": (b"\x89PNG", {})}, ("png", "iVBORw==")),
    ({"markdown": "**1**"}, ("markdown", "**1**")),
    ({"mimebundle": {"text/plain": "x", "text/html": "<i>x</i>"}}, ("html", "<i>x</i>")),
    ({"mimebundle": ({"image/png": b"\x89PNG"}, {})}, ("png", "iVBORw==")),
    ({"html": "<p onclick='x()' style='a:b' class='c'>1</p>"}, ("html", "<p>1</p>")),
    ({"html": "<style>p{}</style><td colspan='2'>1"}, ("html", "1")),
    ({"html": "<img src='http://x.org/a.png'>"}, ("html", "<img>")),
    ({"html": "<a href='javascript:x()'>a</a>"}, ("html", '<a rel="noopener noreferrer">a</a>')),
]


@pytest.mark.parametrize(("forms", "shown"), FORMS)
def test_objects_are_shown_in_their_best_form(forms: dict[str, object], shown: object) -> None:
    found = show_value(giving(**forms))
    assert (found.kind, found.data) == shown


REFUSED = [
    (giving(), "has no form that a page shows"),
    (giving(html="<script>x()</script>"), "by a script alone"),
    (giving(html="<b>" + "x" * 300_000), "longer than"),
    (3, "^int has no form"),
]


@pytest.mark.parametrize(("value", "message"), REFUSED)
def test_what_a_page_cannot_show_is_refused(value: object, message: str) -> None:
    with pytest.raises(ClaimError, match=message):
        show_value(value)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_are_plain_tables(library: str) -> None:
    frame = pytest.importorskip(library).DataFrame({"a": [1, 2], "b": ["x", "<y>"]})
    shown = show_value(frame)
    assert shown.kind == "html"
    assert re.search(r"<table>.*<th>a</th>.*&lt;y&gt;", shown.data, re.DOTALL)
    assert not re.search("style|class|script", shown.data)
    assert clean(shown.data) == clean(clean(shown.data))


def _no_kaleido(*_: object, **__: object) -> bytes:
    raise ValueError("Image export needs kaleido\nand more")


def _no_converter(*_: object, **__: object) -> None:
    raise ImportError("needs the vl-convert-python package")


CHARTS = {
    "plotly.graph_objs._figure": ("to_image", _no_kaleido, "takes kaleido, .*: Image export needs"),
    "altair.vegalite.v6.api": ("save", _no_converter, "vl-convert-python: install it"),
}


@pytest.mark.parametrize("module", CHARTS)
def test_a_chart_without_what_draws_it_says_what_is_missing(module: str) -> None:
    method, body, message = CHARTS[module]
    chart = type("Figure", (), {method: body, "__module__": module})()
    with pytest.raises(ClaimError, match=message):
        show_value(chart)


def test_a_chart_of_plotly_is_drawn_by_what_it_calls() -> None:
    drawn = {"svg": f"<?xml version='1.0'?>{SVG}".encode()}
    figure = type("Figure", (), {"to_image": lambda _, **asked: drawn[asked["format"]]})
    figure.__module__ = "plotly.graph_objs._figure"
    shown = show_value(figure())
    assert (shown.kind, shown.data) == ("svg", drawn["svg"].decode())


DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg"><defs id="defs-{0}"><clipPath id="clip{0}xy"/></defs>'
    '<g class="trace bars trace{1}" clip-path="url(#clip{0}xy)" fill="#{0}"/></svg>'
)


def test_a_chart_of_plotly_is_the_same_on_every_run() -> None:
    def drawn(*names: str) -> str:
        text = DRAWN.format(*names).encode()
        chart = type("Figure", (), {"to_image": lambda _, **__: text, "__module__": "plotly.g"})
        return show_value(chart()).data

    assert drawn("3485ec", "04c34a") == DRAWN.format("000000", "000001").replace(
        'fill="#000000"', 'fill="#3485ec"'
    )
    assert drawn("3485ec", "04c34a").replace("#3485ec", "#8d69fe") == drawn("8d69fe", "56ff08")


# As plotly and kaleido do: a file, a program of its own that draws, what that prints.
CHART = """
    import subprocess
    from pathlib import Path

    class Figure:
        def to_image(self, format):
            Path("chart.json").write_text("{}")
            drawn = "<svg xmlns='http://www.w3.org/2000/svg'><defs id='defs-%06x'/></svg>"
            command = ["python3", "-c", f"import os; print({drawn!r} % (os.getpid() % 4096))"]
            return subprocess.run(command, capture_output=True, check=True).stdout
    """


def test_a_confined_example_shows_a_chart_of_plotly(bare: Site) -> None:
    bare.add({"evidoc.toml": '[languages]\nen = { docs = "docs" }\n', "snippets/plotly.py": CHART})
    bare.write("snippets/topic/name.py", "import plotly\n\nfigure = plotly.Figure()\nfigure\n")
    bare.write("docs/index.md", "/// example | topic/name\n    value: figure\n///\n")
    assert bare.evidoc("run").exit_code == 0
    assert bare.evidoc("check").output.endswith("no findings\n")
    assert "defs-000000" in bare.read("evidence/topic/name.value-figure.svg")
    assert bare.evidoc("run", "--all").stdout.endswith("0 recorded, 1 as before\n")


# What runs before plotly, and the picture that comes of it, or what is said.
PLOTLY = {"": "", "import sys\nsys.modules['kaleido'] = None\n": "takes kaleido, a Chromium and"}


@pytest.mark.parametrize("before", PLOTLY, ids=["kaleido", "no kaleido"])
def test_a_real_chart_of_plotly_is_a_picture_or_a_sentence(bare: Site, before: str) -> None:
    """Where both are installed: kaleido starts a Chromium, which takes long on a busy machine."""
    pytest.importorskip("plotly")
    pytest.importorskip("kaleido")
    program = "import plotly.express as px\n\nfigure = px.bar(y=[1, 3])\nfigure\n"
    settings = "# evidoc: memory=4GiB seconds=600 stderr=hidden\n"
    bare.add({"evidoc.toml": '[languages]\nen = { docs = "docs" }\n'})
    bare.write("snippets/topic/name.py", settings + before + program)
    bare.write("docs/index.md", "/// example | topic/name\n    value: figure\n///\n")
    assert bare.evidoc("run").exit_code == 0
    found = bare.evidoc("check").output
    assert (PLOTLY[before] or "no findings") in found, found
    file = bare.path("evidence/topic/name.value-figure.svg")
    assert file.exists() == (not before)
    assert bare.evidoc("run", "--all").stdout.endswith("0 recorded, 1 as before\n")


def test_pictures_and_charts() -> None:
    image = pytest.importorskip("PIL.Image").new("RGB", (2, 2))
    assert show_value(image).kind == "png"
    altair = pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    data = altair.Data(values=[{"a": 1, "b": 2}])
    chart = altair.Chart(data).mark_point().encode(x="a:Q", y="b:Q")
    assert show_value(chart).data.startswith("<svg")
