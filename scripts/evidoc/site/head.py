"""What a page tells search engines, and whoever shows a link to it: the invisible part of its head.

All of it is data. Addresses of links between languages and of cards have to be absolute: without
``site_url`` they are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from babel import Locale
from babel.core import get_global

# Material leads to the roots of the other languages; its script fetches the site map of each.
_TO_ROOTS = re.compile(r'\s*<link rel="alternate" href="[^"]*" hreflang="[^"]*">')


@dataclass(frozen=True)
class About:
    """A page as others announce it.

    Attributes:
        title: Its title.
        description: What it is about, in a sentence or two.
        language: Its language's code.
        site: The name of the site.
        address: Its address below the root of the language.
        url: Its address; empty where the site has none.
        languages: The address of the page in each language that has it; the first is for readers
            of any other language.
        path: The titles of the pages that lead to it, itself included, with their addresses.
        revised: The day of its last change; empty if unknown.
        author: Who wrote the site; empty if unknown.
        card: The address of the picture that stands for the site; empty without one.
        size: Width and height of that picture.
    """

    title: str
    description: str
    language: str
    site: str
    address: str = ""
    url: str = ""
    languages: Mapping[str, str] | None = None
    path: Sequence[tuple[str, str]] = ()
    revised: str = ""
    author: str = ""
    card: str = ""
    size: tuple[int, int] = (0, 0)


def add_head(html: str, about: About) -> str:
    """Return the HTML of a page with what ``about`` says in its head."""
    head, end, body = html.partition("</head>")
    head = _TO_ROOTS.sub("", head)
    if about.description and '<meta name="description"' not in head:
        head += f'<meta name="description" content="{escape(about.description)}">\n'
    return head + "\n".join([*_links(about), *_cards(about), _data(about), ""]) + end + body


def _links(about: About) -> Iterator[str]:
    languages = dict(about.languages or {})
    if len(languages) > 1:
        languages["x-default"] = next(iter(languages.values()))
        for code, url in languages.items():
            # The blank keeps Material's script from fetching the site map of the address.
            yield f'<link rel="alternate " hreflang="{code}" href="{escape(url)}">'


def _cards(about: About) -> Iterator[str]:
    said = {
        "og:type": "article",
        "og:site_name": about.site,
        "og:title": about.title,
        "og:description": about.description,
        "og:locale": _locale(about.language),
        "og:url": about.url,
    }
    if about.card:
        width, height = map(str, about.size)
        said |= {"og:image": about.card, "og:image:width": width, "og:image:height": height}
        said["og:image:alt"] = about.site
    for name, text in said.items():
        if text:
            yield f'<meta property="{name}" content="{escape(text)}">'
    for other in about.languages or {}:
        if other != about.language:
            yield f'<meta property="og:locale:alternate" content="{_locale(other)}">'
    kind = "summary_large_image" if about.card else "summary"
    yield f'<meta name="twitter:card" content="{kind}">'


@cache
def _locale(code: str) -> str:
    """Return a language with its country, as cards name it: ``ko_KR``."""
    name = code.replace("-", "_")
    locale = Locale.parse(get_global("likely_subtags").get(name, name))
    return f"{locale.language}_{locale.territory}" if locale.territory else locale.language


def _data(about: About) -> str:
    """Return the page as structured data: an article, and the way to it."""
    article: dict[str, Any] = {
        "@type": "TechArticle",
        "headline": about.title,
        "description": about.description,
        "inLanguage": about.language,
        "dateModified": about.revised,
        "url": about.url,
        "image": about.card,
        "author": {"@type": "Organization", "name": about.author} if about.author else None,
        "isPartOf": {"@type": "WebSite", "name": about.site},
    }
    graph = [{name: value for name, value in article.items() if value}]
    if about.url:
        steps = [
            {"@type": "ListItem", "position": number, "name": title, "item": url}
            for number, (title, url) in enumerate(about.path, 1)
        ]
        graph.append({"@type": "BreadcrumbList", "itemListElement": steps})
    text = json.dumps(
        {"@context": "https://schema.org", "@graph": graph},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    text = text.replace("<", "\\u003c")  # which might end the script
    return f'<script type="application/ld+json">{text}</script>'
