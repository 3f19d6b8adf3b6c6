"""The dilation explorer in the browser: what it shows, and how keys and phones can use it."""

from __future__ import annotations

import gzip
import io
import random
import re
import warnings
from collections.abc import Iterable
from contextlib import redirect_stdout
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Route, expect

from built_site import AXE, LANGUAGES, ROOT, Served, pages, wake_explorer
from conv_arithmetic import (
    Layer,
    coverage,
    effective_stride,
    hit_counts,
    receptive_field,
)

SOURCES = ROOT / "overrides/assets/explorer"
BUDGET = 15 * 1024  # bytes of JavaScript and CSS, each file gzipped
CONV, POOL = Layer(3), Layer(2, stride=2)
DOUBLING = [2**power for power in range(10)]


def stack(*rates: int, kernel_size: int = 3) -> list[Layer]:
    return [Layer(kernel_size, dilation=rate) for rate in rates]


PRESETS = {
    "1, 2, 4, 8": stack(1, 2, 4, 8),
    "HDC 1, 2, 5": stack(1, 2, 5),
    "2, 2, 2": stack(2, 2, 2),
    "1, 2, 9": stack(1, 2, 9),
    "2, 2, 5, 9": stack(2, 2, 5, 9),
    "WaveNet": stack(1, *DOUBLING * 3, kernel_size=2),
    "TCN": stack(*sorted(DOUBLING[:6] * 2), kernel_size=7),
    "VGG16 → fc6": [*[CONV, CONV, POOL] * 2, *[CONV, CONV, CONV, POOL] * 3, Layer(7)],
}
# Stacks of every kind: both dimensions, paddings, strides, groups, pooling, branches, a picture.
STATES = [
    "d=1,2,4,8",
    "d=2,2,2&dims=2&size=13&at=0,12",
    "k=2,3,4&d=3,2,1&size=20&p=same",
    "k=4,4&s=2,3&d=1,3&size=23&dims=2&p=same",
    "k=5,3,2&d=3,2,2&s=2,1,1&p=valid,2,causal&size=40",
    "k=3&d=1,2&c=8,12&in=4&g=4&dims=2&size=9&p=causal",
    "k=3&d=1,1&n=2,3&a=pool,double&size=50&s=1",
    "k=1,3,3,3&d=1,6,12,18&branches=1&dims=2&size=37&in=8&c=4",
    "d=1,2,5&dims=2&picture=1",
    "k=7&d=9&p=valid&size=1",
]


@pytest.fixture
def page(again: tuple[Page, list[str]]) -> Page:
    """The window of all tests that open an address and leave nothing behind in it."""
    return again[0]


@pytest.fixture
def complaints(again: tuple[Page, list[str]]) -> list[str]:
    """What goes wrong in that window during a test."""
    return again[1]


@pytest.fixture
def own(context: BrowserContext) -> Page:
    """A window for a test that listens, permits or asks of it what others are not to meet."""
    return context.new_page()


def opened(page: Page, site: Served, query: str, language: str = "en") -> Page:
    page.goto(site.url(language, f"explorer/?{query}"))
    expect(page.locator(".explorer")).to_be_visible()
    if "picture=1" in query:
        expect(page.locator("[name=picture]")).to_be_checked()
    return page


# Before its picture is there, an explorer is at rest without one.
RESTS = """
() => document.querySelector(".explorer-status").textContent
  && location.search.includes("picture=1") === document.querySelector("[name=picture]").checked
"""


def address(page: Page) -> str:
    """Return the address once all is at rest: it is written, and the summary is read out."""
    page.wait_for_function(RESTS)
    return page.url


