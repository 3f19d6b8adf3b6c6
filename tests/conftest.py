"""How many processes share the tests."""

from __future__ import annotations

import os

import pytest


@pytest.hookimpl(optionalhook=True)  # without pytest-xdist nobody asks
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: while a test waits for its browser, another one runs."""
    return (os.cpu_count() or 1) + 1
