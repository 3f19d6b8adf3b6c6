"""What crawlers ask of a site as a whole: one map of all languages, and where it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from mkdocs.config.defaults import MkDocsConfig

from evidoc.project.config import Config
from evidoc.site.languages import folder

_ROBOTS = "robots.txt"


def write_site_map(
    project: Config, config: MkDocsConfig, pages: Mapping[str, Mapping[str, str]]
) -> None:
    """Put one site map for all languages in the place of the one that MkDocs wrote.

    With it a ``robots.txt`` that leads to it, unless the site has one of its own.

    Args:
        project: Tells the languages' folders.
        config: The configuration of the first language.
        pages: Language code to the addresses of its pages, relative to that language's root, with
            the day of the last change, empty if unknown.
    """
    path = Path(config.site_dir, "sitemap.xml")
    path.unlink(missing_ok=True)
    path.with_name("sitemap.xml.gz").unlink(missing_ok=True)
    if not config.site_url:  # without it there are no absolute addresses, which site maps ask for
        return
    root = config.site_url.rstrip("/") + "/"
    addresses = {code: root + folder(project, project.languages[code]) for code in pages}
    path.write_bytes(site_map(addresses, pages))
    robots = path.with_name(_ROBOTS)
    if not Path(config.docs_dir, _ROBOTS).is_file():
        robots.write_text(f"User-agent: *\nAllow: /\nSitemap: {root}{path.name}\n", "utf-8")


def site_map(addresses: Mapping[str, str], pages: Mapping[str, Mapping[str, str]]) -> bytes:
    """Return a site map of several languages, every page with its counterparts.

    Args:
        addresses: Language code to the address of that language's root, with a slash at its end.
        pages: Language code to the addresses of its pages, relative to that root, with the day of
            the last change.
    """
    urlset = ET.Element(
        "urlset",
        {
            "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
            "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
        },
    )
    for code, days in pages.items():
        for path in sorted(days):
            url = ET.SubElement(urlset, "url")
            ET.SubElement(url, "loc").text = addresses[code] + path
            if days[path]:
                ET.SubElement(url, "lastmod").text = days[path]
            for other in [other for other in pages if path in pages[other]]:
                link = {"rel": "alternate", "hreflang": other, "href": addresses[other] + path}
                ET.SubElement(url, "xhtml:link", link)
    ET.indent(urlset)
    return bytes(ET.tostring(urlset, encoding="utf-8", xml_declaration=True)) + b"\n"
