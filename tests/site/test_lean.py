"""What the site spares its readers, and that nothing of what they need is among it."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from types import ModuleType

import material
import pytest
from playwright.sync_api import Page, Route, expect

from built_site import LANGUAGES, ROOT, Served, wake_explorer

# Pages of each kind, the longest among them.
TYPES = (
    "",
    "convolution/dilated-convolution/",
    "explorer/",
    "labs/causal/",
    "glossary/",
    "manual/pages/",
    "corrections/",
)
THEME = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"


@pytest.fixture(scope="module")
def lean() -> ModuleType:
    spec = importlib.util.spec_from_file_location("lean", ROOT / "overrides" / "lean.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGE = '<body dir=ltr class="a b" data-md-color-primary="custom"><i class=c></i><b class=\'d e\'>'
SCRIPT = 'element.classList.add("shown", `state--${on}`); style.getPropertyValue("--asked")'


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        (".a{x:1}.z{x:1}", ".a{x:1}"),
        (".a .z,.b>.c,.z{x:1}", ".b>.c{x:1}"),
        (".c.d:before{x:1}", ".c.d:before{x:1}"),
        (".e:not(.z){x:1}", ".e:not(.z){x:1}"),
        (":is(.z,.a){x:1}", ":is(.z,.a){x:1}"),
        (".shown{x:1}.hidden{x:1}", ".shown{x:1}"),
        ("[dir=ltr] .a{x:1}[dir=rtl] .a{x:1}", "[dir=ltr] .a{x:1}"),
        ("[dir] .a{x:1}", "[dir] .a{x:1}"),
        ("[data-md-color-primary=red]{x:1}", ""),
        ('[data-md-color-primary="custom"]{x:1}', '[data-md-color-primary="custom"]{x:1}'),
        ("[hidden],[type=z]{x:1}", "[hidden],[type=z]{x:1}"),
        ("@media print{.a{x:1}.z{x:1}}@media print{.z{x:1}}", "@media print{.a{x:1}}"),
        ("@supports (x:1){@media print{.z{x:1}}}", ""),
        (
            "@font-face{src:url(z)}@keyframes z{0%{x:1}}",
            "@font-face{src:url(z)}@keyframes z{0%{x:1}}",
        ),
        (
            ":root{--asked:1;--mine:2;--none:3;x:var(--mine)}",
            ":root{--asked:1;--mine:2;x:var(--mine);}",
        ),
        (":root{--other:1}.z{x:var(--gone)}:root{--gone:2}", ":root{--other:1;}"),
        ('.a:after{content:"}.z{"}', '.a:after{content:"}.z{";}'),
    ],
)
def test_rules_that_match_nothing_are_left_out(lean: ModuleType, sheet: str, left: str) -> None:
    used = lean.used_by([PAGE], [SCRIPT], ["p{x:var(--other)}"])
    (found,) = lean.purged([sheet], used)
    assert found.replace(";}", "}") == left.replace(";}", "}")


def test_what_one_sheet_sets_another_may_ask_for(lean: ModuleType) -> None:
    scheme, theme = ":root{--mine:1;--none:2}", ".a{x:var(--mine)}"
    found = lean.purged([scheme, theme], lean.used_by([PAGE], [], []))
    assert [each.replace(";}", "}") for each in found] == [":root{--mine:1}", theme]


# In each rule of two sheets, without what a reader does: does it match something on this page, at
# one moment?
MATCHING = """
sheets => {
  const known = new Map();  // most rules stand in both
  const matches = (selector) => {
    if (!known.has(selector)) known.set(selector, document.querySelector(selector) !== null);
    return known.get(selector);
  };
  return sheets.map(sheet => {
    const whole = new CSSStyleSheet();
    whole.replaceSync(sheet);
    const found = [];
    const look = (rules, media) => {
      for (const rule of rules) {
        if (rule.selectorText) {
          for (const selector of rule.selectorText.split(/,(?![^(]*\\))/)) {
            const lasting = selector.replace(/:{1,2}[-a-z]+(?![-\\w(])/g, "")
              .replace(/:(not|is|where)\\(\\)/g, "").trim() || "*";
            const bare = lasting.replace(/([>+~\\s])$/, "$1*").replace(/^([>+~])/, "*$1");
            if (matches(bare)) found.push(media + selector.trim());
          }
        } else if (rule.cssRules) look(rule.cssRules, media + rule.conditionText);
      }
    };
    look(whole.cssRules, "");
    return found;
  });
}
"""


def texts(sheets: Iterable[Path]) -> str:
    return "\n".join(sheet.read_text("utf-8") for sheet in sorted(sheets))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_of_the_theme_that_a_page_needs_is_there(
    page: Page, site: Served, language: str
) -> None:
    whole = texts(THEME.glob("*.css"))
    built = site.file(language).parent / "assets" / "stylesheets"
    lean = texts(built.glob("*.css"))
    assert len(lean) < 0.8 * len(whole)
    needed = 0
    for path in TYPES:
        page.goto(site.url(language, path))
        wake_explorer(page)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for how in page.locator("a.evidoc-how:visible").all()[:1]:
            how.click()
        page.locator("label[for=__search]:visible, .md-search__input").first.click()
        page.keyboard.type("conv", delay=20)
        expect(page.locator(".md-search-result__item").first).to_be_attached(timeout=20_000)
        before, after = page.evaluate(MATCHING, [whole, lean])
        assert [each for each in before if each not in set(after)] == [], path
        needed += len(before)
    assert needed > 1000


COLOURS = """
() => [...document.querySelectorAll("body *")].filter((each) => each.checkVisibility())
  .map((each) => [each, getComputedStyle(each)])
  .map(([each, style]) => [each.outerHTML.slice(0, 60), style.color, style.backgroundColor,
    style.borderTopColor])
"""


def answer(sheet: Path, route: Route) -> None:
    route.fulfill(path=sheet, content_type="text/css")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_those_of_the_whole_theme(page: Page, site: Served, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    found = []
    for is_whole in (False, True):
        if is_whole:
            for sheet in THEME.glob("*.css"):
                kind = sheet.name.partition(".")[0]
                page.route(f"**/{kind}.*.css", partial(answer, sheet))
        page.goto(site.url("en", "manual/pages/"))
        page.wait_for_load_state("networkidle")
        found.append(page.evaluate(COLOURS))
    lean, whole = found
    assert len(lean) > 300
    assert [pair for pair in zip(lean, whole, strict=True) if pair[0] != pair[1]] == []
