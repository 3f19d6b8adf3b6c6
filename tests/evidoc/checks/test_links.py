"""Links that lead nowhere, however they are written."""

from __future__ import annotations

import pytest

from small_site import Site

ADDRESS = "http://[nowhere"


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("coverage", ["all", "bound"])
def test_a_link_to_what_is_no_address_is_a_finding(site: Site, command: str, coverage: str) -> None:
    for page in ("docs/en/index.md", "docs/ko/index.md"):
        text = (
            f"---\ncoverage: {coverage}\n---\n{site.read(page)}\n[x]({ADDRESS}) ![x]({ADDRESS})\n"
        )
        site.write(page, text)
    said = site.evidoc(command).output
    assert said.count(f"the link {ADDRESS} is no address [correct the link]") == 2, said
