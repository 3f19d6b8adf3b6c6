"""Which example uses what another recorded, and the order of running that follows from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from evidoc.examples.settings import Settings


def wrong_uses(
    settings: Mapping[str, Settings], unreadable: Collection[str], files: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Yield each example that uses one that it cannot use: its name, what is wrong, how to mend it.

    Args:
        settings: Every example, by ``topic/name``.
        unreadable: Those whose settings are not known; they can be used.
        files: Where each of them lies.
    """
    circles = _circles(settings)
    for name in settings:
        for used in settings[name].uses:
            if used not in settings:
                yield name, f"uses {used}, which does not exist", "evidoc list"
            elif not settings[used].keeps and used not in unreadable:
                mend = f"name variables at the top of {files[used]}: # evidoc: keeps=scores"
                yield name, f"uses {used}, which keeps nothing", mend
            else:
                continue
            break
        else:
            if name in circles:
                yield name, f"uses itself: {' uses '.join(circles[name])}", "break the circle"


def _circles(settings: Mapping[str, Settings]) -> dict[str, list[str]]:
    """Return the way from each example that uses itself back to it."""
    graph = {name: [used for used in settings[name].uses if used in settings] for name in settings}
    found: dict[str, list[str]] = {}
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle = error.args[1][:0:-1]  # each uses the next
            for index, name in enumerate(circle):
                found[name] = [*circle[index:], *circle[:index], name]
            graph = {
                name: [each for each in used if each not in found]
                for name, used in graph.items()
                if name not in found
            }
        else:
            return found


def with_all_used(examples: Iterable[str], settings: Mapping[str, Settings]) -> set[str]:
    """Return examples together with all that they use, directly or not."""
    found: set[str] = set()
    waiting = list(examples)
    while waiting:
        example = waiting.pop()
        if example not in found:
            found.add(example)
            waiting += (used for used in settings[example].uses if used in settings)
    return found


def in_order(examples: Collection[str], settings: Mapping[str, Settings]) -> Iterator[list[str]]:
    """Yield examples in groups: those of a group use only examples of the groups before it."""
    order = TopologicalSorter(
        {name: [used for used in settings[name].uses if used in examples] for name in examples}
    )
    order.prepare()
    while order.is_active():
        group = sorted(order.get_ready())
        yield group
        order.done(*group)
