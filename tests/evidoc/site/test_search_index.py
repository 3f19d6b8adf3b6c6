"""What search plugins are shown of a page is all that they index of it."""

from __future__ import annotations

import pytest

from evidoc.site.search import as_indexed

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
