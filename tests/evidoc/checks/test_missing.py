"""A folder that the settings name and that is not there is said, with the key and its line."""

from __future__ import annotations

import pytest

from small_site import Site

WRONG = [
    ('[languages]\nen = { docs = "dcos" }\n', 2, "docs of en: there is no folder dcos"),
    (
        'snippets = "snipets"\n[languages]\nen = { docs = "docs" }\n',
        1,
        "snippets: there is no folder snipets",
    ),
    (
        '[languages]\nen = { docs = "docs" }\nko = { docs = "docs/ko" }\n',
        3,
        "docs of ko: there is no folder docs/ko",
    ),
]


@pytest.mark.parametrize(("settings", "line", "message"), WRONG)
def test_a_missing_folder_is_said(bare: Site, settings: str, line: int, message: str) -> None:
    bare.write("docs/index.md", "# Circles\n")
    bare.write("evidoc.toml", settings)
    assert f"evidoc.toml:{line}: {message}" in bare.evidoc("check").output


def test_the_usual_folder_of_examples_may_be_missing(bare: Site) -> None:
    bare.write("docs/index.md", "# Circles\n")
    bare.write("evidoc.toml", '[languages]\nen = { docs = "docs" }\n')
    assert bare.evidoc("check").output.endswith("no findings\n")
