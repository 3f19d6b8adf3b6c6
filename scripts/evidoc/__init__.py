"""Static documentation whose every number was computed by an example that ran.

The names below are what other programs may use; all else may change.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evidoc.api import (
        EvidocError,
        Finding,
        Project,
        Report,
        check_project,
        check_text,
        load_project,
        rerun_example,
        run_project,
        update_text,
    )

__all__ = [
    "EvidocError",
    "Finding",
    "Project",
    "Report",
    "check_project",
    "check_text",
    "load_project",
    "rerun_example",
    "run_project",
    "update_text",
]


def __getattr__(name: str) -> Any:
    """Load the public names when they are asked for: an example's process needs none of them."""
    if name in __all__:
        return getattr(import_module("evidoc.api"), name)
    raise AttributeError(f"module 'evidoc' has no attribute {name!r}")
