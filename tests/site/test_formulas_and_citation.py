"""What a reader takes along from a page: the LaTeX of a formula, how to cite the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from built_site import AXE, LANGUAGES, Served

MAIN = "convolution/conv2d/"
LABEL = {"ko": "이 수식의 LaTeX 복사", "en": "Copy the LaTeX of this formula"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_copies_the_latex_of_a_formula(
    context: BrowserContext, page: Page, site: Served, language: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site.url(language, MAIN))
    button = page.locator(".evidoc-latex").first
    expect(button).to_have_accessible_name(f"TeX: {LABEL[language]}")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text("✓")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(r"\text{output}(o, i, j) = \text{bias}(o) + \sum_")
    expect(button).to_have_text("TeX")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_formula_in_running_text_shows_its_latex_when_pressed(
    context: BrowserContext, page: Page, site: Served, complaints: list[str], language: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site.url(language, MAIN))
    formula = page.locator('article span[data-latex="(K-1)/2"]').first
    formula.locator("math").click()
    note = page.get_by_role("dialog", name="LaTeX")
    expect(note.locator("code")).to_have_text("(K-1)/2")
    note.get_by_role("button", name=LABEL[language]).click()
    assert page.evaluate("navigator.clipboard.readText()") == "(K-1)/2"
    page.evaluate(AXE)
    for check in ("accessible({colours: true})", "overflow()"):
        complaints += page.evaluate(f"checks.{check}")
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    assert complaints == []


def test_what_is_linked_or_marked_is_not_asked_for_its_latex(page: Page, site: Served) -> None:
    page.goto(site.url("en", MAIN))
    formula = page.locator("article p > span[data-latex]").first
    formula.evaluate("""(formula) => {
      getSelection().selectAllChildren(formula.parentElement);
      formula.querySelector("math").dispatchEvent(new MouseEvent("click", { bubbles: true }));
    }""")
    expect(page.locator(".evidoc-note")).to_have_count(0)


def test_a_copied_passage_has_its_formulas_as_latex(
    context: BrowserContext, page: Page, site: Served
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site.url("en", MAIN))
    page.evaluate("""() => {
      const [first, row] = [document.querySelector('article p:has(> [data-latex="C"])'),
        document.querySelector(".evidoc-formula-row")];
      getSelection().setBaseAndExtent(first, 0, row, row.childNodes.length);
    }""")
    page.keyboard.press("Control+c")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("With $C$ input channels, kernel size $K$ and stride $S$, the output")
    assert r"$$\text{output}(o, i, j) = \text{bias}(o) + \sum_" in copied
    assert "TeX" not in copied


@pytest.mark.parametrize("width", [1280, 390])
def test_a_button_moves_nothing_and_covers_no_formula(page: Page, site: Served, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.url("en", MAIN))
    tops = "document.querySelectorAll('article p').values().map((p) => p.offsetTop).toArray()"
    with_buttons = page.evaluate(tops)
    page.evaluate("""document.querySelectorAll(".evidoc-formula-row").forEach((row) =>
      row.replaceWith(row.firstElementChild))""")
    assert page.evaluate(tops) == with_buttons
    page.reload()
    for button in page.locator(".evidoc-latex").all():
        mine = button.bounding_box()
        formula = button.locator("xpath=preceding-sibling::div").bounding_box()
        assert mine
        assert formula
        assert formula["x"] + formula["width"] <= mine["x"] + 1
        assert min(mine["width"], mine["height"]) >= 24


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_how_to_cite_it(
    page: Page, site: Served, complaints: list[str], language: str
) -> None:
    page.goto(site.url(language, MAIN))
    fold = page.locator(".evidoc-cite")
    expect(fold.locator("pre")).to_be_hidden()
    fold.locator("summary").click()
    expect(fold.locator("pre")).to_contain_text("https://evidoc.example" + LANGUAGES[language])
    page.evaluate("checks.thinOut()")
    page.evaluate(AXE)
    for check in ("accessible({colours: true})", "overflow()"):
        complaints += page.evaluate(f"checks.{check}")
    assert complaints == []
    page.emulate_media(media="print")
    expect(fold).to_be_hidden()
    expect(page.locator(".evidoc-latex").first).to_be_hidden()
