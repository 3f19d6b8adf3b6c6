"""The map of a site for readers of text."""

from __future__ import annotations

import pytest

from small_site import Site

NAV = "nav: [index.md, {more: [more/index.md, {deep: [more/deep.md]}]}, size.md]\n"


@pytest.mark.parametrize(
    ("address", "ko", "en"),
    [
        ("", "./", "../llms.txt"),
        ("site_url: https://site.example/a/\n", "https://site.example/a/", None),
    ],
)
def test_every_language_has_a_map_that_leads_to_the_others(
    site: Site, address: str, ko: str, en: str | None
) -> None:
    for code in ("ko", "en"):
        site.write(f"docs/{code}/more/index.md", "---\ndescription: All else.\n---\n# More {#m}\n")
        site.write(f"docs/{code}/more/deep.md", "# Deep {#d}\n")
    site.write("mkdocs.yml", site.read("mkdocs.yml") + NAV + address)
    assert site.build("--strict").exit_code == 0
    root = ko.removeprefix("./")
    assert site.read("site/llms.txt") == (
        f"# Small\n\n## Small\n\n- [폭]({ko})\n- [크기]({root}size/)\n\n"
        f"## More\n\n- [More]({root}more/): All else.\n- [Deep]({root}more/deep/)\n\n"
        f"## Optional\n\n- [English]({root}en/llms.txt)\n"
    )
    assert f"[한국어]({en or f'{root}llms.txt'})" in site.read("site/en/llms.txt")


def test_an_author_may_write_it(site: Site) -> None:
    site.write("docs/ko/llms.txt", "# Mine\n")
    site.build()
    assert site.read("site/llms.txt") == "# Mine\n"
    assert "# Small" in site.read("site/en/llms.txt")
