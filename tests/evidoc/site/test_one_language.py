"""A site in one language, with a theme that could offer several."""

from __future__ import annotations

from small_site import Site

FILES = {
    "evidoc.toml": """
        [languages]
        en = { docs = "docs" }
        """,
    "mkdocs.yml": """
        site_name: Shop
        theme: {name: material}
        plugins: {evidoc: {}}
        markdown_extensions: {attr_list: {}, toc: {}, pymdownx.superfences: {}, evidoc: {}}
        """,
    "snippets/shop/cart.py": """
        total = 15
        for n in range(3000):
            print(n)
        """,
    "docs/index.md": """
        # Shop { #shop }

        ## Next step

        /// example | shop/cart
        ///

        It costs [15]{= total }: see [the step](#next-step) and [the shop](#shop).
        """,
}


def test_it_is_as_plain_as_the_author_wrote_it(bare: Site) -> None:
    bare.add(FILES)
    assert bare.evidoc("run").exit_code == 0
    assert bare.evidoc("check").output.endswith("no findings\n")
    assert bare.build("--strict").exit_code == 0
    html = bare.read("site/index.html")
    assert '<h1 id="shop">' in html  # the spelling that mkdocs-macros takes for no comment
    assert '<h2 id="next-step">' in html
    assert "md-select" not in html  # nothing to choose a language from
    assert html.index("evidoc-long") < html.index("2999")  # a box of limited height
