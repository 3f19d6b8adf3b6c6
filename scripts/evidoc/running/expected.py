"""The exception that an example is there to show (``# evidoc: raises=ValueError``)."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path


def is_expected(error: BaseException, name: str) -> bool:
    """Tell whether an exception is of a class of this name, or of one below it.

    Args:
        error: The exception.
        name: ``ValueError``, or with the package, ``json.JSONDecodeError``; empty for none.
    """
    package, _, last = name.rpartition(".")
    return bool(name) and any(
        each.__name__ == last and f"{each.__module__}.".startswith(f"{package}." if package else "")
        for each in type(error).__mro__[:-1]
    )


def show(error: BaseException, work: Path) -> None:
    """Print an exception as a traceback ends, its paths cut to the program's folder."""
    text = "".join(traceback.format_exception_only(error)).replace(f"{work}{os.sep}", "")
    with suppress(Exception):  # a program may have closed or replaced it
        sys.stdout.flush()
    os.write(1, text.encode("utf-8", "backslashreplace"))
