"""What the site's own script does in place of the theme's: keys, colours, places, copying."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from built_site import LANGUAGES, Served, pages, pages_beside_the_navigation

MAIN = "convolution/conv2d/"
FIELD = ".md-search__input"
RESULTS = ".md-search-result__item"


@pytest.fixture
def phone(browser: Any, site: Served) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="light")
    page = context.new_page()
    page.goto(site.url("en", MAIN))
    yield page
    context.close()


def test_no_script_of_the_theme_is_left(site: Served) -> None:
    for language in LANGUAGES:
        assert not (site.file(language).parent / "assets" / "javascripts").exists()
    for file in site.folder.rglob("*.html"):
        assert "/javascripts/" not in file.read_text("utf-8").partition('id="__config"')[0], file


def test_a_page_follows_the_system_until_a_reader_chooses(page: Page, site: Served) -> None:
    body = page.locator("body")
    page.goto(site.url("en", MAIN))
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.locator("meta[name=color-scheme]")).to_have_attribute("content", "dark")
    page.locator("label[for^=__palette]:visible").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="light")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    for scheme in ("slate", "slate"):  # chosen; that of the system again
        page.locator(".md-option:checked, .md-option").last.evaluate("each => each.blur()")
        page.locator("label[for^=__palette]:visible").click()
        expect(body).to_have_attribute("data-md-color-scheme", scheme)
    expect(page.locator("label[for^=__palette]:visible")).to_have_count(1)


def test_colours_are_changed_by_keys(page: Page, site: Served) -> None:
    page.goto(site.url("en", MAIN))
    page.locator("#__palette_0").focus()
    for scheme in ("default", "slate", "default"):
        page.keyboard.press("Enter")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


def test_the_head_and_the_contents_say_where_a_reader_is(page: Page, site: Served) -> None:
    page.goto(site.url("en", MAIN))
    title = page.locator(".md-header__title")
    active = page.locator(".md-sidebar--secondary .md-nav__link--active")
    expect(title).not_to_have_class("md-header__title md-header__title--active")
    expect(active).to_have_count(0)
    page.locator("#padding").evaluate("heading => heading.scrollIntoView()")
    expect(title).to_have_class("md-header__title md-header__title--active")
    expect(active).to_have_attribute("href", "#padding")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.locator(".md-sidebar--secondary .md-nav__link").last
    expect(last).to_have_class("md-nav__link md-nav__link--passed md-nav__link--active")
    expect(last).to_be_in_viewport()


def test_who_scrolls_back_is_offered_the_way_to_the_top(page: Page, site: Served) -> None:
    page.goto(site.url("en", MAIN))
    upward = page.locator(".md-top")
    page.mouse.move(600, 500)
    page.mouse.wheel(0, 3000)
    expect(page.locator(".md-header__title--active")).to_be_visible()
    assert upward.get_attribute("hidden") is not None
    page.mouse.wheel(0, -300)
    expect(upward).not_to_have_attribute("hidden", "")
    upward.click()
    page.wait_for_function("scrollY === 0")


def test_columns_beside_the_text_end_within_the_window(page: Page, site: Served) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(site.url("en", "convolution/dilated-convolution/"))
    for end in (0, 2000, 10**6):
        page.evaluate("y => scrollTo(0, y)", end)
        for column in page.locator(".md-sidebar__scrollwrap").all():
            box = column.bounding_box()
            assert box
            assert box["y"] + box["height"] <= 500
    foot = page.locator(".md-footer").bounding_box()
    assert foot
    assert box["y"] + box["height"] <= foot["y"]
    current = page.locator('.md-sidebar--primary a.md-nav__link--active[href="./"]')
    expect(current).to_be_in_viewport()


@pytest.mark.parametrize(("key", "to"), [("n", "receptive-field/"), ("p", ""), (".", "")])
def test_keys_lead_to_the_next_page_and_the_one_before(
    page: Page, site: Served, key: str, to: str
) -> None:
    page.goto(site.url("en", MAIN))
    page.keyboard.press(key)
    wanted = to or {"p": "", ".": "receptive-field/"}[key]
    expect(page).to_have_url(site.url("en", f"convolution/{wanted}"))


# The field is entered and left before the browser turns to anything else.
ENTERED_AND_LEFT = """
(field) => {
  field.focus();
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  return new Promise((resolve) => setTimeout(resolve, 100));
}
"""


def test_a_key_that_closes_the_search_at_once_closes_it(page: Page, site: Served) -> None:
    page.goto(site.url("en"))
    page.keyboard.press("s")
    page.keyboard.type("padding")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(FIELD)).not_to_be_focused()
    page.locator(FIELD).evaluate(ENTERED_AND_LEFT)
    expect(page.locator(RESULTS).first).to_be_hidden()


def test_keys_search_and_go_through_what_is_found(page: Page, site: Served) -> None:
    page.goto(site.url("en"))
    page.keyboard.press("s")
    field = page.locator(FIELD)
    expect(field).to_be_focused()
    page.keyboard.type("padding")
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(page.locator(".md-search-result__meta")).to_have_text(
        re.compile(r"^\d+ matching documents$")
    )
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(f"{RESULTS} :is(a, summary):visible").last).to_be_focused()
    page.keyboard.type("s")  # goes on where it was typed
    expect(field).to_have_value("paddings")
    page.keyboard.press("Escape")
    expect(page.locator(RESULTS).first).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("output size")  # in place of what stood there
    best = page.locator(RESULTS).first
    expect(best).to_contain_text("output size", ignore_case=True)  # no longer those of "output"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/convolution/.*#"))


def test_an_address_may_ask(page: Page, site: Served) -> None:
    page.goto(site.url("en") + "?q=gridding")
    expect(page.locator(RESULTS).first).to_contain_text("Gridding")


@pytest.mark.parametrize("rest", ["#%", "#%ff", "?q=%", "?q=%ff#%e0", "?%#%25"])
def test_an_address_that_nothing_can_decode_harms_nothing(
    again: tuple[Page, list[str]], site: Served, rest: str
) -> None:
    page, complaints = again
    for path in (MAIN, "explorer/"):
        page.goto(site.url("en", path) + rest)
        page.keyboard.press("Escape")  # what the address asks for may have opened the search
        page.locator("a.site-language").click()
        expect(page.locator("html")).to_have_attribute("lang", "ko")
    assert complaints == []


def test_a_finger_searches(phone: Page) -> None:
    phone.locator(".md-header [for=__search]").first.click()
    expect(phone.locator(FIELD)).to_be_focused()
    phone.keyboard.type("causal")
    expect(phone.locator(RESULTS).first).to_be_visible()
    phone.locator(".md-search__options button").click()
    expect(phone.locator(FIELD)).to_have_value("")
    expect(phone.locator(RESULTS)).to_have_count(0)
    phone.locator(".md-search__form > [for=__search]").click()
    expect(phone.locator("#__search")).not_to_be_checked()


def test_a_link_of_the_drawer_closes_it(phone: Page) -> None:
    phone.locator(".md-header [for=__drawer]").click()
    expect(phone.locator("#__drawer")).to_be_checked()
    phone.locator("label.md-nav__link[for=__toc]").click()
    phone.locator('.md-sidebar--primary a[href="#padding"]').click()
    expect(phone.locator("#__drawer")).not_to_be_checked()
    expect(phone.locator("#padding")).to_be_in_viewport()


def test_a_page_is_never_wider_than_a_window_that_grows(phone: Page) -> None:
    for width in (700, 1000, 1280):
        phone.set_viewport_size({"width": width, "height": 900})
        assert phone.evaluate("document.documentElement.scrollWidth") == width
        phone.set_viewport_size({"width": 390, "height": 844})


def test_copying_is_said(page: Page, site: Served) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site.url("ko", MAIN))
    page.locator(".md-code__button:visible").first.click()
    said = page.get_by_role("status").filter(has_text="클립보드에 복사됨")
    expect(said).to_have_class("md-dialog md-dialog--active")
    expect(said).not_to_have_class("md-dialog md-dialog--active", timeout=10_000)


def test_what_an_address_names_is_unfolded_and_so_is_all_on_paper(page: Page, site: Served) -> None:
    page.goto(site.url("en", MAIN))
    fold = page.locator("article details:not([open]):has([id])").first
    target = fold.evaluate("each => each.querySelector('[id]').id")
    page.evaluate("id => { location.hash = id; }", target)
    expect(fold.or_(page.locator(f"details[open]:has([id='{target}'])")).first).to_be_visible()
    expect(page.locator(f"[id='{target}']")).to_be_visible()
    closed = page.locator("article details:not([open])")
    count = closed.count()
    assert count > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(closed).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert closed.count() >= count


def test_a_wide_table_scrolls_without_scripts(browser: Any, site: Served) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    for path in ("manual/comparison/", *pages_beside_the_navigation()):
        page.goto(site.url("en", path))
        tables = page.locator("article table").count()
        assert tables
        assert (
            page.locator(".md-typeset__scrollwrap > .md-typeset__table > table").count() == tables
        )
        width = page.locator("html").evaluate("html => html.scrollWidth")
        assert width <= 390, path
    context.close()


# Tables that scroll on a phone, by the head of their first and last column.
SCROLLING = """
() => [...document.querySelectorAll(".md-typeset__scrollwrap")]
  .filter((wrap) => wrap.checkVisibility() && wrap.scrollWidth > wrap.clientWidth)
  .map((wrap) => [...wrap.querySelectorAll("th")].map((head) => head.innerText))
  .map((heads) => `${heads[0]} to ${heads.at(-1)}`)
