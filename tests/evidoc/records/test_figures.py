from __future__ import annotations

import gzip
import re

import pytest
from matplotlib.figure import Figure

from evidoc.core.model import Job, Outcome
from evidoc.records import figures
from evidoc.records.figures import FigureError, font_path, prepare_font, svg_of
from evidoc.running.isolate import HEAVY, preload, run_one

FONT = "koreanize-matplotlib:koreanize_matplotlib/fonts/NanumGothic.ttf"
START = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots(num='rates')\n"


def run(source: str) -> Outcome:
    preload(HEAVY)
    outcome = run_one(Job("topic/name", "ko", START + source, "x.py", font=FONT))
    assert outcome.failure is None
    return outcome


# What is drawn; columns and rows of its tables.
DRAWN = {
    "line": ("ax.plot([1, 2], [3, 5.5])", [(("x", "y"), ((1, 3), (2, 5.5)))]),
    "labelled lines": (
        "ax.set_xlabel('d')\nax.plot([1, 2], [3, 5], label='폭')\n"
        "ax.plot([1, 2], [9, 9], label='탭')",
        [(("d", "폭", "탭"), ((1, 3, 9), (2, 5, 9)))],
    ),
    "bars": (
        "ax.bar(['a', 'b'], [1, 2])\nax.set_ylabel('n')",
        [(("x", "n"), (("a", 1), ("b", 2)))],
    ),
    "numbered bars": ("ax.bar([1, 2], [3, 4])", [(("x", "y"), ((1, 3), (2, 4)))]),
    "horizontal bars": ("ax.barh(['a', 'b'], [1, 2])", [(("x", "y"), (("a", 1), ("b", 2)))]),
    "points": ("ax.scatter([1, 2], [3, 4], label='p')", [(("x", "p"), ((1, 3), (2, 4)))]),
    "mesh": ("ax.pcolormesh([[1, 2], [3, 4]])", [(("", "0", "1"), ((0, 1, 2), (1, 3, 4)))]),
    "image": ("ax.imshow([[1, 2]])", [(("", "0", "1"), ((0, 1, 2),))]),
    "line with gaps": (
        "ax.plot([1, 2, 3], [1, float('nan'), float('inf')])",
        [(("x", "y"), ((1, 1), (2, ""), (3, "∞")))],
    ),
    "picture that nobody reads": ("ax.imshow([[0.5] * 200] * 200)", []),
    "points that nobody counts": ("ax.plot(range(9000))", []),
    "mark across": ("ax.axhline(3)\nax.plot([1], [2])", [(("x", "y"), ((1, 2),))]),
}


@pytest.mark.parametrize("name", DRAWN)
def test_the_data_drawn_becomes_a_table(name: str) -> None:
    source, expected = DRAWN[name]
    (figure,) = run(source).figures
    assert [(table.columns, table.rows) for table in figure.tables] == expected


LABELS = "ax.plot([-1, 2], [3, 5], label='커널 ■')\nax.set_title('팽창률')\nax.legend()\n"


def test_the_same_bytes_come_out_whatever_was_drawn_before() -> None:
    alone = run(LABELS).figures[0]
    after = run_one(
        Job(
            "topic/name",
            "ko",
            START + "ax.plot([1, 2], 'r')\nplt.savefig('x.svg')\nplt.close()\n" + START + LABELS,
            "x.py",
            font=FONT,
        )
    ).figures[0]
    assert alone.svg == after.svg


def test_a_figure_has_text_its_font_and_both_colour_schemes() -> None:
    svg = run(LABELS).figures[0].svg
    assert "커널" in svg
    assert "font/woff2" in svg
    assert "prefers-color-scheme:dark" in svg
    assert not re.search(r"#0101[0-9a-f]{2}", svg)
    assert not re.search(r"<metadata|https?://(?!www\.w3\.org)", svg)
    assert len(gzip.compress(svg.encode())) < 10_000


def test_a_logarithmic_axis_is_labelled_with_numbers() -> None:
    (figure,) = run("ax.plot([1, 2], [1, 8])\nax.set_yscale('log', base=2)").figures
    assert ">8<" in figure.svg
    assert "mathdefault" not in figure.svg


def test_figures_are_named_and_sorted() -> None:
    outcome = run("plt.figure('b c')\nplt.figure(7)")
    assert [figure.name for figure in outcome.figures] == ["7", "b-c", "rates"]


def test_what_needs_a_screen_at_each_drawing_is_left_out() -> None:
    (figure,) = run(
        "line = ax.plot([1, 2], [3, 5])\n"
        "fig.canvas.mpl_connect('draw_event', lambda event: event.canvas.get_renderer())"
    ).figures
    assert figure.tables[0].rows == ((1, 3), (2, 5))
    assert "<path" in figure.svg


def test_a_drawing_that_is_too_large_is_told() -> None:
    outcome = run("ax.plot([0, 1] * 60_000, marker='o')")
    assert outcome.unusable == {
        "figure rates": f"is a drawing of {len(outcome.figures[0].svg) / 2**20:.1f} MiB: "
        "draw fewer points, or some of them with rasterized=True"
    }


def _luminance(colour: str) -> float:
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(first: str, second: str) -> float:
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_are_seen_on_both_backgrounds() -> None:
    svg = run(LABELS).figures[0].svg
    for scheme, background in zip(
        re.findall(r"svg\{(--c0[^}]*)\}", svg), ("#ffffff", "#1e2129"), strict=True
    ):
        text, _, *cycle = re.findall(r"#[0-9a-f]{6}", scheme)
        assert _contrast(text, background) >= 4.5
        assert min(_contrast(colour, background) for colour in cycle) >= 3


def test_a_figure_without_what_embeds_its_font_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("fontTools.ttLib.woff2.haveBrotli", False)
    figure = Figure()
    figure.suptitle("A title of its own")
    with pytest.raises(FigureError, match=r"pip install 'evidoc\[site\]'"):
        svg_of(figure, "")


TEXTS = (
    "0123456789.",
    "index values, 0 to 24",
    "−3 × 10³ · 2 µm…",
    "A",
    "커널의 폭 9",
    "폭",
    "■ 1",
    "■",
)


@pytest.mark.parametrize("font", ["", FONT])
@pytest.mark.parametrize("text", TEXTS)
def test_a_font_is_cut_to_the_same_bytes_out_of_what_most_figures_use(font: str, text: str) -> None:
    drawn = "".join(sorted(set(text)))
    figures._common.pop(font, None)
    whole = figures._subset.__wrapped__(font, drawn)
    try:
        prepare_font(font)
        assert len(figures._common[font].data) < font_path(font).stat().st_size / 4
        assert figures._subset.__wrapped__(font, drawn) == whole
    finally:
        figures._common.pop(font, None)
