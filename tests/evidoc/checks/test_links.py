"""Links that lead nowhere, however they are written."""

from __future__ import annotations

from small_site import Site

ADDRESS = "http://[nowhere"


def test_a_link_to_what_is_no_address_is_a_finding(site: Site) -> None:
    for page in ("docs/en/index.md", "docs/ko/index.md"):
        site.write(page, f"{site.read(page)}\n[x]({ADDRESS})\n")
    said = site.evidoc("check").output
    assert said.count(f"the link {ADDRESS} is no address [correct the link]") == 2, said