"""


@pytest.mark.parametrize(
    ("language", "wide"),
    [("en", {"Version to Parameters"}), ("ko", {"버전 to 파라미터"})],
)
def test_tables_of_the_course_fit_a_phone(
    page: Page, site: Served, language: str, wide: set[str]
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for path in (path for path in pages() if path.startswith("convolution/")):
        page.goto(site.url(language, path))
        assert set(page.evaluate(SCROLLING)) <= wide, path


BOXES = """
() => [...document.querySelectorAll("article :is(.admonition, details)")]
  .filter((box) => !box.matches(".evidoc-code, .evidoc-data, .evidoc-whole, .evidoc-cite"))
  .filter((box) => box.checkVisibility())
  .map((box) => {
    const title = box.querySelector(":scope > :is(.admonition-title, summary)");
    const of = (element, part) => getComputedStyle(element, part);
    const icon = of(title, "::before").backgroundColor;
    return `${of(box).borderLeftColor} / ${of(title).backgroundColor} / ${icon}`;
  })
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_boxes_are_of_one_colour(page: Page, site: Served, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    found: list[str] = []
    for path in (MAIN, "convolution/gridding-hdc/", "manual/pages/"):
        page.goto(site.url("en", path))
        found += page.evaluate(BOXES)
    colour = page.evaluate("getComputedStyle(document.querySelector('article p a')).color")
    tint = page.evaluate(
        """() => {
          const probe = document.createElement("i");
          probe.style.backgroundColor = "var(--site-tint)";
          document.querySelector("article").append(probe);
          return getComputedStyle(probe).backgroundColor;
        }"""
    )
    assert len(found) > 10
    assert set(found) == {f"{colour} / {tint} / {colour}"}