def table(page: Page) -> list[list[str]]:
    """Return the cells of the table of layers, its head left out."""
    return page.locator(".explorer-layers-table tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )


def printed_by(code: Locator, more: str = "") -> list[str]:
    """Return the lines that a program prints which a reader copies; torch is imported once."""
    printed = io.StringIO()
    with redirect_stdout(printed), warnings.catch_warnings(action="ignore"):
        exec(compile(code.inner_text() + more, "copied", "exec"), {"__name__": "__main__"})
    return printed.getvalue().splitlines()


def ending(query: str) -> re.Pattern[str]:
    """Return what an address matches that ends so; it follows what is shown after a moment."""
    return re.compile(re.escape(query) + "$")


def numbers(text: str) -> list[int]:
    return [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_preset_is_the_network_it_names(
    page: Page, site: Served, complaints: list[str], language: str
) -> None:
    opened(page, site, "", language)
    select = page.locator(".explorer-preset select")
    for name, layers in PRESETS.items():
        select.select_option(name)
        last = table(page)[-1]
        assert numbers(last[3])[0] == receptive_field(layers), name
        assert numbers(last[4]) == [effective_stride(layers)], name
        assert select.input_value() == name
        if effective_stride(layers) == 1:
            dims = len(numbers(last[3]))
            counted = page.locator(".explorer-facts li").first.inner_text()
            assert set(coverage(layers, dims)) <= set(numbers(counted)), name
    assert complaints == []


@pytest.mark.parametrize("query", STATES)
def test_the_code_gives_the_sizes_of_the_table(
    page: Page, site: Served, complaints: list[str], query: str
) -> None:
    opened(page, site, query)
    shown = [numbers(row[2]) for row in table(page)]
    printed = [numbers(line) for line in printed_by(page.locator(".explorer-code code"))]
    assert [shape[2:] for shape in printed[: len(shown)]] == shown
    assert len(printed) == len(shown) + ("branches" in query)
    assert complaints == []


def test_parameters_are_those_of_torch(page: Page, site: Served) -> None:
    opened(page, site, "k=3,5&d=1,2&c=8,12&in=4&g=4,2&dims=2&size=9")
    more = "\nfor layer in net:\n    print(sum(each.numel() for each in layer.parameters()))\n"
    printed = printed_by(page.locator(".explorer-code code"), more)
    assert [numbers(row[6])[0] for row in table(page)] == list(map(int, printed[-2:]))


@pytest.mark.parametrize("rates", [(1, 2, 4), (2, 2, 2), (1, 2, 9)])
def test_the_table_of_counts_is_that_of_python(
    page: Page, site: Served, rates: tuple[int, ...]
) -> None:
    layers = stack(*rates)
    query = f"d={','.join(map(str, rates))}&size={receptive_field(layers)}"
    for plane in ("", "&dims=2"):
        opened(page, site, query + plane)
        page.locator(".explorer details summary").click()
        rows = page.locator(".explorer details tbody tr").evaluate_all(
            "rows => rows.map(row => [...row.cells].map(cell => Number(cell.textContent)))"
        )
        columns = 2 if plane else 1
        expected = [[cell, *[n] * columns] for cell, n in enumerate(hit_counts(layers))]
        assert rows == expected


@pytest.mark.parametrize("query", STATES)
def test_the_address_holds_what_is_shown(page: Page, site: Served, query: str) -> None:
    opened(page, site, query)
    facts = page.locator(".explorer-facts").inner_text()
    first = address(page)
    opened(page, site, first.partition("?")[2])
    assert address(page) == first
    assert page.locator(".explorer-facts").inner_text() == facts


def test_the_way_to_the_other_language_keeps_the_stack(page: Page, site: Served) -> None:
    opened(page, site, "d=1,2,9&dims=2&size=25")
    page.locator("a.site-language").click()
    expect(page.locator(".explorer")).to_be_visible()
    assert "/en/" not in page.url
    expect(page).to_have_url(ending("?d=1,2,9&dims=2&size=25"))


# As when an arrow is held in a field. Browsers leave out addresses that come too often.
MANY = """
() => {
  const rate = document.querySelector(".explorer [name=d]");
  for (let turn = 0; turn < 300; turn++) {
    rate.value = 1 + turn % 7;
    rate.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
"""


def test_the_address_holds_the_last_of_many_changes(
    page: Page, site: Served, complaints: list[str]
) -> None:
    opened(page, site, "d=1,2&size=9")
    page.evaluate(MANY)
    expect(page).to_have_url(ending("?d=6,2&size=9"))
    assert complaints == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("d=1,9999", "512"),
        ("k=0&d=1", "1"),
        ("k=99&d=1", "15"),
        ("d=two", "1"),
        ("d=%", "Rate: 1 instead of %"),
        ("d=" + ",".join("1" * 9), "Layers: 8 instead of 9"),
        ("d=1&size=100000", "Input size: 4,096"),
        ("d=1&size=600&dims=2", "512"),
        ("k=7&d=9&p=valid&size=1", "Input size: 55"),
        ("k=15&d=512&p=valid", "Padding: same instead of valid"),
        ("d=1&in=6&c=4&g=3", "Groups: 2"),
        ("d=1,1&s=2&branches=1", "Stride: 1 instead of 2"),
        ("d=1&p=sideways", "Padding: 0"),
        ("d=256&n=9&a=double", "Repeat: 2"),
        ("k=15&d=512&p=valid&a=pool&size=1", "Input size: 2 instead of 1"),
        ("d=1,1,1,1,1,1,1,1&s=8&a=pool", "Then: none instead of pool"),
        ("d=", "Rate: 1 instead of –"),
        ("d=1&size=9&at=99", "Output: 8 instead of 99"),
        ("d=1&size=9&dims=2&at=-5,1.5", "Output: 0 instead of -5. Output: 2 instead of 1.5"),
        ("d=1&at=middle", "Output: 15 instead of middle"),
        ("d=1,2&step=3", "Step: 2 instead of 3"),
        ("d=1,2&step=-1", "Step: 1 instead of -1"),
        ("d=1,2&branches=yes", "Side by side: 0 instead of yes"),
        ("d=1&picture=2", "On a picture: 1 instead of 2"),
        ("d=1&a=%3Cimg%20src=x%20onerror=alert(1)%3E", "Then: none instead of <img"),
    ],
)
def test_what_is_out_of_range_is_corrected_and_said(
    page: Page, site: Served, complaints: list[str], query: str, said: str
) -> None:
    opened(page, site, query)
    note = page.locator(".explorer-note")
    expect(note).to_contain_text(said)
    corrected = address(page)
    assert table(page)
    # What was corrected stays so without a word.
    page.goto(corrected)
    expect(page.locator(".explorer")).to_be_visible()
    expect(note).to_be_empty()
    assert complaints == []


