"""From LaTeX to a tree: a small grammar over *declared* names.

LaTeX does not say whether ``d(K-1)`` is a product or a call, or whether ``K_e`` is a name or a
member of ``K``. Here the declarations do, and what is not declared is an error:

    chain   = sum {relation sum}
    sum     = ["-"] product {("+" | "-") product}
    product = power {["*" | "/" | "mod"] power}        side by side is a product
    power   = atom ["^" argument]
    atom    = number | name | brackets | function | ranged
    ranged  = (sum | prod | max | min) bounds product
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from evidoc.formulas.arithmetic import RANGED, RELATIONS
from evidoc.formulas.tokens import Cursor, Token, UnreadableError, tokens
from evidoc.formulas.tree import (
    Application,
    Binary,
    Chain,
    Constant,
    Every,
    Formula,
    Function,
    Index,
    Node,
    Ranged,
    Side,
    Symbol,
)

NUMBER, MEMBERS, OTHER = "number", "members", "other"
"""What a name stands for: a number, numbers to be picked by an index, or none of that."""

_CLOSING = {"(": ")", "[": "]", "{": "}", "{|": "|}", "|": "|"}
_ROUND = {"lfloor": ("rfloor", "floor"), "lceil": ("rceil", "ceil")}
_FRACTIONS = ("frac", "dfrac", "tfrac")
_FUNCTIONS = ("max", "min", "gcd")
_SUCCESSOR = Constant(1)


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


class _Parser(Cursor):
    """Reads one formula from left to right; each method reads one part and steps behind it."""

    def __init__(self, latex: str, kinds: dict[str, str]) -> None:
        super().__init__(tokens(latex))
        self.kinds = kinds
        self.given = ""
        self.used: set[str] = set()
        self.bars = 0

    # Sides

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

    # Arithmetic

    def sum(self) -> Node:
        sign = self.accept("sign", "-", "+")
        node = self.product()
        if sign and sign.text == "-":
            node = Function("-", (node,))
        while sign := self.accept("sign", "+", "-"):
            node = Binary(sign.text, node, self.product())
        return node

    def product(self) -> Node:
        node = self.power()
        while True:
            if sign := self.accept("sign", "*", "/", "mod"):
                node = Binary(sign.text, node, self.power())
                if sign.text == "/" and self.begins_factor():
                    raise self.error(r"what belongs below the / is not clear: write \frac")
            elif not self.begins_factor():
                return node
            elif self.token.kind == "number":
                raise self.error(rf"a number behind a factor: write \cdot {self.token.text}")
            else:
                node = Binary("*", node, self.power())

    def begins_factor(self) -> bool:
        token = self.token
        if token.kind == "sign":
            return token.text in _CLOSING and not (token.text == "|" and self.bars)
        if token.kind == "command":
            return token.text in (*_ROUND, *_FRACTIONS, *_FUNCTIONS, *RANGED, "sqrt")
        return token.kind in ("name", "number")

    def power(self) -> Node:
        base = self.atom()
        if not self.accept("sign", "^"):
            return base
        node = Binary("^", base, self.argument())
        if self.token.text in ("^", "_"):
            raise self.error("an index or a power behind a power: write r_i^2")
        return node

    def argument(self) -> Node:
        """Read what LaTeX takes as one argument: a group in braces, or one character."""
        token = self.next()
        if token.kind == "sign" and token.text == "{":
            return self.group("{")
        if token.kind == "number" and len(token.text) == 1:
            return Constant(int(token.text))
        if token.kind == "name":
            return self.plain_name(token)
        if token.kind == "number":
            raise self.error(f"LaTeX takes the first digit alone: write {{{token.text}}}", token)
        raise self.error(f"expected a group in braces, found {token.spelt}", token)

    def atom(self) -> Node:
        token = self.next()
        if token.kind == "number":
            value = Fraction(token.text)
            return Constant(value.numerator if value.denominator == 1 else value)
        if token.kind == "name":
            return self.name(token)
        if token.kind == "sign" and token.text in _CLOSING:
            return self.group(token.text)
        if token.kind == "command":
            return self.command(token)
        raise self.error(f"expected a number or a name, found {token.spelt}", token)

    def group(self, opening: str) -> Node:
        self.bars += opening == "|"
        node = self.sum()
        self.bars -= opening == "|"
        self.expect(_CLOSING[opening], "to close a bracket")
        return Function("abs", (node,)) if opening == "|" else node

    def group_of_several(self, what: str) -> tuple[Node, ...]:
        token = self.next()
        if token.kind != "sign" or token.text not in ("(", "[", "{", "{|"):
            raise self.error(f"expected brackets behind {what}, found {token.spelt}", token)
        parts = [self.sum()]
        while self.accept("sign", ","):
            parts.append(self.sum())
        self.expect(_CLOSING[token.text], "to close a bracket")
        return tuple(parts)

    def command(self, token: Token) -> Node:
        name = token.text
        if name in _ROUND:
            closing, function = _ROUND[name]
            inner = self.sum()
            self.expect(closing, f"to close \\{name}")
            return Function(function, (inner,))
        if name in _FRACTIONS:
            return Binary("/", self.argument(), self.argument())
        if name == "sqrt":
            return Function("sqrt", (self.argument(),))
        if name in RANGED and self.accept("sign", "_"):
            return self.ranged(name)
        if name in _FUNCTIONS:
            return Function(name, self.group_of_several(f"\\{name}"))
        if name in RANGED:
            raise self.error(f"\\{name} has no bounds", token)
        raise self.error(f"\\{name} cannot be computed", token)

    # Ranges

    def ranged(self, name: str) -> Node:
        if not self.accept("sign", "{"):
            raise self.error(f"\\{name} has no bounds: write _{{i=1}}^{{n}}")
        if self.token.kind == "name" and self.token.text not in self.kinds:
            index = self.index()
            relation = self.relation("=", "<", "<=")
            bound = self.sum()
            self.expect("}", "behind the bound")
            start, stop = self.bounds(name, relation, bound)
        else:
            start = self.sum()
            if self.relation("<", "<=") == "<":
                start = Binary("+", start, _SUCCESSOR)
            index = self.index()
            relation, stop = self.relation("<", "<="), self.sum()
            stop = Binary("-", stop, _SUCCESSOR) if relation == "<" else stop
            self.expect("}", "behind the bound")
        self.kinds[index] = NUMBER
        body = self.product()
        del self.kinds[index]
        self.used.discard(index)
        return Ranged(name, index, start, stop, body)

    def bounds(self, name: str, relation: str, bound: Node) -> tuple[Node, Node]:
        if relation == "=":
            if not self.accept("sign", "^"):
                raise self.error(f"\\{name} has no upper bound")
            return bound, self.argument()
        # As in \sum_{j<i} r_j: the members of a sequence are counted from 1.
        stop = Binary("-", bound, _SUCCESSOR) if relation == "<" else bound
        return Constant(1), stop

    def index(self) -> str:
        token = self.next()
        if token.kind != "name":
            raise self.error(f"expected the name of an index, found {token.spelt}", token)
        if token.text in self.kinds:
            raise self.error(f"{token.text} stands for something else: take another index", token)
        return token.text

    def relation(self, *texts: str) -> str:
        token = self.next()
        if token.kind != "sign" or token.text not in texts:
            raise self.error(f"expected {' or '.join(texts)}, found {token.spelt}", token)
        return token.text

    # Names

    def name(self, token: Token) -> Node:
        has_index = self.token.kind == "sign" and self.token.text == "_"
        node = self.name_with_index(token) if has_index else self.plain_name(token)
        if str(node) == self.given:
            raise self.error(f"{self.given} stands on both sides", token)
        return node

    def name_with_index(self, token: Token) -> Node:
        name, behind = self.whole_name(token)
        if name in self.kinds:
            self.position = behind
            return self.plain_name(token, name)
        if self.kinds.get(token.text) != MEMBERS:
            if behind or token.text not in self.kinds:
                raise self.error(f"{name or token.text} is not declared", token)
            raise self.error(f"{token.text} is one number, so that it has no index", token)
        self.next()
        self.used.add(token.text)
        if self.token.text == "{":
            return Index(token.text, self.group_of_several("_"))
        return Index(token.text, (self.argument(),))

    def whole_name(self, token: Token) -> tuple[str, int]:
        """Return a name with its index as one name, as in K_eff, and the position behind it."""
        position = self.position + 1
        parts: list[str] = []
        if self.tokens[position].text != "{":
            parts, behind = [self.tokens[position].text], position + 1
        else:
            position += 1
            while self.tokens[position].kind in ("name", "number"):
                parts.append(self.tokens[position].text)
                position += 1
            behind = position + 1
            if self.tokens[position].text != "}":
                return "", 0
        return f"{token.text}_{''.join(parts)}", behind

    def plain_name(self, token: Token, name: str = "") -> Node:
        name = name or token.text
        kind = self.kinds.get(name)
        if kind is None:
            raise self.error(f"{name} is not declared{self.hint(token)}", token)
        if kind == OTHER:
            raise self.error(f"{name} is no number", token)
        self.used.add(name)
        if kind == NUMBER:
            return Symbol(name)
        if self.token.text not in ("(", "["):
            raise self.error(f"{name} is not one number: expected an index or arguments")
        return Application(name, self.group_of_several(name))

    def hint(self, token: Token) -> str:
        r"""Return how to write a name of several letters that LaTeX reads as a product."""
        run = ""
        for other in self.tokens[self.tokens.index(token) :]:
            if other.kind != "name" or other.start != token.start + len(run):
                break
            run += other.text
            if run != token.text and run in self.kinds:
                return rf"; the name {run} is written \text{{{run}}}"
        return ""
