"""The ``/// formula`` blocks of a page: a display formula each and what it is bound to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import yaml

from evidoc.formulas.binding import OPTIONS, BindingError, FormulaBinding, parse_formula_binding
from evidoc.math.mathml import MathFormula, find_formulas
from evidoc.pages.blocks import Block
from evidoc.pages.markup import Source
from evidoc.pages.yaml_text import load_yaml

MEND = "write /// formula | O = function(I, K), with for: I=1..9, K=1..4, or notation: reason"

Wrong = tuple[int, str, str] | tuple[int, str, str, bool]
"""Line, message, mend, and whether it is wrong on strict pages only."""


@dataclass(frozen=True)
class FormulaUse:
    """A formula of a page, and what it has to agree with.

    Attributes:
        line: Where it is bound: the line of its block, or its own.
        formula: The formula; its start is an offset in the page.
        argument: What its block is called with, as written; empty for notation and inline.
        binding: What the formula has to agree with; None for notation.
        notation: Why it is not computed; empty for one that is.
        example: ``topic/name`` of the example that it is bound to; empty for notation.
    """

    line: int
    formula: MathFormula
    argument: str
    binding: FormulaBinding | None
    notation: str = ""
    example: str = ""


def read_blocks(source: Source, blocks: Iterable[Block]) -> Iterator[FormulaUse | Wrong]:
    """Yield the formulas in blocks, and what is wrong with blocks and with formulas in none."""
    inside = [block for block in blocks if block.name == "formula"]
    for block in inside:
        try:
            yield _read(source, block)
        except BindingError as error:
            yield source.line(block.start), f"malformed formula block: {error}", MEND
    for formula in source.formulas:
        is_bound = any(block.start < formula.start < block.body_end for block in inside)
        if formula.is_display and not is_bound:
            yield source.line(formula.start), "the formula is bound to nothing", MEND, True


def _read(source: Source, block: Block) -> FormulaUse:
    options = _yaml(source.text[block.options_start : block.body_start])
    formula = _formula(source.prose[block.body_start : block.body_end], block.body_start)
    line = source.line(block.start)
    if "notation" in options:
        if block.argument or len(options) > 1:
            raise BindingError("it is notation: bind it to a function or say why it is not bound")
        return FormulaUse(line, formula, "", None, options["notation"])
    if not block.argument:
        raise BindingError("it is bound to nothing")
    return FormulaUse(line, formula, block.argument, parse_formula_binding(block.argument, options))


def _yaml(text: str) -> Mapping[str, str]:
    try:
        options = load_yaml(text) or {}
    except yaml.YAMLError as error:
        problem = getattr(error, "problem", error)
        raise BindingError(f"its options are not valid YAML ({problem}): quote the text") from None
    return read_options(options, OPTIONS)


def read_options(options: object, known: Iterable[str]) -> Mapping[str, str]:
    """Return options as texts.

    Raises:
        BindingError: One is not known, or no text.
    """
    if not isinstance(options, dict):
        raise BindingError("its options are not a list of 'name: text'")
    for name, value in options.items():
        if name not in known:
            raise BindingError(f"unknown option {name!r}: known are {', '.join(known)}")
        if value is None or isinstance(value, dict | list) or not str(value).strip():
            raise BindingError(f"its option {name!r} is not a text: quote it")
    return {name: " ".join(str(value).split()) for name, value in options.items()}


def _formula(body: str, start: int) -> MathFormula:
    found = [formula for formula in find_formulas(body) if formula.is_display]
    if len(found) != 1 or body.strip().strip("$").strip() != found[0].latex:
        raise BindingError("the block has to hold one formula between $$ and $$, and nothing else")
    (formula,) = found
    return MathFormula(formula.latex, start + formula.start, True, formula.is_closed)
