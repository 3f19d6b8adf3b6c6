"""Numbers in formulas as trees that evaluate themselves, exactly."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from evidoc.core.model import Number, Value
from evidoc.formulas.arithmetic import FUNCTIONS, OPERATORS, RANGED, NoValue, root, whole


@dataclass(frozen=True)
class Scope:
    """What the names in a formula stand for.

    Attributes:
        names: Name to number, or to numbers in lists and mappings.
        is_exact: Whether a root that is no fraction is an error.
    """

    names: Mapping[str, Value]
    is_exact: bool = True


class Node(ABC):
    """A part of a formula; ``str`` writes it in one way, however it is set."""

    @abstractmethod
    def evaluate(self, scope: Scope) -> Number:
        """Return the value.

        Raises:
            NoValue: There is none.
        """


@dataclass(frozen=True)
class Constant(Node):
    """A number."""

    value: Number

    def evaluate(self, scope: Scope) -> Number:  # noqa: ARG002, D102
        return self.value

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True)
class Symbol(Node):
    """A name of a number."""

    name: str

    def evaluate(self, scope: Scope) -> Number:  # noqa: D102
        return _number(scope.names[self.name], self.name)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Index(Node):
    """A member of a sequence, ``r_i``, counted from 1, or of a mapping."""

    name: str
    indices: tuple[Node, ...]

    def evaluate(self, scope: Scope) -> Number:  # noqa: D102
        return _member(scope, self.name, self.indices, first=1)

    def __str__(self) -> str:
        return "_".join([self.name, *map(str, self.indices)])


@dataclass(frozen=True)
class Application(Node):
    """A value of a function given as an array, ``input(i, j)``, counted from 0, or as a mapping."""

    name: str
    arguments: tuple[Node, ...]

    def evaluate(self, scope: Scope) -> Number:  # noqa: D102
        return _member(scope, self.name, self.arguments, first=0)

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(str, self.arguments))})"


def _member(scope: Scope, name: str, indices: tuple[Node, ...], first: int) -> Number:
    value = scope.names[name]
    at = [whole(index.evaluate(scope), "the index") for index in indices]
    for index in at:
        if isinstance(value, Mapping):
            value = value.get(str(index))
        elif isinstance(value, list) and first <= index < first + len(value):
            value = value[index - first]
        else:
            value = None
    if value is None:
        raise NoValue(f"{name} has no member {', '.join(map(str, at))}")
    return _number(value, name)


def _number(value: Value, name: str) -> Number:
    if not isinstance(value, int | Fraction):
        raise NoValue(f"{name} is no number")
    return value


@dataclass(frozen=True)
class Binary(Node):
    """Two numbers and one of ``OPERATORS`` between them."""

    sign: str
    left: Node
    right: Node

    def evaluate(self, scope: Scope) -> Number:  # noqa: D102
        return OPERATORS[self.sign](self.left.evaluate(scope), self.right.evaluate(scope))

    def __str__(self) -> str:
        return f"({self.left} {self.sign} {self.right})"


@dataclass(frozen=True)
class Function(Node):
    """One of ``FUNCTIONS`` or the root, ``sqrt``."""

    name: str
    arguments: tuple[Node, ...]

    def evaluate(self, scope: Scope) -> Number:  # noqa: D102
        values = [argument.evaluate(scope) for argument in self.arguments]
        if self.name == "sqrt":
            return root(values[0], scope.is_exact)
        if len(values) == 1 and self.name in ("max", "min", "gcd"):
            return values[0]
        return FUNCTIONS[self.name](*values)

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(str, self.arguments))})"


@dataclass(frozen=True)
class Ranged(Node):
    """A sum, a product, a maximum or a minimum over an index, both bounds included."""

    name: str
    index: str
    start: Node
    stop: Node
    body: Node

    def evaluate(self, scope: Scope) -> Number:  # noqa: D102
        scopes = Every(self.index, self.start, self.stop).scopes(scope)
        return RANGED[self.name](self.body.evaluate(each) for each in scopes)

    def __str__(self) -> str:
        return f"{self.name}({self.index}={self.start}..{self.stop}; {self.body})"


@dataclass(frozen=True)
class Every:
    """An index that runs from one number to another, for a comparison that is to hold for all."""

    index: str
    start: Node
    stop: Node

    def scopes(self, scope: Scope) -> Iterator[Scope]:
        """Yield the scope with each value of the index."""
        start = whole(self.start.evaluate(scope), "the bound")
        stop = whole(self.stop.evaluate(scope), "the bound")
        if stop - start >= 100_000:
            raise NoValue(f"it runs over {stop - start + 1} values")
        for index in range(start, stop + 1):
            yield replace(scope, names={**scope.names, self.index: index})