def test_a_field_is_corrected_when_it_is_left(page: Page, site: Served) -> None:
    opened(page, site, "d=1,2")
    field = page.locator("[name=d]").last
    field.fill("700")
    assert "700" not in page.url
    field.press("Tab")
    expect(field).to_have_value("512")
    expect(page.locator(".explorer-note")).to_contain_text("512 instead of 700")
    expect(page.locator(".explorer-status")).to_contain_text("512 instead of 700")


def test_layers_come_and_go(page: Page, site: Served) -> None:
    opened(page, site, "d=1,2")
    add = page.get_by_role("button", name="Add a layer")
    for _ in range(6):
        add.click()
    assert len(table(page)) == 8
    expect(add).to_be_disabled()
    page.get_by_role("button", name="Remove layer 1", exact=True).click()
    assert len(table(page)) == 7
    expect(page).to_have_url(ending("?d=2,2,2,2,2,2,2&size=31"))


def test_a_field_on_padding_alone_is_not_judged(page: Page, site: Served) -> None:
    opened(page, site, "k=1&d=1&p=1&s=2&size=2&at=0")
    counted = page.locator(".explorer-facts li").first
    expect(counted).to_contain_text("0 holes, 0 of 0 cells reached")
    expect(counted).to_have_class("explorer-null")


# A stack, what is pressed by the keyboard, and what has the focus then.
PRESSED = [
    ("d=1,2", "Step back", "Step forward"),
    ("d=1,2,3", "Step back", "Step back"),
    ("d=1,2", "Add a layer", "Add a layer"),
    ("d=1,2,3,4,5,6,7", "Add a layer", "Remove layer 8"),
    ("d=1,2,3", "Remove layer 2", "Remove layer 2"),
    ("d=1,2,3", "Remove layer 3", "Remove layer 2"),
    ("d=1,2", "Remove layer 1", "Add a layer"),
]


