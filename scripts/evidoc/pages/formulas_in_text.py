"""Formulas in running text: bound in the front matter, or repeating a bound one.

    formulas:
      "2dL + 1": {call: "doubling: field(d, L)", for: "d=1..4, L=1..9"}

Each ``$2dL + 1$`` on the page is then held to that function. A part of a sentence has no block of
its own, and a longer notation would make the sentence hard to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from evidoc.formulas.arithmetic import RELATIONS
from evidoc.formulas.binding import OPTIONS, BindingError, parse_formula_binding
from evidoc.formulas.tokens import UnreadableError, tokens
from evidoc.math.mathml import MathFormula
from evidoc.pages.formula_blocks import FormulaUse, Wrong, read_options
from evidoc.pages.markup import Source

_MEND = 'write formulas: {"2d + 1": {call: "name: field(d)", for: "d=1..9"}}'
_KNOWN = ("call", *(option for option in OPTIONS if option != "notation"))


def read_inline(source: Source, meta: Mapping[str, Any]) -> Iterator[FormulaUse | Wrong]:
    """Yield the formulas in running text that the front matter binds, and what is wrong there."""
    declared = meta.get("formulas") or {}
    if not isinstance(declared, dict):
        yield 1, "formulas: is not a list of 'formula: binding'", _MEND
        return
    for latex, options in declared.items():
        line = source.line(max(source.text.find(str(latex)), 0))
        try:
            texts = read_options(options, _KNOWN)
            if "call" not in texts:
                raise BindingError("it is bound to nothing")
            binding = parse_formula_binding(texts["call"], texts)
        except BindingError as error:
            yield line, f"malformed formula {latex!r}: {error}", _MEND
            continue
        found = [each for each in _inline(source) if _spaced(each.latex) == _spaced(str(latex))]
        if not found:
            yield line, f"formulas: ${latex}$ does not stand on the page", "take it away"
        for formula in found:
            yield FormulaUse(source.line(formula.start), formula, "", binding)


def repeated(source: Source, uses: Iterable[FormulaUse]) -> Iterator[MathFormula]:
    """Yield the formulas in running text that say again what a bound one on the page says.

    That is all of it, or some of its sides: not a part of a side, which no check has seen alone.
    """
    uses = tuple(uses)
    return (formula for formula in _inline(source) if repeats(formula.latex, uses))


def repeats(latex: str, uses: Iterable[FormulaUse]) -> bool:
    """Tell whether a formula says again what a bound one says, as ``repeated`` does."""
    sides, relations = _sides(latex)
    for all_sides, all_relations in (_sides(use.formula.latex) for use in uses if use.binding):
        is_equation = set(all_relations) == {"="} and set(relations) <= {"="}
        is_same = sides == all_sides and relations == all_relations
        if sides and (is_same or (is_equation and all(side in all_sides for side in sides))):
            return True
    return False


def _inline(source: Source) -> Iterator[MathFormula]:
    return (formula for formula in source.formulas if not formula.is_display)


def _spaced(latex: str) -> str:
    return " ".join(latex.split())


@lru_cache(maxsize=1024)
def _sides(latex: str) -> tuple[list[list[str]], list[str]]:
    """Return the sides of a formula as what their tokens say, and the relations between them."""
    sides: list[list[str]] = [[]]
    relations: list[str] = []
    try:
        read = tokens(latex)
    except UnreadableError:
        return [], []
    for token in read[:-1]:
        if token.kind == "sign" and token.text in RELATIONS:
            relations.append(token.text)
            sides.append([])
        else:
            sides[-1].append(token.text)
    return sides, relations
