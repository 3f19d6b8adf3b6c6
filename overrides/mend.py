"""Mends what neither a template's block nor a style sheet can mend."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import minify
from mkdocs.config.defaults import MkDocsConfig

MENDS = [
    # Browsers break lines between a bracket or a sign and a Korean particle, keep-all or not. Only
    # in text, which the next tag ends.
    (
        r"[)\]%”’][가-힣]+(?=[^<>]*<)",
        r'<span class="site-together">\g<0></span>',
    ),
    # The same after a number that is bound, whose sign stands in an element of its own.
    (
        r"<data [^>]*>[^<]*[)\]%”’](?:<a [^>]*></a>)?</data>[가-힣]+",
        r'<span class="site-together">\g<0></span>',
    ),
    # The same where an element ends before the particle: a character that joins words.
    # It is looked for from its bracket on, not from each sign before one.
    (
        r"(<(?<=[)\]}/%”’]<)/(?:a|code|em|strong)>(?:</(?:a|code|em|strong)>)*)(?=[가-힣])",
        r"\1&#8288;",
    ),
    # Numbers in a row of a cell.
    (
        r"(<td[^>]*>)(\[?\d+(?:, \d+){1,4}\]?)(?=</td>)",
        r'\1<span class="site-together">\2</span>',
    ),
    # What is wider than its column scrolls, without scripts, too.
    (
        r"(?s)<table>.*?</table>",
        r'<div class="md-typeset__scrollwrap"><div class="md-typeset__table">\g<0></div></div>',
    ),
    # Checkboxes have no such attribute; inputs for text keep theirs.
    (r'(type="checkbox" id="__(?:drawer|search)") autocomplete="off"', r"\1"),
    (r' tabindex=""', ""),
    # A section of the navigation is named by a label that holds an icon only: name it by its title.
    (r'(<label class="md-nav__title" for="(__nav_[\d_]+)")>', r'\1 id="\2_title">'),
    (r'(<nav [^>]*aria-labelledby="__nav_[\d_]+)_label"', r'\1_title"'),
    # The title of the table of contents is the label of a box that some pages have not.
    (r'(?s)\A(?!.*id="__toc")(.*<label class="md-nav__title") for="__toc"', r"\1"),
]


def on_post_page(output: str, **_: Any) -> str:
    """Mend a page; its head holds no tags and no text that a browser breaks."""
    head, end, body = output.partition("</head>")
    for wrong, right in MENDS:
        body = re.sub(wrong, right, body)
    return head + end + body


def on_post_template(output: str, *, template_name: str, **_: Any) -> str:
    """Mend the page for addresses that do not exist."""
    return on_post_page(output) if template_name.endswith(".html") else output


def on_post_build(config: MkDocsConfig) -> None:
    """Spare readers the remarks and the white space of scripts and style sheets of this site.

    They run as they are written; nothing is bundled. What a browser gets is the same, shorter.
    """
    own = Path(__file__).with_name("assets")
    for source in sorted(own.rglob("*.js")) + sorted(own.rglob("*.css")):
        kind = "text/css" if source.suffix == ".css" else "application/javascript"
        text = source.read_text("utf-8")
        if source.name == "site.css":
            text += dark_without_scripts(text)
        copy = Path(config.site_dir, "assets", source.relative_to(own))
        text = re.sub(r">\n\s*<", "><", text)  # between the tags of a script's markup
        copy.write_text(minify.string(kind, text), "utf-8")


def dark_without_scripts(css: str) -> str:
    """Return what gives a reader whose system is dark the dark page where no script chooses it."""
    (colours,) = re.findall(r'\[data-md-color-scheme="slate"\] \{([^}]*)\}', css)
    where = "screen and (scripting: none) and (prefers-color-scheme: dark)"
    return f"@media {where} {{ body[data-md-color-scheme] {{ color-scheme: dark; {colours} }} }}"