@pytest.mark.parametrize(("query", "pressed", "focused"), PRESSED)
def test_the_focus_stays_on_what_can_be_pressed(
    page: Page, site: Served, query: str, pressed: str, focused: str
) -> None:
    opened(page, site, query)
    page.get_by_role("button", name=pressed, exact=True).press("Enter")
    expect(page.get_by_role("button", name=focused, exact=True)).to_be_focused()


def test_the_code_is_copied_and_said_to_be_until_it_changes(own: Page, site: Served) -> None:
    own.context.grant_permissions(["clipboard-read"])
    opened(own, site, "d=1,2")
    copy = own.locator(".explorer-code button")
    copy.press("Enter")
    expect(copy).to_have_text("✓ Copy")
    code = own.locator(".explorer-code code").inner_text()
    assert own.evaluate("navigator.clipboard.readText()").strip() == code.strip()
    own.get_by_role("button", name="Add a layer").click()
    expect(copy).to_have_text("Copy")


def test_going_back_shows_what_the_address_says(page: Page, site: Served) -> None:
    opened(page, site, "d=1,2,4")
    page.evaluate("location.hash = 'limits'")
    rate = page.locator("[name=d]").first
    rate.fill("3")
    rate.press("Enter")
    expect(page).to_have_url(ending("?d=3,2,4&size=31#limits"))
    page.go_back()
    expect(rate).to_have_value("1")
    page.go_forward()
    expect(rate).to_have_value("3")


def test_a_number_too_great_for_its_digits_is_rounded(page: Page, site: Served) -> None:
    opened(page, site, "d=1&k=15&n=10&dims=2&size=31&at=15,15")
    expect(page.locator(".explorer-formula")).to_contain_text("of ≈ 3.33e+23 paths inside")
    opened(page, site, "s=7&d=1,1,1,1&n=10")
    expect(page.locator(".explorer-facts")).to_contain_text("≈ 6.37e+33")


@pytest.mark.parametrize(
    ("query", "judged"),
    [("d=2", False), ("d=1,2&s=2", False), ("d=1,2&branches=1", False), ("d=2,2", True)],
)
def test_criteria_judge_the_stacks_that_they_are_about(
    page: Page, site: Served, query: str, judged: bool
) -> None:
    opened(page, site, query)
    facts = page.locator(".explorer-facts li")
    for each in (facts.nth(1), facts.nth(2)):
        said = "of two or more layers in series at stride 1" in each.inner_text()
        assert said is not judged


def test_keys_reach_every_cell(page: Page, site: Served) -> None:
    opened(page, site, "d=1,2&size=7")
    cell = page.get_by_role("gridcell")
    expect(cell).to_have_count(1)  # the one that can be focused
    cell.focus()
    for key in ("ArrowDown", "ArrowDown", "Home"):
        page.keyboard.press(key)
    seen = []
    for _ in range(7):
        seen.append(page.evaluate("document.activeElement.ariaLabel"))
        page.keyboard.press("ArrowRight")
    paths = [numbers(label.partition("·")[2])[0] for label in seen]
    assert paths == hit_counts(stack(1, 2))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page).to_have_url(ending("&at=0"))
    expect(page.locator(".explorer-formula")).to_contain_text("y[0] = Σ w[i]·h1[-2 + 2i], i = 0…2")
    expect(page.locator(".explorer-status")).to_contain_text("y[0]")


def test_a_pointer_chooses_outputs_and_pins_cells(page: Page, site: Served) -> None:
    opened(page, site, "d=2,2,2&dims=2&size=13")
    main, chooser = page.locator(".explorer canvas").all()
    box = main.bounding_box()
    assert box
    cell = box["width"] / 13
    main.click(position={"x": cell * 0.5, "y": cell * 2.5})
    formula = page.locator(".explorer-formula")
    expect(formula).to_contain_text("x[2, 0] · 3 paths = 3 × 1")
    main.click(position={"x": cell * 0.5, "y": cell * 0.5})
    expect(formula).to_contain_text("x[0, 0] · 1 path = 1 × 1")
    main.click(position={"x": cell * 1.5, "y": cell * 2.5})
    expect(formula).to_contain_text("x[2, 1] · hole: no path")
    page.keyboard.press("Escape")
    chooser.click(position={"x": 1, "y": 1})
    expect(page).to_have_url(ending("&at=0,0"))


