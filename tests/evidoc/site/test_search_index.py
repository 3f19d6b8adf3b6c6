"""What search plugins are shown of a page is all that they index of it."""

from __future__ import annotations

import pytest

from evidoc.site.search import as_indexed, without_passed_over

SAME = "<p>A <span>word</span> &amp; more</p>"
CASES = {
    SAME: SAME,
    '<pre><code><span id="a-1"><span class="k">if</span> x:\n</span></code></pre>': (
        "<pre><code>if x:\n</code></pre>"
    ),
    '<pre class="evidoc-long"><code>1 &lt; 2</code></pre><p><span>b</span></p>': (
        '<pre class="evidoc-long"><code>1 &lt; 2</code></pre><p><span>b</span></p>'
    ),
    '<p>for <span class="evidoc-math"><math><mi>K</mi><mo>&lt;</mo></math>,</span></p>': (
        '<p>for <span class="evidoc-math">K&lt;,</span></p>'
    ),
    'a<details class="evidoc-data" data-search-exclude=""><noscript><table></table></noscript>'
    '</details>b<details class="evidoc-code"><pre>c</pre></details>': (
        'ab<details class="evidoc-code"><pre>c</pre></details>'
    ),
}


@pytest.mark.parametrize("html", CASES)
def test_colours_formulas_and_tables_of_data_are_left_out(html: str) -> None:
    assert as_indexed(html) == CASES[html]


TAGS = {
    '<p>A <a href="b/"><em>link</em></a> to <span class="c">d</span></p>': "<p>A link to d</p>",
    "<table><tr><td>1</td> <td>2</td></tr></table><p>3</p>": "1 2<p>3</p>",
    '<h2 id="e">f<a class="headerlink" href="#e">¶</a></h2>': (
        '<h2 id="e">f<a class="headerlink" href="#e">¶</a></h2>'
    ),
    '<em>g</em><span data-search-exclude="">h</span><span>i</span>': (
        'g<span data-search-exclude="">h</span><span>i</span>'
    ),
    '<a class="j" data-search-exclude="">k</a>': '<a class="j" data-search-exclude="">k</a>',
    "<tdx>l</tdx>": "<tdx>l</tdx>",
}


@pytest.mark.parametrize("html", TAGS)
def test_what_a_search_passes_over_is_not_read_tag_by_tag(html: str) -> None:
    assert without_passed_over(html) == TAGS[html]
