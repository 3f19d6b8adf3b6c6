"""From LaTeX to a tree.

    formula = [left "="] chain {"," chain}
    chain   = sum {relation sum}

What a ``sum`` is, stands in ``expressions``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from evidoc.formulas.arithmetic import RELATIONS
from evidoc.formulas.chains import Chain, Formula, Side
from evidoc.formulas.expressions import MEMBERS, NUMBER, Expressions
from evidoc.formulas.tokens import UnreadableError
from evidoc.formulas.tree import Every, Node


def parse(
    latex: str,
    kinds: Mapping[str, str],
    left: str = "",
    every: tuple[str, str, str] | None = None,
) -> Formula:
    """Parse a formula.

    Args:
        latex: The formula.
        kinds: The declared names, each with ``NUMBER``, ``MEMBERS`` or ``OTHER``.
        left: What has to stand on the left: a name, ``M_i`` or ``output(i, j)``; empty if every
            side is to be evaluated.
        every: An index and its bounds, as formulas, for which the formula is to hold.

    Raises:
        UnreadableError: It cannot be read, or something else stands on the left.
    """
    return _parse(latex, tuple(sorted(kinds.items())), left, every)


@lru_cache(maxsize=4096)
def _parse(
    latex: str,
    kinds: tuple[tuple[str, str], ...],
    left: str,
    every: tuple[str, str, str] | None,
) -> Formula:
    bounds = [_Parser(bound, dict(kinds)) for bound in every[1:]] if every else []
    try:
        run = Every(every[0], *(bound.whole() for bound in bounds)) if every else None
    except UnreadableError as error:
        raise UnreadableError(0, f"in its range, {error.reason}") from None
    parser = _Parser(latex, dict(kinds) | ({every[0]: NUMBER} if every else {}))
    if left:
        parser.left(left)
    chain = parser.chain()
    if left and not chain.is_equation:
        raise UnreadableError(chain.start, f"{left} = … goes with equality alone")
    conditions = []
    while parser.accept("sign", ","):
        conditions.append(parser.chain())
    parser.end()
    used = parser.used.union(*(bound.used for bound in bounds))
    return Formula(chain, tuple(conditions), frozenset(used), run)


class _Parser(Expressions):
    """Reads the sides of a formula and the relations between them."""

    def left(self, left: str) -> None:
        """Read the left side and its equality sign."""
        name, is_call = re.match(r"\w+", left)[0], "(" in left  # type: ignore[index]
        declared, self.kinds = self.kinds, {**self.kinds, name: MEMBERS if is_call else NUMBER}
        start = self.token
        try:
            found = str(self.sum())
        except UnreadableError as error:
            reason = f"{error.reason}; on the left has to stand {left}"
            raise UnreadableError(error.offset, reason) from None
        if found != left:
            raise self.error(f"on the left has to stand {left}, found {found}", start)
        self.kinds = declared
        self.used.discard(name)
        self.given = left
        if not self.accept("sign", "="):
            raise self.error(f"expected = behind {left}, found {self.token.spelt}")

    def chain(self) -> Chain:
        sides, relations = [self.side()], []
        while self.end_of_line() or self.token.text in RELATIONS:
            relations.append(self.next().text)
            sides.append(self.side())
            if sides[-1].node == sides[-2].node:
                raise UnreadableError(sides[-1].start, "the same stands on both sides")
        return Chain(tuple(sides), tuple(relations))

    def whole(self) -> Node:
        """Read a formula that is one number."""
        node = self.sum()
        self.end()
        return node

    def end(self) -> None:
        if self.token.kind != "end":
            raise self.error(f"{self.token.spelt} is not expected here")

    def end_of_line(self) -> bool:
        if not self.accept("command", "\\"):
            return False
        if self.token.text not in RELATIONS:
            raise self.error(
                f"a line has to go on with a relation such as =, found {self.token.spelt}"
            )
        return True

    def side(self) -> Side:
        start = self.token.start
        node = self.sum()
        return Side(node, start, self.tokens[self.position - 1].end)