# Notes which texts of the explorer are written anew, whatever they say.
WATCH = """
() => {
  window.written = [];
  const note = (changes) => written.push(...changes.map(({ target }) => target.className));
  for (const each of document.querySelectorAll(
    ".explorer-layers, .explorer-layers-table, .explorer-code code, .explorer-facts"))
    new MutationObserver(note).observe(each, { childList: true, subtree: true });
}
"""


def test_what_stays_is_not_written_anew(page: Page, site: Served) -> None:
    opened(page, site, "d=1,2,5&dims=2&size=17")
    page.evaluate(WATCH)
    page.locator(".explorer canvas").last.click(position={"x": 1, "y": 1})
    expect(page).to_have_url(ending("&at=0,0"))
    assert page.evaluate("written") == []
    page.locator("[name=d]").last.fill("4")
    page.locator("[name=d]").last.press("Tab")
    assert set(page.evaluate("written")) == {"explorer-facts", "explorer-layers-table", ""}


def test_steps_lead_from_the_output_to_the_input(page: Page, site: Served) -> None:
    opened(page, site, "d=1,2,4&size=15&step=1")
    stage = page.locator(".explorer-steps output")
    back = page.get_by_role("button", name="Step back")
    forward = page.get_by_role("button", name="Step forward")
    expect(stage).to_have_text("after layer 2")
    expect(back).to_be_disabled()
    forward.click()
    expect(stage).to_have_text("after layer 1")
    expect(page).to_have_url(ending("&step=2"))
    forward.click()
    expect(stage).to_have_text("input")
    expect(forward).to_be_disabled()


def test_a_real_picture_goes_through_the_layers(page: Page, site: Served) -> None:
    opened(page, site, "k=1&d=1&dims=2&picture=1")
    # One tap of weight one: the picture comes out as the figure of the page shows it.
    shades = page.evaluate(
        """() => {
          const [, chooser] = document.querySelectorAll(".explorer canvas");
          const { data } = chooser.getContext("2d").getImageData(2, 2, chooser.width - 4, 9);
          return [...new Set(data)].length;
        }"""
    )
    assert shades > 30
    expect(page.locator(".explorer-size input")).to_have_value("64")


# Colours change over a moment: until then they are those of no scheme.
AT_REST = """
async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null)));
}
"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("query", STATES)
def test_a_state_is_accessible_and_fits(
    page: Page, site: Served, complaints: list[str], query: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, site, query, "ko" if width == 390 else "en")
    page.locator(".explorer details summary").click()
    page.evaluate(AXE)
    page.evaluate("scrollTo(0, 0)")  # so that the head of the page covers nothing
    page.evaluate(AT_REST)
    complaints += page.evaluate("checks.accessible({colours: true})")
    page.emulate_media(color_scheme="dark")  # what depends on colours, once more
    page.evaluate(AT_REST)
    complaints += page.evaluate("checks.contrast()")
    complaints += page.evaluate("checks.overflow()")
    small = page.locator(
        ".explorer :is(button, input, select, summary, [role=gridcell])"
    ).evaluate_all(
        """all => all.map(each => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
          .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
          .map(([html]) => html)"""
    )
    assert small == []
    assert complaints == []


def test_results_stand_before_the_form_on_a_phone(page: Page, site: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    opened(page, site, "d=1,2,4,8")
    facts = page.locator(".explorer-facts").bounding_box()
    form = page.locator(".explorer form").bounding_box()
    assert facts
    assert form
    assert facts["y"] + facts["height"] <= form["y"]


# Notes the colour of each number that is written, and that of the place below it.
NUMBERS = """
window.numbers = [];
const { fillText } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  numbers.push([this.fillStyle, [...this.getImageData(x, y, 1, 1).data]]);
  fillText.call(this, text, x, y);
};
"""


def light(colour: Iterable[int]) -> float:
    """Return the relative luminance of WCAG, of red, green and blue up to 255."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_numbers_can_be_read_on_every_shade(own: Page, site: Served, scheme: Any) -> None:
    own.emulate_media(color_scheme=scheme)
    own.add_init_script(NUMBERS)
    opened(own, site, "k=5&d=1,2,3&dims=2&size=25")
    written = own.evaluate("numbers")
    assert len({tuple(below) for _, below in written}) > 15
    for ink, below in written:
        one, other = light(bytes.fromhex(ink.removeprefix("#"))), light(below[:3])
        assert (max(one, other) + 0.05) / (min(one, other) + 0.05) >= 4.5, (ink, below)


