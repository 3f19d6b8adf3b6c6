"""Every number tells where it comes from: by mouse, keys or touch, without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from built_site import AXE, LANGUAGES, Served

MAIN = "convolution/dilated-convolution/"
NUMBERS = "article data > button.evidoc-how"


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    language: str = request.param
    return language


def note_of(page: Page, button: Locator) -> Locator:
    return page.locator(f"#{button.get_attribute('popovertarget')}")


def test_a_click_opens_the_note_beside_its_number(page: Page, site: Served, language: str) -> None:
    page.goto(site.url(language, MAIN))
    button = page.locator(NUMBERS).first
    note = note_of(page, button)
    expect(note).to_be_hidden()
    button.click()
    expect(note).to_be_visible()
    expect(note.locator("code").first).not_to_be_empty()
    number, box = button.bounding_box(), note.bounding_box()
    assert number
    assert box
    assert min(abs(box["y"] - number["y"] - number["height"]), abs(number["y"] - box["y"])) < 150
    page.mouse.click(5, 500)
    expect(note).to_be_hidden()


def test_keys_open_follow_and_close_a_note(page: Page, site: Served, language: str) -> None:
    page.goto(site.url(language, MAIN))
    button = page.locator(NUMBERS).first
    note = note_of(page, button)
    button.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    link = note.get_by_role("link")
    expect(link).to_be_focused()
    target = (link.get_attribute("href") or "").removeprefix("#")
    page.keyboard.press("Enter")
    line = page.locator(f'[id="{target}"]')
    expect(line).to_be_in_viewport()
    shown = (line.text_content() or "").strip()
    assert shown == (note.locator("code").last.text_content() or "").strip()


def test_a_table_has_one_note(page: Page, site: Served, language: str) -> None:
    page.goto(site.url(language, MAIN))
    table = page.locator("div.evidoc-claim:has(table)").first
    button = table.get_by_role("button")
    expect(button).to_have_count(1)
    button.click()
    expect(note_of(page, button)).to_be_visible()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A small screen that is touched, where scripts do not run."""
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def test_a_tap_opens_the_note_without_any_script(phone: Page, site: Served, language: str) -> None:
    phone.goto(site.url(language, MAIN))
    button = phone.locator(NUMBERS).first
    note = note_of(phone, button)
    expect(note).to_be_hidden()
    button.tap()
    expect(note).to_be_visible()
    box = note.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    phone.touchscreen.tap(5, 795)
    expect(note).to_be_hidden()


def test_numbers_stay_plain_text(page: Page, site: Served, language: str) -> None:
    page.goto(site.url(language, MAIN))
    number = page.locator("article p data:has(> button)").first
    text = (number.text_content() or "").strip()
    paragraph = number.locator("xpath=ancestor::p")
    paragraph.evaluate("p => getSelection().selectAllChildren(p)")
    assert text in page.evaluate("getSelection().toString()")
    assert page.locator("article :is(h1, h2, h3, a, summary, label) button.evidoc-how").count() == 0


def test_every_note_belongs_to_a_button_and_every_link_leads_to_a_line(
    page: Page, site: Served, language: str
) -> None:
    page.goto(site.url(language, MAIN))
    targets = page.locator("button.evidoc-how").evaluate_all(
        "buttons => buttons.map((button) => button.getAttribute('popovertarget'))"
    )
    notes = page.locator("[popover]").evaluate_all("notes => notes.map((note) => note.id)")
    assert set(targets) == set(notes)
    assert len(notes) == len(set(notes)) > 50
    dead = page.locator("[popover] a").evaluate_all(
        "links => links.filter((a) => !document.getElementById(a.hash.slice(1))).map((a) => a.hash)"
    )
    assert dead == []


def test_an_open_note_is_accessible(
    page: Page, site: Served, complaints: list[str], language: str
) -> None:
    page.goto(site.url(language, "convolution/conv2d/"))
    page.evaluate("checks.thinOut()")
    page.add_script_tag(path=AXE)
    page.locator(NUMBERS).first.click()
    for check in ("accessible", "contrast"):
        complaints += page.evaluate(f"checks.{check}()")
    assert complaints == []


def test_on_paper_there_are_numbers_and_no_buttons(page: Page, site: Served, language: str) -> None:
    page.goto(site.url(language, MAIN))
    page.emulate_media(media="print")
    number = page.locator("article p data:has(> button)").first
    expect(number).to_have_css("text-decoration-line", "none")
    expect(page.locator(".evidoc-source").first).to_be_hidden()
    expect(page.locator("[popover]").first).to_be_hidden()
    expect(page.locator(".evidoc-evidence")).to_be_visible()


def test_a_number_and_its_particle_stay_together(
    page: Page, site: Served, complaints: list[str]
) -> None:
    page.goto(site.url("ko", MAIN))
    for width in range(340, 460, 12):
        page.set_viewport_size({"width": width, "height": 800})
        complaints += page.evaluate("checks.separated()")
    assert complaints == []


def test_a_search_does_not_find_notes(site: Served, language: str) -> None:
    index = (site.file(language).parent / "search/search_index.json").read_text("utf-8")
    note = re.compile(r"every_pixel\.py,? (?:line )?\d")
    assert note.search(site.file(language, MAIN).read_text("utf-8"))
    assert not note.search(index)
