"""What a formula says of numbers: chains of equations and comparisons, which hold or do not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from evidoc.formulas.arithmetic import RELATIONS
from evidoc.formulas.tree import Every, Node, Scope


@dataclass(frozen=True)
class Side:
    """One side of an equation, and the offset in the LaTeX at which it starts."""

    node: Node
    start: int
    end: int


@dataclass(frozen=True)
class Chain:
    """Sides with a relation between each two neighbours: ``a = b = c``, ``a <= b``."""

    sides: tuple[Side, ...]
    relations: tuple[str, ...]

    @property
    def start(self) -> int:
        """The offset in the LaTeX at which it starts."""
        return self.sides[0].start

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.sides[-1].end

    @property
    def is_equation(self) -> bool:
        """Whether all relations are equality: the chain then has a value, and not a truth."""
        return all(relation == "=" for relation in self.relations)

    def holds(self, scope: Scope) -> bool:
        """Tell whether every relation is true.

        Raises:
            NoValue: A side has no value.
        """
        values = [side.node.evaluate(scope) for side in self.sides]
        pairs = pairwise(values)
        return all(
            RELATIONS[relation](left, right)
            for relation, (left, right) in zip(self.relations, pairs, strict=True)
        )


@dataclass(frozen=True)
class Formula:
    r"""All that stands between two dollar signs.

    Attributes:
        chain: What has a value or a truth, without the left side that names it.
        conditions: What else has to be true, as ``M_n = r_n`` in ``M_i = \max(\dots), M_n = r_n``.
        used: The declared names that it reads.
        every: For which index it is to hold.
    """

    chain: Chain
    conditions: tuple[Chain, ...]
    used: frozenset[str]
    every: Every | None = None

    def is_true(self, chain: Chain, scope: Scope) -> bool:
        """Tell whether one of its chains holds, for every value of the index if there is one.

        Raises:
            NoValue: A side has no value.
        """
        scopes = self.every.scopes(scope) if self.every else [scope]
        return all(chain.holds(each) for each in scopes)