def test_forced_colours_and_the_page_s_colours_repaint_the_maps(own: Page, site: Served) -> None:
    opened(own, site, "d=1,2&size=7&dims=2")
    look = "document.querySelector('.explorer canvas').toDataURL()"
    seen = [own.evaluate(look)]
    for media in ({"color_scheme": "dark"}, {"forced_colors": "active"}):
        own.emulate_media(**media)  # type: ignore[arg-type]
        own.wait_for_function(f"seen => !seen.includes({look})", arg=seen)
        seen.append(own.evaluate(look))


def test_nothing_moves_for_those_who_want_it_still(own: Page, site: Served) -> None:
    own.emulate_media(reduced_motion="reduce")
    opened(own, site, "d=1,2,4,8")
    own.get_by_role("button", name="Step back").click()
    assert own.evaluate("document.querySelector('.explorer').getAnimations({subtree: true})") == []


def test_without_a_script_a_figure_stands_there(browser: Any, site: Served) -> None:
    context: BrowserContext = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in ("explorer/", ""):
        page.goto(site.url("en", path))
        figure = page.locator('.evidoc-figure img[src*="explorer/stack"]')
        expect(figure).to_be_visible()
        assert figure.get_attribute("alt")
        expect(page.locator("a.explorer-here").first).to_be_visible()
        expect(page.locator(".explorer")).to_have_count(0)
    context.close()


def test_the_explorer_is_light(site: Served) -> None:
    sizes = {
        path.name: len(gzip.compress(path.read_bytes(), mtime=0))
        for path in (site.folder / "assets/explorer").iterdir()
    }
    assert sizes.keys() == {path.name for path in SOURCES.iterdir()}
    assert sum(sizes.values()) <= BUDGET, sizes


def test_the_explorer_needs_nothing_but_files_of_the_site(own: Page, site: Served) -> None:
    refused: list[str] = []

    def said(message: ConsoleMessage) -> None:
        # The theme's own arrow on a summary is an address of data.
        if "/assets/explorer/" in message.location["url"] and "data:image" not in message.text:
            refused.append(message.text)

    def strict(route: Route) -> None:
        answer = route.fetch()
        headers = {**answer.headers, "content-security-policy": "default-src 'self'"}
        route.fulfill(response=answer, headers=headers)

    own.on("console", said)
    own.route("**/explorer/?*", strict)
    opened(own, site, "d=1,2,5&dims=2&picture=1")
    own.locator(".explorer details summary").click()
    expect(own.locator(".explorer details td").first).to_be_visible()
    assert refused == []


def test_every_text_is_there_in_every_language(page: Page, site: Served) -> None:
    page.goto(site.url("en", "explorer/"))
    texts = page.evaluate(
        "async address => (await import(address)).TABLE",
        site.url("en", "assets/explorer/words.js"),
    )
    for key, (korean, english) in texts.items():
        assert korean
        assert english
        assert set(re.findall(r"%\d", korean)) == set(re.findall(r"%\d", english)), key
    others = "".join(
        path.read_text("utf-8") for path in SOURCES.glob("*.js") if path.name != "words.js"
    )
    unused = [key for key in texts if not re.search(rf"\b{key}\b", others)]
    assert unused == []


