from __future__ import annotations

from typing import Any

import pytest

from evidoc.pytest import lend


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Import the libraries of the examples once for all workers."""
    lend(node)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no worker is left with it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
