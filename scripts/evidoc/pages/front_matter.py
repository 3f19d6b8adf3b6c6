"""Reads the front matter of a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from evidoc.pages.markup import FRONT_MATTER
from evidoc.pages.page import Page, Problem
from evidoc.pages.yaml_text import load_yaml


def read_front_matter(page: Page) -> Mapping[str, Any]:
    """Return what a page says of itself; what is wrong there is noted as a problem."""
    match = FRONT_MATTER.match(page.source.text)
    try:
        meta = load_yaml(match[1] or "") if match else {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        page.problems.append(
            Problem(line, f"the front matter is not valid YAML: {getattr(error, 'problem', error)}")
        )
        return {}
    if meta is not None and not isinstance(meta, dict):
        page.problems.append(Problem(1, "the front matter is not a mapping of names to values"))
        return {}
    meta = meta or {}
    if meta.get("coverage", "all") not in ("all", "bound"):
        message = f"coverage is {meta['coverage']!r}"
        page.problems.append(Problem(1, message, 'write "all" or "bound"'))
        return {**meta, "coverage": None}
    return meta
