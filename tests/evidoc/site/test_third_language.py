"""A third language beside the two of the small project: German."""

from __future__ import annotations

import pytest

from small_site import Site

PO = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Language: de\n"

msgid "The span of a kernel."
msgstr "Die Spanne eines Kerns."

msgid "How far the kernel reaches."
msgstr "Wie weit der Kern reicht."

msgid "The span is {reach} cells"
msgstr "Die Spanne beträgt {reach} Zellen"
"""
PAGE = "docs/de/index.md"


@pytest.fixture
def three(site: Site) -> Site:
    """The small project with German pages and texts, recorded."""
    site.replace(
        "evidoc.toml",
        'mkdocs = "mkdocs.en.yml" }',
        'mkdocs = "mkdocs.en.yml" }\nde = { docs = "docs/de", mkdocs = "mkdocs.de.yml" }',
    )
    site.write("mkdocs.de.yml", "INHERIT: mkdocs.yml\ndocs_dir: docs/de\n")
    site.write("snippets/conv/de.po", PO.lstrip())
    site.write("docs/de/size.md", site.read("docs/en/size.md").replace("Size", "Größe"))
    text = site.read("docs/en/index.md")
    for english, german in (
        ("# Span", "# Spanne"),
        ("It spans", "Er überspannt"),
        ("positions and reads", "Stellen und liest"),
        ("of them", "davon"),
        ("It has", "Er hat"),
        ("taps", "Abgriffe"),
        ("{= Abgriffe }", "{= taps }"),
        ("See [the top]", "Siehe [oben]"),
    ):
        text = text.replace(english, german)
    site.write(PAGE, text)
    assert site.evidoc("run").exit_code == 0
    return site


def test_it_is_built_and_checked_as_the_others_are(three: Site) -> None:
    assert three.evidoc("check").exit_code == 0, three.evidoc("check").output
    done = three.build("--strict")
    assert done.exit_code == 0, done.stderr
    page = three.read("site/de/index.html")
    assert "Die Spanne beträgt 17 Zellen" in page
    assert 'href="evidence/conv/span.zip"' in page
    assert "The span is 17 cells" in three.read("site/en/index.html")


# An edit of the German page or catalog, and what is found there.
FAULTS = {
    "number": (PAGE, "17×17", "17×18", f"{PAGE}:9:19: shows 18, computed 17"),
    "number word": (
        PAGE,
        "Siehe",
        "Doppelt so weit, siehe",
        f"{PAGE}:24: bound to nothing: Doppelt",
    ),
    "claim missing": (
        PAGE,
        "[9]{= taps } ",
        "viele ",
        "docs/ko/index.md:14: claim conv/quiet: taps: missing",
    ),
    "link": (PAGE, "(#span)", "(size.md)", f"{PAGE}:24: link size.md"),
    "translation": ("snippets/conv/de.po", "{reach} Z", "{rich} Z", "snippets/conv/de.po:12: "),
    "page": ("docs/de/size.md", "# Größe {#size}", "# Größe {#groesse}", "docs/de/size.md:4: "),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_in_it_is_found(three: Site, name: str) -> None:
    file, before, after, expected = FAULTS[name]
    three.replace(file, before, after)
    output = three.evidoc("check").output
    assert any(line.startswith(expected) for line in output.splitlines()), output
