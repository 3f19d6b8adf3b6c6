"""The checks of the pages find what they are there for."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from built_site import AXE, Served

SCROLLS = "style='overflow-x: auto; width: 5em'"
MATH = "<math><mi>x</mi><mspace width='50em'/><mi>y</mi></math>"
# A check, what stands on the page, and what is said of it.
FAULTS = [
    ("overflow", "<p style='width: 3000px'>wide</p>", "sticks out: <p"),
    ("overflow", f"<div {SCROLLS}><p style='width: 3000px'>wide</p></div>", None),
    ("math", "<math></math>", "not rendered"),
    ("math", f"<div style='overflow: hidden; width: 5em'>{MATH}</div>", "cut: <math"),
    ("math", f"<div {SCROLLS}>{MATH}</div>", "no key scrolls"),
    ("math", f"<div tabindex=0 class='evidoc-display' {SCROLLS}>{MATH}</div>", "no cue"),
    ("math", f"<div style='overflow: hidden; height: .2em'>{MATH}</div>", "cut above or below"),
    ("fonts", "<math><mi>x</mi></math>", "the math font is not loaded"),
    ("images", "<img src='/none.svg' alt='x'>", "no image"),
    ("images", "<img src='/assets/logo.svg'>", "no alt"),
]


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """What is wrong here is put in inline, which the site's own pages need not allow."""
    return {**browser_context_args, "bypass_csp": True}


@pytest.mark.parametrize(("check", "html", "expected"), FAULTS)
def test_a_planted_fault_is_found(
    page: Page,
    site: Served,
    complaints: list[str],  # noqa: ARG001 - brings the checks into the page
    check: str,
    html: str,
    expected: str | None,
) -> None:
    page.goto(site.url("en"))
    page.evaluate("html => { document.body.innerHTML = `<main>${html}</main>` }", html)
    page.evaluate("document.querySelectorAll('link[rel=stylesheet]').forEach((l) => l.remove())")
    found = page.evaluate(f"checks.{check}()")
    assert any(expected in text for text in found) if expected else found == [], found


def test_another_host_a_failing_script_and_a_missing_file_are_found(
    page: Page, site: Served, complaints: list[str]
) -> None:
    page.goto(site.url("en"))
    assert complaints == []
    page.evaluate("fetch('https://evidoc.example/').catch(() => {})")
    page.evaluate("fetch('/none')")
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.wait_for_timeout(300)
    assert "asks another host: https://evidoc.example/" in complaints
    assert f"404 for {site.address}/none" in complaints
    assert any(text.startswith("script: broken") for text in complaints)


# The checks that look at colours.
COLOURS = ("contrast()", "accessible({colours: true})")


@pytest.mark.parametrize("check", COLOURS)
def test_faint_text_is_found(
    page: Page,
    site: Served,
    complaints: list[str],  # noqa: ARG001 - brings the checks into the page
    check: str,
) -> None:
    page.goto(site.url("en"))
    page.evaluate("document.querySelector('main p').style.color = '#eee'")
    page.evaluate(AXE)
    assert any("axe color-contrast: <p" in text for text in page.evaluate(f"checks.{check}"))


@pytest.mark.parametrize("check", COLOURS)
def test_a_link_that_looks_like_the_text_around_it_is_found(
    page: Page,
    site: Served,
    complaints: list[str],  # noqa: ARG001 - brings the checks into the page
    check: str,
) -> None:
    page.goto(site.url("en"))
    near = "<a href='/en/' style='color: #222; text-decoration: none'>a link</a>"
    html = f"<p style='color: #333'>All of <a href='/'>this</a> is {near} in a text.</p>"
    page.evaluate("html => { document.body.innerHTML = `<main>${html}</main>` }", html)
    page.evaluate(AXE)
    found = page.evaluate(f"checks.{check}")
    (said,) = (text for text in found if re.match("axe (color-contrast|link-in-text-block)", text))
    assert said.startswith('axe link-in-text-block: <a href="/en/"')
