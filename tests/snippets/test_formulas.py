"""Formulas of the course against the functions of the course: what is right, and every slip.

Of each formula, here and on the pages, all are made that one slip makes of it. A slip on a page
that is not found wants more parameters in the formula's block; one that leaves all values as they
are belongs into ``EQUIVALENT``, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from pathlib import Path
from typing import Any

import pytest
import torch
from torch.nn import functional

import conv_arithmetic
from conv_arithmetic import Layer, hit_counts
from evidoc.formulas.binding import FormulaBinding, parse_formula_binding
from evidoc.formulas.grid import tabulate
from evidoc.formulas.judge import Wrong, judge_latex
from evidoc.project.config import load_config
from evidoc.project.project import Project
from formula_mutants import mutants

torch.manual_seed(0)
x = torch.randint(-9, 10, (10, 11)).double()
kernel = torch.randint(-9, 10, (3, 3)).double()
stacks = [[1, 2, 3], [1, 2, 5], [1, 2, 4, 8], [1, 2, 9], [2, 2, 2], [2, 4, 8], [3, 1, 1], [4, 3]]


def conv2d(size: int, dilation: int) -> torch.Tensor:
    weights = kernel[None, None, :size, :size]
    return functional.conv2d(x[None, None], weights, dilation=dilation)[0, 0]


def padding(kernel_size: int, dilation: int) -> int:
    left, right = conv_arithmetic.same_padding(kernel_size, dilation)
    if left != right:
        raise ValueError("the sides differ")
    return left


def has_no_holes(rates: list[int], kernel_size: int) -> bool:
    return all(hit_counts([Layer(kernel_size, dilation=rate) for rate in rates]))


def field_of(kernels: list[int], strides: list[int], rates: list[int]) -> int:
    return conv_arithmetic.receptive_field(
        [Layer(*each) for each in zip(kernels, strides, rates, strict=False)]
    )


def spread(kernel_size: int, rates: list[int]) -> float:
    """Return the standard deviation of the positions that paths lead to."""
    counts = hit_counts([Layer(kernel_size, dilation=rate) for rate in rates])
    mean = sum(cell * count for cell, count in enumerate(counts)) / sum(counts)
    return sqrt(sum((cell - mean) ** 2 * n for cell, n in enumerate(counts)) / sum(counts))


NAMESPACE = {**vars(conv_arithmetic), **globals()}


@dataclass
class Case:
    """A formula and what it is bound to."""

    latex: str
    argument: str
    options: dict[str, str]

    @cached_property
    def binding(self) -> FormulaBinding:
        return parse_formula_binding(self.argument, self.options)

    @cached_property
    def recorded(self) -> dict[str, Any]:
        return tabulate(self.binding.grid, NAMESPACE)

    def judge_latex(self, latex: str) -> Wrong | None:
        return judge_latex(latex, self.binding, self.recorded)


SIZES = {"for": "I=1..12, K=1..4, S=1..3, P=0..2, d=1..3"}
FORMULAS = {
    "double sum": Case(
        r"\text{output}(i, j) = \sum_{m=0}^{K-1} \sum_{n=0}^{K-1}"
        r" \text{input}(i + d \cdot m, \; j + d \cdot n) \cdot \text{kernel}(m, n)",
        "output(i, j) = conv2d(K, d)[i, j]",
        {"for": "K=1..3, d=1..3, i=0..3, j=0..2", "where": "input=x, kernel=kernel"},
    ),
    "span": Case(
        r"K_{\text{eff}} = K + (K-1)(d-1) = d(K-1) + 1",
        "K_eff = effective_kernel_size(K, d)",
        {"for": "K=1..7, d=1..8"},
    ),
    "output size": Case(
        r"O = \left\lfloor \frac{I + 2P - d(K-1) - 1}{S} \right\rfloor + 1",
        "O = output_size(I, K, S, P, d)",
        SIZES,
    ),
    "same padding": Case(
        r"P = \frac{d(K-1)}{2}",
        "P = padding(K, d)",
        {"for": "K=1..7, d=1..8"},
    ),
    "receptive field": Case(
        r"\text{RF} = 1 + \sum_{l=1}^{L} d_l (K_l - 1) \prod_{j=1}^{l-1} S_j",
        "RF = field_of(K[:L], S, d)",
        {
            "for": "L=1..3, K=[[3, 3, 3], [2, 5, 3], [7, 3, 2]],"
            " S=[[1, 1, 1], [2, 1, 2], [1, 3, 2]], d=[[1, 2, 4], [3, 1, 2]]"
        },
    ),
    "doubling rates": Case(
        r"1 + 2 \sum_{l=0}^{L-1} 2^l = 2^{L+1} - 1",
        "receptive_field([Layer(3, dilation=2**l) for l in range(L)])",
        {"for": "L=1..9"},
    ),
    "receptive field of a TCN": Case(
        r"1 + 2(K-1)(2^L - 1)",
        "receptive_field([Layer(K, dilation=2**(l // 2)) for l in range(2 * L)])",
        {"for": "K=2..5, L=1..6"},
    ),
    "parameters": Case(
        r"\frac{K^2 C_{\text{in}} C_{\text{out}}}{G} + C_{\text{out}}",
        "parameter_count(C_in, C_out, K, G)",
        {"for": "C_in=[2, 4, 8], C_out=[4, 6], K=1..3, G=1..2"},
    ),
    "hybrid dilated convolution": Case(
        r"M_i = \max(M_{i+1} - 2 r_i, \; 2 r_i - M_{i+1}, \; r_i), \qquad M_n = r_n",
        "M_i = hdc_max_distances(r)[i - 2]",
        {
            "for": "r=[*stacks, [1, 5, 2], [1, 2, 9, 3], [1, 9, 2, 8]], i=2..3",
            "when": "i < len(r)",
            "where": "M=dict(enumerate(hdc_max_distances(r), 2)), n=len(r)",
        },
    ),
    "no holes": Case(
        r"r_i \le 1 + (K-1) \sum_{j<i} r_j",
        "has_no_holes(rates, K)",
        {
            "for": "rates=stacks, K=2..5",
            "where": "r=sorted(rates), n=len(rates)",
            "every": "i=1..n",
        },
    ),
    "spread of paths": Case(
        r"\sigma = \sqrt{\sum_{l=1}^{n} \frac{d_l^2 (K^2 - 1)}{12}}",
        "sigma = spread(K, d)",
        {"for": "K=2..4, d=stacks", "where": "n=len(d)", "tolerance": "1e-9"},
    ),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_formula_agrees_with_its_function(name: str) -> None:
    case = FORMULAS[name]
    assert case.judge_latex(case.latex) is None


def all_mutants() -> Iterator[tuple[str, str]]:
    for name, case in FORMULAS.items():
        for mutant in mutants(case.latex):
            yield name, mutant


def test_every_slip_is_found() -> None:
    made = list(all_mutants())
    survivors = [
        f"{name}: {mutant}" for name, mutant in made if FORMULAS[name].judge_latex(mutant) is None
    ]
    assert survivors == []
    assert len(made) > 300


EQUIVALENT: dict[str, str] = {}


def test_every_slip_in_a_formula_on_a_page_is_found() -> None:
    project = Project(load_config(Path(__file__).parents[2]))
    survivors: list[str] = []
    made = 0
    for name, page in project.pages[project.config.source_language].items():
        for use in page.formulas:
            if use.binding is None:
                continue
            record = project.records.record(project.config.source_language, use.example)
            for mutant in mutants(use.formula.latex):
                made += 1
                wrong = judge_latex(mutant, use.binding, record.formulas[use.binding.grid.key])
                if wrong is None and mutant not in EQUIVALENT:
                    survivors.append(f"{name}:{use.line}: {mutant}")
    assert survivors == []
    assert made > 500
