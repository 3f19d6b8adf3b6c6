"""Numbers in LaTeX: a small grammar over *declared* names.

LaTeX does not say whether ``d(K-1)`` is a product or a call, or whether ``K_e`` is a name or a
member of ``K``. Here the declarations do, and what is not declared is an error:

    sum     = ["-"] product {("+" | "-") product}
    product = power {["*" | "/" | "mod"] power}        side by side is a product
    power   = atom ["^" argument]
    atom    = number | name | brackets | function | ranged
    ranged  = (sum | prod | max | min) bounds product
"""

from __future__ import annotations

from fractions import Fraction

from evidoc.formulas.arithmetic import RANGED
from evidoc.formulas.tokens import Cursor, Token, tokens
from evidoc.formulas.tree import (
    Application,
    Binary,
    Constant,
    Function,
    Index,
    Node,
    Ranged,
    Symbol,
)

NUMBER, MEMBERS, OTHER = "number", "members", "other"
"""What a name stands for: a number, numbers to be picked by an index, or none of that."""

_CLOSING = {"(": ")", "[": "]", "{": "}", "{|": "|}", "|": "|"}
_ROUND = {"lfloor": ("rfloor", "floor"), "lceil": ("rceil", "ceil")}
_FRACTIONS = ("frac", "dfrac", "tfrac")
_FUNCTIONS = ("max", "min", "gcd")
_SUCCESSOR = Constant(1)


