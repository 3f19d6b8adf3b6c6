"""What an element of a rendered page is to its structure: a table, a list, a link and the like."""

from __future__ import annotations

from xml.etree.ElementTree import Element

_LISTS = {"ul": ("li", "bullets"), "ol": ("li", "numbered items"), "dl": ("dd", "definitions")}
_OURS = ("evidoc-", "footnote-", "headerlink")


def part_of(element: Element) -> tuple[str, str] | None:
    """Return the kind of a part and what it is like, or None for what is no part.

    A paragraph is none, nor is what Markdown and the engine add by themselves: links from headings
    to themselves, numbers of footnotes, code by its own.
    """
    classes = element.get("class", "").split()
    if any(each.startswith(_OURS) for each in classes):
        return None
    id_ = element.get("id", "")
    match element.tag:
        case "table" if "highlighttable" not in classes:
            rows = [row for row in element.iter("tr") if row.find("td") is not None]
            columns = max((len(row) for row in element.iter("tr")), default=0)
            return "table", f"of {len(rows)} rows, {columns} columns"
        case "ul" | "ol" | "dl":
            tag, items = _LISTS[element.tag]
            found = element.findall(tag)
            is_of_footnotes = all(item.get("id", "").startswith("fn:") for item in found)
            return None if is_of_footnotes else ("list", f"of {len(found)} {items}")
        case "details":
            return "details", " ".join(classes)
        case "div" if "admonition" in classes:
            return "admonition", " ".join(each for each in classes if each != "admonition")
        case "div" if "tabbed-set" in classes:
            tabs = [each for each in element.iter("div") if each.get("class") == "tabbed-block"]
            return "tabs", f"of {len(tabs) or len(element.findall('label'))}"
        case "sup" if id_.startswith("fnref"):
            return "footnote", id_.partition(":")[2]
        case "li" if id_.startswith("fn:"):
            return "text of footnote", id_.partition(":")[2]
        case "a" if element.get("href"):
            return "link", element.get("href", "")
        case "img" if element.get("src"):
            return "link", element.get("src", "")
    return None


def is_made_by_markdown(element: Element, *, in_code: bool) -> bool:
    """Tell whether Markdown itself numbers or names something here.

    Args:
        element: An element of a rendered page.
        in_code: Whether it stands in code that is highlighted.
    """
    classes = element.get("class", "").split()
    if element.tag == "sup":
        return element.get("id", "").startswith("fnref") and all(
            child.get("class") == "footnote-ref" for child in element
        )
    if element.tag == "a" and classes == ["footnote-backref"]:
        return element.get("href", "").startswith("#fnref")
    if "linenos" in classes:
        return in_code and "".join(element.itertext()).strip().isdigit()
    if element.tag == "kbd":
        return any(each.startswith("key-") for each in classes)
    return element.tag == "div" and classes == ["toc"]
