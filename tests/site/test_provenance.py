"""Every number tells where it comes from: by mouse, keys or touch, and without a script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from built_site import AXE, LANGUAGES, Served, pages

MAIN = "convolution/dilated-convolution/"
NUMBERS = "article data > a.evidoc-how"
MOST_NOTES = 80  # on the longest page: each is a stop for the tabulator


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    language: str = request.param
    return language


@pytest.fixture
def page(again: tuple[Page, list[str]]) -> Page:
    """One window for all tests: none leaves anything behind in it."""
    return again[0]


@pytest.fixture
def complaints(again: tuple[Page, list[str]]) -> list[str]:
    """What goes wrong in that window during a test."""
    return again[1]


def note_of(button: Locator) -> Locator:
    return button.locator("xpath=..").locator(".evidoc-note")


def test_a_click_opens_the_note_beside_its_number(page: Page, site: Served, language: str) -> None:
    page.goto(site.url(language, MAIN))
    button = page.locator(NUMBERS).first
    note = note_of(button)
    expect(note).to_have_count(0)
    expect(button).to_have_role("button")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(note).to_be_visible()
    expect(note).to_have_role("dialog")
    expect(note).to_have_accessible_name(button.get_attribute("aria-label") or "")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(note.locator("code").first).not_to_be_empty()
    number, box = button.bounding_box(), note.bounding_box()
    assert number
    assert box
    assert min(abs(box["y"] - number["y"] - number["height"]), abs(number["y"] - box["y"])) < 150
    page.mouse.click(5, 500)
    expect(note).to_have_count(0)
    expect(button).to_have_attribute("aria-expanded", "false")
    for count in (1, 0):  # the second click closes it
        button.click()
        expect(note).to_have_count(count)


def test_keys_open_follow_and_close_a_note(page: Page, site: Served, language: str) -> None:
    page.goto(site.url(language, MAIN))
    button = page.locator(NUMBERS).first
    note = note_of(button)
    button.focus()
    for key in ("Enter", " "):
        page.keyboard.press(key)
        expect(note).to_be_visible()
        page.keyboard.press("Escape")
        expect(note).to_have_count(0)
        expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    link = note.get_by_role("link")
    expect(link).to_be_focused()
    target = (link.get_attribute("href") or "").removeprefix("#")
    said = (note.locator("code").last.text_content() or "").strip()
    page.keyboard.press("Enter")
    line = page.locator(f'[id="{target}"]')
    expect(line).to_be_in_viewport()
    assert (line.text_content() or "").strip() == said


def test_a_table_has_one_note(page: Page, site: Served, language: str) -> None:
    page.goto(site.url(language, MAIN))
    table = page.locator("div.evidoc-claim:has(table)").first
    button = table.get_by_role("button")
    expect(button).to_have_count(1)
    button.click()
    expect(note_of(button)).to_be_visible()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A small screen that is touched, where scripts do not run."""
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def test_a_tap_leads_to_the_list_without_any_script(
    phone: Page, site: Served, language: str
) -> None:
    phone.goto(site.url(language, MAIN))
    number = phone.locator(NUMBERS).first
    entry = phone.locator(f"li{number.get_attribute('href')}")
    expect(entry).to_be_hidden()
    number.tap()
    expect(entry).to_be_in_viewport()
    expect(entry.locator("code").first).not_to_be_empty()


def test_what_folds_is_there_without_any_script(phone: Page, site: Served, language: str) -> None:
    phone.goto(site.url(language, MAIN))
    for kind, inside in (("evidoc-data", "td"), ("evidoc-code", "code"), ("evidoc-notes", "li")):
        fold = phone.locator(f"details.{kind}:visible").first
        fold.locator("summary").first.tap()
        expect(fold.locator(inside).first).to_be_visible()


@pytest.mark.parametrize("path", pages())
def test_a_page_is_light(
    measured: Callable[[str, str], dict[str, Any]], language: str, path: str
) -> None:
    found = measured(language, path)
    assert found["elements"] < 3000
    assert found["notes"] <= MOST_NOTES


def test_numbers_stay_plain_text(page: Page, site: Served, language: str) -> None:
    page.goto(site.url(language, MAIN))
    number = page.locator("article p data:has(> a)").first
    text = (number.text_content() or "").strip()
    paragraph = number.locator("xpath=ancestor::p")
    paragraph.evaluate("p => getSelection().selectAllChildren(p)")
    assert text in page.evaluate("getSelection().toString()")
    assert page.locator("article :is(h1, h2, h3, a, summary, label) a.evidoc-how").count() == 0


def test_every_number_leads_to_a_note_and_every_note_to_a_line(
    page: Page, site: Served, language: str
) -> None:
    page.goto(site.url(language, MAIN))
    targets = page.locator("a.evidoc-how").evaluate_all("links => links.map((a) => a.hash)")
    page.locator(".evidoc-notes > summary").click()
    # They are written once the browser has told that they are to be seen.
    expect(page.locator(".evidoc-notes li")).to_have_count(len(set(targets)))
    notes = page.locator(".evidoc-notes li").evaluate_all("notes => notes.map((n) => '#' + n.id)")
    assert set(targets) == set(notes)
    assert len(notes) == len(set(notes)) > 40
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    dead = page.locator(".evidoc-notes li a").evaluate_all(
        "links => links.filter((a) => !reveal(a.hash.slice(1))).map((a) => a.hash)"
    )
    assert dead == []


def test_a_line_in_folded_code_is_unfolded_by_its_address(
    page: Page, site: Served, language: str
) -> None:
    file = site.file(language, MAIN).read_text("utf-8")
    folded = re.search(r'<details class="evidoc-code">.*?<span id="([\w-]+-\d+)">', file, re.DOTALL)
    assert folded
    page.goto(f"{site.url(language, MAIN)}#{folded[1]}")
    expect(page.locator(f'[id="{folded[1]}"]')).to_be_in_viewport()


def test_an_open_note_is_accessible(
    page: Page, site: Served, complaints: list[str], language: str
) -> None:
    page.goto(site.url(language, "convolution/conv2d/"))
    page.evaluate("checks.thinOut()")
    page.evaluate(AXE)
    page.locator(NUMBERS).first.click()
    complaints += page.evaluate("checks.accessible({colours: true})")
    assert complaints == []


def test_on_paper_there_are_numbers_and_no_buttons(page: Page, site: Served, language: str) -> None:
    page.goto(site.url(language, MAIN))
    page.emulate_media(media="print")
    number = page.locator("article p data:has(> a)").first
    expect(number).to_have_css("text-decoration-line", "none")
    expect(page.locator(".evidoc-source").first).to_be_hidden()
    expect(page.locator(".evidoc-evidence")).to_be_visible()
    expect(page.locator(".evidoc-display").first).to_have_css("background-image", "none")
    expect(page.locator(".evidoc-output").first).to_have_css("break-inside", "avoid")
    expect(page.locator(".explorer-link").first).to_be_hidden()
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    for table in page.locator(".evidoc-data").all():
        expect(table).to_be_hidden()
    expect(page.locator(".evidoc-notes li").first).to_be_hidden()


def test_a_search_does_not_find_notes(site: Served, language: str) -> None:
    (file,) = (site.file(language).parent / "search").glob("index.*.json")
    index = file.read_text("utf-8")
    note = re.compile(r"every_pixel\.py,? (?:line )?\d")
    assert note.search(site.file(language, MAIN).read_text("utf-8"))
    assert not note.search(index)
