"""Spares readers what no page of the site needs: `make audit` shows what a page weighs.

The theme's style sheets are written for all that a page may show; of this site's pages each needs
about two thirds. Nothing is bundled: what a browser gets is the same, shorter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import tinycss2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

# What a page says once and for all: no script sets another value than those that pages name.
SETTLED = ("dir", "data-md-color-scheme", "data-md-color-primary", "data-md-color-accent")
# Whatever stands before: what only looks like an attribute keeps a rule, and costs the rest less.
_CLASSES = re.compile(r"""class=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_VALUES = re.compile(rf"""({"|".join(SETTLED)})=["']?([\w-]*)""")
_WORDS = re.compile(r"[\w-]+")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")


class Used(NamedTuple):
    """What the pages and scripts of a site name.

    Attributes:
        classes: The classes of elements, and every word of a script, which may set it as a class.
        values: The attributes that are settled, with their values.
        variables: The properties that other sheets and scripts ask for.
    """

    classes: frozenset[str]
    values: frozenset[tuple[str, str]]
    variables: frozenset[str] = frozenset()

    def may_match(self, selector: Iterable[Any]) -> bool:
        """Tell whether an element may come to match a selector, given as its parts."""
        before: Any = None
        for part in selector:
            is_class = part.type == "ident" and before is not None and before == "."
            if is_class and part.value not in self.classes:
                return False
            if part.type == "[] block" and not self._may_have(part.content):
                return False
            before = part
        return True

    def _may_have(self, attribute: list[Any]) -> bool:
        if [part.type for part in attribute[:1]] != ["ident"] or attribute[1:2] != ["="]:
            return True
        name, _, value = attribute[:3]
        return name.value not in SETTLED or (name.value, value.value) in self.values


def used_by(pages: Iterable[str], scripts: Iterable[str], sheets: Iterable[str]) -> Used:
    """Return what pages and scripts name, and the properties that sheets and scripts ask for."""
    classes: set[str] = set()
    values: set[tuple[str, str]] = set()
    variables: set[str] = set()
    lists: set[tuple[str, str, str]] = set()
    for page in pages:
        lists.update(_CLASSES.findall(page))
        values.update(_VALUES.findall(page))
    for found in lists:
        classes.update(*map(str.split, found))
    for script in scripts:
        words = _WORDS.findall(script)
        classes.update(words)
        variables.update(word for word in words if word.startswith("--"))
    for sheet in sheets:
        variables.update(_VARIABLE.findall(sheet))
    return Used(frozenset(classes), frozenset(values), frozenset(variables))


def purged(sheets: Iterable[str], used: Used) -> list[str]:
    """Return style sheets without the rules that match nothing, and what only those ask for.

    What one sheet sets, another may ask for: a scheme sets the colours of all.
    """
    narrowed = [list(_kept(_rules(sheet), lambda rule: _narrow(rule, used))) for sheet in sheets]
    asked = used.variables.union(
        *(_VARIABLE.findall(tinycss2.serialize(rules)) for rules in narrowed)
    )
    return [
        tinycss2.serialize(_kept(rules, lambda rule: _forget(rule, asked))) for rules in narrowed
    ]


@lru_cache(maxsize=4)  # every language has the same
def _rules(sheet: str) -> list[Any]:
    return _nested(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))


def _nested(rules: list[Any]) -> list[Any]:
    """Read the rules within rules, too."""
    for rule in rules:
        if _holds_rules(rule):
            rule.content = _nested(tinycss2.parse_rule_list(rule.content, True, True))
    return rules


def _holds_rules(rule: Any) -> bool:
    return rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports")


def _kept(rules: Iterable[Any], narrow: Callable[[Any], bool]) -> Iterator[Any]:
    """Yield what is left of the rules when they are narrowed, which themselves stay as they are."""
    for rule in map(copy, rules):
        if _holds_rules(rule):
            rule.content = list(_kept(rule.content, narrow))
            is_left = bool(rule.content)
        else:
            is_left = rule.type != "qualified-rule" or narrow(rule)
        if is_left:
            yield rule


def _narrow(rule: Any, used: Used) -> bool:
    """Take the selectors out that match nothing, and tell whether one is left."""
    selectors: list[list[Any]] = [[]]
    for part in rule.prelude:
        if part == ",":
            selectors.append([part])
        else:
            selectors[-1].append(part)
    kept = [each for each in selectors if used.may_match(each)]
    rule.prelude = [part for each in kept for part in each]
    if rule.prelude[:1] == [","]:
        del rule.prelude[0]
    return bool(kept)


def _forget(rule: Any, asked: frozenset[str]) -> bool:
    """Take the properties out that nothing asks for, and tell whether something is left."""
    declared = tinycss2.parse_blocks_contents(rule.content, True, True)
    rule.content = [each for each in declared if not _is_idle(each, asked)]
    return bool(rule.content)


def _is_idle(declared: Any, asked: frozenset[str]) -> bool:
    is_variable = declared.type == "declaration" and declared.name.startswith("--")
    return is_variable and declared.name not in asked


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take out the theme's scripts, but where a server shows the site to who writes it."""
    if not _is_served(config):
        for file in [each for each in files if each.src_uri.startswith("assets/javascripts/")]:
            files.remove(file)
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Purge the theme's style sheets, and name them by their new content."""
    if _is_served(config):
        return
    site = Path(config.site_dir)
    pages = _texts(site, "html")
    sheets = _texts(site, "css")
    theme = {path: sheets.pop(path) for path in list(sheets) if path.parent.name == "stylesheets"}
    used = used_by(pages.values(), _texts(site, "js").values(), sheets.values())
    names = {}
    for path, text in zip(theme, purged(theme.values(), used), strict=True):
        data = text.encode()
        names[path.name] = f"{path.name.partition('.')[0]}.{sha256(data).hexdigest()[:8]}.min.css"
        path.with_name(names[path.name]).write_bytes(data)
        path.unlink()
    for path, page in pages.items():
        for old, new in names.items():
            page = page.replace(f"stylesheets/{old}", f"stylesheets/{new}")
        path.write_text(page, "utf-8")


def _is_served(config: MkDocsConfig) -> bool:
    command: str = config.plugins["evidoc"].command
    return command == "serve"


def _texts(site: Path, kind: str) -> dict[Path, str]:
    return {path: path.read_text("utf-8") for path in sorted(site.rglob(f"*.{kind}"))}
