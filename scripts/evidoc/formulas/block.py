"""The ``/// formula`` block of a page: one display formula and what it is bound to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from evidoc.blocks import Block
from evidoc.formulas.binding import OPTIONS, Binding, BindingError, parse_binding
from evidoc.markup import Source
from evidoc.mathml import Formula, find_formulas


@dataclass(frozen=True)
class FormulaBlock:
    """A display formula of a page.

    Attributes:
        line: Where its block opens.
        formula: The formula; its start is an offset in the page.
        argument: What the block is called with, as written.
        binding: What the formula has to agree with; None for notation.
        notation: Why it is not computed; empty for one that is.
        example: ``topic/name`` of the example that it is bound to; empty for notation.
    """

    line: int
    formula: Formula
    argument: str
    binding: Binding | None
    notation: str = ""
    example: str = ""


def read_block(source: Source, block: Block) -> FormulaBlock:
    """Read a block, whose example is not known yet.

    Raises:
        BindingError: It does not hold one display formula, or it is bound to nothing.
    """
    options = _options(source.text[block.options_start : block.body_start])
    formula = _formula(source.prose[block.body_start : block.body_end], block.body_start)
    line = source.line(block.start)
    if "notation" in options:
        if block.argument or len(options) > 1:
            raise BindingError("it is notation: bind it to a function or say why it is not bound")
        return FormulaBlock(line, formula, "", None, options["notation"])
    if not block.argument:
        raise BindingError("it is bound to nothing")
    return FormulaBlock(line, formula, block.argument, parse_binding(block.argument, options))


def _options(text: str) -> Mapping[str, str]:
    try:
        options = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        problem = getattr(error, "problem", error)
        raise BindingError(f"its options are not valid YAML ({problem}): quote the text") from None
    if not isinstance(options, dict):
        raise BindingError("its options are not a list of 'name: text'")
    for name, value in options.items():
        if name not in OPTIONS:
            raise BindingError(f"unknown option {name!r}: known are {', '.join(OPTIONS)}")
        if value is None or isinstance(value, dict | list) or not str(value).strip():
            raise BindingError(f"its option {name!r} is not a text: quote it")
    return {name: " ".join(str(value).split()) for name, value in options.items()}


def _formula(body: str, start: int) -> Formula:
    found = [formula for formula in find_formulas(body) if formula.is_display]
    if len(found) != 1 or body.strip().strip("$").strip() != found[0].latex:
        raise BindingError("the block has to hold one formula between $$ and $$, and nothing else")
    (formula,) = found
    return Formula(formula.latex, start + formula.start, True, formula.is_closed)
