"""Formulas with one thing changed, as a slip of the author would change it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidoc.formulas.tokens import Token, tokens

_OTHER = {
    "+": "-",
    "-": "+",
    r"\cdot": "+",
    r"\times": "+",
    "<": r"\le ",
    r"\le": "<",
    r"\leq": "<",
    r"\sum": r"\prod",
    r"\prod": r"\sum",
    r"\max": r"\min",
    r"\min": r"\max",
    r"\sqrt": "",
}
_ROUNDED = re.compile(r"(?:\\left)?\\l(?P<kind>floor|ceil)(?P<inside>.*?)(?:\\right)?\\r(?P=kind)")
_TERM = re.compile(r"(?<=[\w})])\s*[-+]\s*(?:\d+|[A-Za-z](?![A-Za-z]))(?![\d(_^])")
_POWER = re.compile(r"\^(?:\{[^{}]*\}|\w)")
_FRACTION = re.compile(r"\\frac\{(?P<above>(?:[^{}]|\{[^{}]*\})*)\}\{(?P<below>[^{}]*)\}")


def mutants(latex: str) -> Iterator[str]:
    """Yield each formula that one slip makes of ``latex``, none twice."""
    seen = {latex}
    for mutant in _mutants(latex):
        if mutant not in seen:
            seen.add(mutant)
            yield mutant


def _mutants(latex: str) -> Iterator[str]:
    read = tokens(latex)
    names = sorted({latex[token.start : token.end] for token in read if token.kind == "name"})
    for token in read:
        for other in _others(token, latex, names):
            yield latex[: token.start] + other + latex[token.end :]
    for match in _ROUNDED.finditer(latex):
        before, inside, after = latex[: match.start()], match["inside"], latex[match.end() :]
        yield f"{before}{{{inside}}}{after}"
        other = {"floor": "ceil", "ceil": "floor"}[match["kind"]]
        yield f"{before}\\l{other}{inside}\\r{other}{after}"
    for pattern in (_TERM, _POWER):
        for match in pattern.finditer(latex):
            yield latex[: match.start()] + latex[match.end() :]
    for match in _FRACTION.finditer(latex):
        swapped = rf"\frac{{{match['below']}}}{{{match['above']}}}"
        yield latex[: match.start()] + swapped + latex[match.end() :]


def _others(token: Token, latex: str, names: list[str]) -> list[str]:
    written = latex[token.start : token.end]
    if token.kind == "number":
        return [str(int(written) + 1), str(abs(int(written) - 1))]
    if token.kind == "name":
        return [name if name.startswith("\\") else f"{name}" for name in names if name != written]
    return [_OTHER[written]] if written in _OTHER else []
