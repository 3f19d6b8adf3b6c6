"""The map of a site for readers of text."""

from __future__ import annotations

import pytest

from small_site import Site

NAV = "nav: [index.md, {more: [more/index.md, {deep: [more/deep.md]}]}, size.md]\n"


@pytest.mark.parametrize(
    ("address", "root", "ko"),
    [
        ("", "", "../llms.txt"),
        ("site_url: https://site.example/a/\n", "https://site.example/a/", None),
    ],
)
def test_every_language_has_a_map_that_leads_to_the_others(
    site: Site, address: str, root: str, ko: str | None
) -> None:
    for code in ("ko", "en"):
        site.write(f"docs/{code}/more/index.md", "---\ndescription: All else.\n---\n# More {#m}\n")
        site.write(f"docs/{code}/more/deep.md", "# Deep {#d}\n")
    site.write("mkdocs.yml", site.read("mkdocs.yml") + NAV + address)
    assert site.build("--strict").exit_code == 0
    page = f"{root}{{}}index.html.md".format
    assert site.read("site/llms.txt") == (
        f"# Small\n\n## Small\n\n- [폭]({page('')})\n- [크기]({page('size/')})\n\n"
        f"## More\n\n- [More]({page('more/')}): All else.\n- [Deep]({page('more/deep/')})\n\n"
        f"## Optional\n\n- [llms-full.txt]({root}llms-full.txt)\n"
        f"- [English]({root}en/llms.txt)\n"
    )
    assert f"[한국어]({ko or f'{root}llms.txt'})" in site.read("site/en/llms.txt")


PLAIN = """\
# Span

```python
\"\"\"The span of a kernel.\"\"\"
from fractions import Fraction

from shapes import span

# How far the kernel reaches.
kernel_size, dilation = 3, 8
reach = span(kernel_size, dilation)
share = Fraction(kernel_size**2, reach**2)
rows = [[d, span(kernel_size, d)] for d in (1, 2)]
print(f"The span is {reach} cells")
```

Output:

```text
The span is 17 cells
```

It spans 17×17 positions and reads 3.1 % of them.

```python
taps = 9
```

It has 9 taps.

| dilation | span |
|---|---|
| 1 | 3 |
| 2 | 5 |


See [the top](https://site.example/en/#span).
"""


def test_a_page_is_there_as_markdown_with_what_its_examples_show(site: Site) -> None:
    site.write("mkdocs.yml", site.read("mkdocs.yml") + "site_url: https://site.example/\n")
    assert site.evidoc("run").exit_code == 0
    assert site.build("--strict").exit_code == 0
    assert site.read("site/en/index.html.md") == PLAIN
    full = site.read("site/en/llms-full.txt")
    assert full.startswith(PLAIN)
    assert "# Size\n\n$$\nS = d(K-1) + 1\n$$\n" in full
    assert "폭은 17칸입니다" in site.read("site/llms-full.txt")


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("[Size](size.md#size)", "[Size](../size/#size)"),
        ("[here](size.md){ .button }", "[here](../size/)"),
        ("[out](https://other.example/size.md)", "[out](https://other.example/size.md)"),
        ("`[9]{= span: reach }` and `{#id}`", "`[9]{= span: reach }` and `{#id}`"),
        ("[3×3]{given} cells <!-- a remark -->", "3×3 cells"),
        ("17<!--= span: reach --> cells", "17 cells"),
        ("$\\{.5\\}$", "$\\{.5\\}$"),
        ('<div markdown="1">\n\nInside\n\n</div>', "\nInside"),
        ("```\n/// claim | x\n{#id}\n```", "```\n/// claim | x\n{#id}\n```"),
    ],
)
def test_marks_are_left_out_and_links_lead_to_the_site(
    site: Site, written: str, plain: str
) -> None:
    site.write("docs/en/more.md", f"---\ntopic: conv\n---\n# More {{#more}}\n\n{written}\n")
    site.write("docs/ko/more.md", "# More {#more}\n")
    site.build()
    assert site.read("site/en/more/index.html.md").rstrip("\n") == f"# More\n\n{plain}".rstrip("\n")


def test_an_author_may_write_it(site: Site) -> None:
    site.write("docs/ko/llms.txt", "# Mine\n")
    site.build()
    assert site.read("site/llms.txt") == "# Mine\n"
    assert "# Small" in site.read("site/en/llms.txt")
