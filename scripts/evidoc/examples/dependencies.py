"""Which example uses what another recorded, and the order of running that follows from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from graphlib import TopologicalSorter

from evidoc.examples.settings import Settings


def wrong_uses(
    settings: Mapping[str, Settings], unreadable: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield each example that uses one that it cannot use: its name, what is wrong, how to mend it.

    Args:
        settings: Every example, by ``topic/name``.
        unreadable: Those whose settings are not known; they can be used.
    """
    for name in settings:
        for used in settings[name].uses:
            if used not in settings:
                yield name, f"uses {used}, which does not exist", "evidoc list"
            elif not settings[used].keeps and used not in unreadable:
                mend = f"name variables at the top of snippets/{used}.py: # evidoc: keeps=scores"
                yield name, f"uses {used}, which keeps nothing", mend
            else:
                continue
            break
        else:
            if circle := _circle(name, settings):
                yield name, f"uses itself: {' uses '.join(circle)}", "break the circle"


def _circle(name: str, settings: Mapping[str, Settings]) -> list[str]:
    """Return the shortest way from an example back to itself, empty if there is none."""
    ways = [[name]]
    reached: set[str] = set()
    for way in ways:
        for used in settings[way[-1]].uses:
            if used == name:
                return [*way, name]
            if used in settings and used not in reached:
                reached.add(used)
                ways.append([*way, used])
    return []


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
