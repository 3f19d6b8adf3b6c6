"""The blocks of a page that show an example, and what they ask to show."""

from __future__ import annotations

import yaml

from evidoc.pages.blocks import Block
from evidoc.pages.page import SHOWN, ExampleUse, Page, Problem, resolve
from evidoc.pages.yaml_text import load_yaml

OPTIONS = ("part", "show", "figure", "alt", "caption", "data", "fold", "value")


def read_examples(page: Page, blocks: list[Block]) -> None:
    """Add to a page the examples that it shows, or what is wrong with their blocks."""
    for block in blocks:
        if block.name != "example":
            continue
        line = page.source.line(block.start)
        example = resolve(block.argument, page.meta.get("topic"))
        if not block.argument or example is None:
            page.problems.append(
                Problem(
                    line,
                    "the block names no example",
                    "write /// example | topic/name, or name the topic in the front matter",
                )
            )
            continue
        # With options that are wrong it is an example still: claims below it are bound to it.
        options = _options(page, block, line) or {}
        is_written = example in {each.name for each in page.written}
        page.examples.append(ExampleUse(line, example, options, is_written))


def _options(page: Page, block: Block, line: int) -> dict[str, str] | None:
    def wrong(message: str, mend: str = "") -> None:
        page.problems.append(Problem(line, message, mend))

    text = page.source.text[block.options_start : block.body_start]
    try:
        options = load_yaml(text) or {}
    except yaml.YAMLError as error:
        wrong(
            f"the options of the block are not valid YAML: {getattr(error, 'problem', error)}",
            "quote the text",
        )
        return None
    if not isinstance(options, dict):
        wrong("the options of the block are not a list of 'name: text'")
        return None
    if page.source.text[block.body_start : block.body_end].strip():
        wrong(
            "an example block holds options only",
            "indent them by four spaces, directly below the first line",
        )
        return None
    if isinstance(options.get("fold"), bool):
        options = {**options, "fold": str(options["fold"]).lower()}
    for name, value in options.items():
        if name not in OPTIONS:
            wrong(f"unknown option {name!r}", f"known are {', '.join(OPTIONS)}")
            return None
        if not isinstance(value, str) or not value.strip():
            wrong(f"option {name!r} is not a text", "quote it")
            return None
    if options.get("fold", "true") not in ("true", "false"):
        wrong(f"fold is {options['fold']!r}", "write fold: true or fold: false")
        return None
    shown = options.get("show", "code").split()
    if bad := [part for part in shown if part not in SHOWN]:
        wrong(f"cannot show {bad[0]!r}", f"known are {', '.join(SHOWN)}")
        return None
    return options
