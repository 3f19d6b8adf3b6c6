from __future__ import annotations

import re
from xml.etree import ElementTree as etree

from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from evidoc.core.words import words
from evidoc.markdown.example_html import add_data, add_output
from evidoc.markdown.recorded import RecordedTreeprocessor, visible

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=40)


def shown(text: str, *extensions: str) -> tuple[str, str]:
    """Return what a reader sees of an output and of a cell, through all of Python-Markdown."""

    class Add(Treeprocessor):
        def run(self, root: etree.Element) -> None:
            add_output(root, f"|{text}|", words("en"))
            table = {"title": "", "columns": ["a"], "rows": [[f"|{text}|"]]}
            add_data(root, [table], words("en"))

    md = Markdown(extensions=extensions)
    md.treeprocessors.register(Add(md), "add", 36)
    md.treeprocessors.register(RecordedTreeprocessor(md), "evidoc-recorded", 35)
    html = md.convert("| `code` |")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", html)
    soup = BeautifulSoup(html, "html.parser")
    return soup.select_one("pre code").text, soup.select_one("td").text


@settings(deadline=None)
@given(TEXTS)
@example("&lt;b&gt;&amp; &copy; &#65; &amp;lt;")
@example("\x02wzxhzdk:0\x03 \x02amp\x03 \x0242\x03")
@example("\x1b[31mred\x1b[0m \x00 \x07 <script>alert(1)</script>")
def test_readers_see_the_text_that_was_printed(text: str) -> None:
    seen = visible(f"|{text}|")
    for extensions in ([], ["pymdownx.highlight"]):
        assert shown(text, *extensions) == (f"{seen}\n", seen)