# What may stand in each field of an address: the usual, the limits, and what lies beyond.
ASKED = {
    "k": ("1", "2", "3", "7", "15", "0"),
    "d": ("1", "2", "5", "512", "-1"),
    "s": ("1", "1", "2", "8", "9"),
    "p": ("same", "valid", "causal", "0", "5", "512", "sideways"),
    "c": ("1", "4", "6"),
    "g": ("1", "2", "3"),
    "n": ("1", "1", "2", "10"),
    "a": ("none", "pool", "double", "twice"),
}
ONCE = {"dims": ("1", "2"), "size": ("1", "3", "31", "512", ""), "branches": ("0", "0", "0", "1")}


def any_addresses() -> list[str]:
    draw = random.Random(12)
    queries = []
    for _ in range(5000):
        rows = draw.choice((1, 2, 3, 5, 8))
        query = {name: ",".join(draw.choices(some, k=rows)) for name, some in ASKED.items()}
        query |= {name: draw.choice(some) for name, some in ONCE.items()}
        query |= {"at": draw.choice(("0", "30", "1.5", "x,2")), "step": draw.choice("0129")}
        queries.append("&".join(f"{name}={value}" for name, value in query.items()))
    return queries


# Those that fail, or that are corrected once more when they are opened again.
UNSETTLED = """
async ([address, queries]) => {
  const { settle, write } = await import(address);
  const wrong = [];
  for (const query of queries) {
    try {
      const written = write(settle(query)[0]);
      const [state, notes] = settle(written);
      if (notes.length || write(state) !== written) wrong.push([query, written, `${notes}`]);
    } catch (error) {
      wrong.push([query, `${error}`]);
    }
  }
  return wrong;
}
"""


def test_any_address_is_made_one_that_stays(page: Page, site: Served) -> None:
    page.goto(site.url("en"))
    address = site.url("en", "assets/explorer/stack.js")
    assert page.evaluate(UNSETTLED, [address, any_addresses()]) == []


SETTLED = """
async ([address, queries]) => {
  const { settle } = await import(address);
  return queries.filter(query => settle(query)[1].length);
}
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_lead_to_stacks_that_the_explorer_takes_as_they_are(
    page: Page, site: Served, complaints: list[str], language: str
) -> None:
    small = 0
    for path in pages():
        if not path.startswith("convolution/"):
            continue
        page.goto(site.url(language, path))
        links = page.locator("a[href*='explorer/?']").evaluate_all(
            "links => links.map(link => new URL(link.href).search)"
        )
        here = page.locator("a.explorer-here")
        address = site.url(language, "assets/explorer/stack.js")
        assert page.evaluate(SETTLED, [address, links]) == []
        small += here.count()
        wake_explorer(page)
        expect(page.locator(".explorer canvas")).to_have_count(2 * here.count())
    assert small == 5
    assert complaints == []


def test_a_small_explorer_comes_when_a_reader_comes_near(own: Page, site: Served) -> None:
    asked: list[str] = []
    own.on("request", lambda request: asked.append(request.url))
    own.goto(site.url("en", "convolution/causal/"), wait_until="networkidle")
    place = own.locator("a.explorer-here")
    assert not [url for url in asked if "explorer" in url]
    box = own.locator(".explorer-link").first.bounding_box()
    assert box
    own.mouse.wheel(0, box["y"] - 1.4 * 900)  # its place begins less than half a screen below
    expect(own.locator(".explorer canvas").first).to_be_attached(timeout=20_000)
    expect(own.locator(".explorer")).not_to_be_in_viewport()
    after = own.locator(".explorer").bounding_box()
    assert after
    assert abs(after["height"] - box["height"]) < 0.15 * box["height"]
    expect(place).to_have_count(1)


def test_a_small_explorer_opens_as_it_stands(page: Page, site: Served) -> None:
    page.goto(site.url("en", "convolution/causal/"))
    wake_explorer(page)
    rate = page.locator(".explorer-small [name=d]").last
    rate.fill("4")
    rate.press("Enter")
    page.locator("a.explorer-here").click()
    expect(page.locator(".explorer")).to_be_visible()
    expect(page).to_have_url(ending("explorer/?k=2&d=1,2,4,4&p=causal&size=16"))
