"""The pages that every peer builds: examples that print a line, some of which draw a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

WITH_TORCH = """\
import torch

factor = {factor}
values = torch.arange(100.0) * factor
total = int(values.sum())
print(f"{name}: the total is {{total}}")
"""

# What trains needs an optimizer, whose import is a large part of torch.
TRAINS = """\
import torch

factor = {factor}
weight = torch.nn.Parameter(torch.zeros(()))
optimizer = torch.optim.Adam([weight])
for _ in range(3):
    optimizer.zero_grad()
    (weight - factor).square().backward()
    optimizer.step()
values = torch.arange(100.0) * factor
total = int(values.sum())
print(f"{name}: the total is {{total}}")
"""

PLAIN = """\
factor = {factor}
values = [value * factor for value in range(100)]
total = sum(values)
print(f"{name}: the total is {{total}}")
"""

FIGURE = """
fig, ax = plt.subplots()
ax.plot(values, label="values")
ax.set_xlabel("index")
ax.legend()
"""


@dataclass(frozen=True)
class Example:
    """A program, and the line that has to be on its page."""

    name: str
    source: str
    says: str = ""
    figure: bool = False


@dataclass(frozen=True)
class Page:
    """A page with its examples, and how many claims it makes of them if it can make any."""

    name: str
    examples: tuple[Example, ...]
    claims: int = 0


def example(number: int, *, factor: int, figure: bool, torch: bool = True) -> Example:
    """Return an example whose line depends on the factor."""
    name = f"e{number:04}"
    trains = number % 4 == 3
    template = PLAIN if not torch else TRAINS if trains else WITH_TORCH
    source = template.format(name=name, factor=factor)
    if figure:
        source = f"import matplotlib.pyplot as plt\n{source}{FIGURE}"
    return Example(name, source, f"{name}: the total is {4950 * factor}", figure)


def corpus(
    *, pages: int, examples: int, figures: int = 0, claims: int = 0, torch: bool = True
) -> list[Page]:
    """Return pages that share the examples and the claims out among them."""
    made = [
        example(each, factor=each + 2, figure=each < figures, torch=torch)
        for each in range(examples)
    ]
    return [
        Page(f"p{page:04}", tuple(made[page::pages]), _share(claims, pages, page))
        for page in range(pages)
    ]


def edited(pages: Sequence[Page], factor: int) -> list[Page]:
    """Return the pages with another factor in the first example."""
    first, *others = pages
    old = first.examples[0]
    new = example(int(old.name[1:]), factor=factor, figure=old.figure, torch="torch" in old.source)
    return [replace(first, examples=(new, *first.examples[1:])), *others]


def _share(total: int, parts: int, part: int) -> int:
    return total // parts + (part < total % parts)
