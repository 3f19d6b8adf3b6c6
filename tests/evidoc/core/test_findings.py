"""What a finding says can be printed, and written into any report."""

from __future__ import annotations

import json
from xml.etree import ElementTree as etree

import pytest

from evidoc.core.findings import Finding
from evidoc.core.formats import FORMATS
from small_site import Site

UNPRINTABLE = {
    "a\ud800b": "a\\ud800b",
    "\x1b[31mred\x07\x9b": "\\x1b[31mred\\x07\\x9b",
    "NUL \0 and \x7f": "NUL \\x00 and \\x7f",
    "lines\n\tand 한글 😀": "lines\n\tand 한글 😀",
}


@pytest.mark.parametrize("message", UNPRINTABLE, ids=ascii)
def test_what_cannot_be_printed_is_spelled_out(message: str) -> None:
    finding = Finding("a.md", 1, message)
    assert finding.message == UNPRINTABLE[message]
    for form in FORMATS.values():
        form([finding]).encode("utf-8")


def test_an_exception_of_any_text_is_reported(site: Site) -> None:
    site.write(
        "snippets/conv/quiet.py", "raise ValueError(str().join(map(chr, (0xD800, 27, 7, 0))))\n"
    )
    result = site.evidoc("run", "--junit", "report.xml")
    assert result.exit_code == 1
    said = r"ValueError: \ud800\x1b\x07\x00"
    assert said in result.output
    (failure,) = etree.fromstring(site.read("report.xml")).iter("failure")
    assert said in (failure.get("message") or "") + (failure.text or "")


@pytest.mark.parametrize("form", FORMATS)
def test_a_name_that_is_no_utf8_is_reported(site: Site, form: str) -> None:
    site.write("docs/en/\udcff.md", "# A {#a}\n\n[9]{= nothing }\n")
    result = site.evidoc("check", "--format", form)
    assert result.exit_code == 1
    assert "\\udcff.md" in result.output
    assert form != "json" or json.loads(result.stdout)