class Expressions(Cursor):
    """Reads numbers from left to right; each method reads one part and steps behind it.

    Attributes:
        kinds: The declared names, each with ``NUMBER``, ``MEMBERS`` or ``OTHER``.
        given: The left side, which the rest cannot read.
        used: The declared names that were read.
    """

    def __init__(self, latex: str, kinds: dict[str, str]) -> None:
        super().__init__(tokens(latex))
        self.kinds = kinds
        self.given = ""
        self.used: set[str] = set()
        self._bars = 0

    def sum(self) -> Node:
        """Read one number, however it is put together."""
        sign = self.accept("sign", "-", "+")
        node = self._product()
        if sign and sign.text == "-":
            node = Function("-", (node,))
        while sign := self.accept("sign", "+", "-"):
            node = Binary(sign.text, node, self._product())
        return node

    def _product(self) -> Node:
        node = self._power()
        while True:
            if sign := self.accept("sign", "*", "/", "mod"):
                node = Binary(sign.text, node, self._power())
                if sign.text == "/" and self._begins_factor():
                    raise self.error(r"what belongs below the / is not clear: write \frac")
            elif not self._begins_factor():
                return node
            elif self.token.kind == "number":
                raise self.error(rf"a number behind a factor: write \cdot {self.token.text}")
            else:
                node = Binary("*", node, self._power())

    def _begins_factor(self) -> bool:
        token = self.token
        if token.kind == "sign":
            return token.text in _CLOSING and not (token.text == "|" and self._bars)
        if token.kind == "command":
            return token.text in (*_ROUND, *_FRACTIONS, *_FUNCTIONS, *RANGED, "sqrt")
        return token.kind in ("name", "number")

    def _power(self) -> Node:
        base = self._atom()
        if not self.accept("sign", "^"):
            return base
        node = Binary("^", base, self._argument())
        if self.token.text in ("^", "_"):
            raise self.error("an index or a power behind a power: write r_i^2")
        return node

    def _argument(self) -> Node:
        """Read what LaTeX takes as one argument: a group in braces, or one character."""
        token = self.next()
        if token.kind == "sign" and token.text == "{":
            return self._group("{")
        if token.kind == "number" and len(token.text) == 1:
            return Constant(int(token.text))
        if token.kind == "name":
            return self._plain_name(token)
        if token.kind == "number":
            raise self.error(f"LaTeX takes the first digit alone: write {{{token.text}}}", token)
        raise self.error(f"expected a group in braces, found {token.spelt}", token)

    def _atom(self) -> Node:
        token = self.next()
        if token.kind == "number":
            value = Fraction(token.text)
            return Constant(value.numerator if value.denominator == 1 else value)
        if token.kind == "name":
            return self._name(token)
        if token.kind == "sign" and token.text in _CLOSING:
            return self._group(token.text)
        if token.kind == "command":
            return self._command(token)
        raise self.error(f"expected a number or a name, found {token.spelt}", token)

    def _group(self, opening: str) -> Node:
        self._bars += opening == "|"
        node = self.sum()
        self._bars -= opening == "|"
        self.expect(_CLOSING[opening], "to close a bracket")
        return Function("abs", (node,)) if opening == "|" else node

    def _group_of_several(self, what: str) -> tuple[Node, ...]:
        token = self.next()
        if token.kind != "sign" or token.text not in ("(", "[", "{", "{|"):
            raise self.error(f"expected brackets behind {what}, found {token.spelt}", token)
        parts = [self.sum()]
        while self.accept("sign", ","):
            parts.append(self.sum())
        self.expect(_CLOSING[token.text], "to close a bracket")
        return tuple(parts)

    def _command(self, token: Token) -> Node:
        name = token.text
        if name in _ROUND:
            closing, function = _ROUND[name]
            inner = self.sum()
            self.expect(closing, f"to close \\{name}")
            return Function(function, (inner,))
        if name in _FRACTIONS:
            return Binary("/", self._argument(), self._argument())
        if name == "sqrt":
            return Function("sqrt", (self._argument(),))
        if name in RANGED and self.accept("sign", "_"):
            return self._ranged(name)
        if name in _FUNCTIONS:
            return Function(name, self._group_of_several(f"\\{name}"))
        if name in RANGED:
            raise self.error(f"\\{name} has no bounds", token)
        raise self.error(f"\\{name} cannot be computed", token)

    # Ranges

    def _ranged(self, name: str) -> Node:
        if not self.accept("sign", "{"):
            raise self.error(f"\\{name} has no bounds: write _{{i=1}}^{{n}}")
        if self.token.kind == "name" and self.token.text not in self.kinds:
            index = self._index()
            relation = self._relation("=", "<", "<=")
            bound = self.sum()
            self.expect("}", "behind the bound")
            start, stop = self._bounds(name, relation, bound)
        else:
            start = self.sum()
            if self._relation("<", "<=") == "<":
                start = Binary("+", start, _SUCCESSOR)
            index = self._index()
            relation, stop = self._relation("<", "<="), self.sum()
            stop = Binary("-", stop, _SUCCESSOR) if relation == "<" else stop
            self.expect("}", "behind the bound")
        self.kinds[index] = NUMBER
        body = self._product()
        del self.kinds[index]
        self.used.discard(index)
        return Ranged(name, index, start, stop, body)

    def _bounds(self, name: str, relation: str, bound: Node) -> tuple[Node, Node]:
        if relation == "=":
            if not self.accept("sign", "^"):
                raise self.error(f"\\{name} has no upper bound")
            return bound, self._argument()
        # As in \sum_{j<i} r_j: the members of a sequence are counted from 1.
        stop = Binary("-", bound, _SUCCESSOR) if relation == "<" else bound
        return Constant(1), stop

    def _index(self) -> str:
        token = self.next()
        if token.kind != "name":
            raise self.error(f"expected the name of an index, found {token.spelt}", token)
        if token.text in self.kinds:
            raise self.error(f"{token.text} stands for something else: take another index", token)
        return token.text

    def _relation(self, *texts: str) -> str:
        token = self.next()
        if token.kind != "sign" or token.text not in texts:
            raise self.error(f"expected {' or '.join(texts)}, found {token.spelt}", token)
        return token.text

    # Names

    def _name(self, token: Token) -> Node:
        has_index = self.token.kind == "sign" and self.token.text == "_"
        node = self._indexed(token) if has_index else self._plain_name(token)
        if str(node) == self.given:
            raise self.error(f"{self.given} stands on both sides", token)
        return node

    def _indexed(self, token: Token) -> Node:
        name, behind = self.name_with_index(token)
        if name in self.kinds:
            self.position = behind
            return self._plain_name(token, name)
        if self.kinds.get(token.text) != MEMBERS:
            if behind or token.text not in self.kinds:
                raise self.error(f"{name or token.text} is not declared", token)
            raise self.error(f"{token.text} is one number, so that it has no index", token)
        self.next()
        self.used.add(token.text)
        if self.token.text == "{":
            return Index(token.text, self._group_of_several("_"))
        return Index(token.text, (self._argument(),))

    def _plain_name(self, token: Token, name: str = "") -> Node:
        name = name or token.text
        kind = self.kinds.get(name)
        if kind is None:
            run = self.name_of_letters(token, self.kinds)
            hint = rf"; the name {run} is written \text{{{run}}}" if run else ""
            raise self.error(f"{name} is not declared{hint}", token)
        if kind == OTHER:
            raise self.error(f"{name} is no number", token)
        self.used.add(name)
        if kind == NUMBER:
            return Symbol(name)
        if self.token.text not in ("(", "["):
            raise self.error(f"{name} is not one number: expected an index or arguments")
        return Application(name, self._group_of_several(name))
