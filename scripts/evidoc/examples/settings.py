"""What an example asks for, by ``# evidoc: seconds=120 keeps=scores`` at its top."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from evidoc.core.findings import EvidocError, Finding
from evidoc.core.values import NAME
from evidoc.examples.source import SETTINGS, SourceCode


@dataclass(frozen=True)
class Settings:
    """The settings of an example.

    Attributes:
        seconds: Time limit.
        memory: Memory limit in bytes.
        output: Limit of what it prints, in bytes.
        files: Data files that it reads: paths and patterns of paths, below the folder of the
            snippets or below the project's root.
        keeps: Variables that are recorded for other examples to use.
        uses: Examples whose kept variables it reads, from ``topic/name.kept.json``.
        raises: The exception that ends it, ``ValueError`` or ``package.Error``; empty if none does.
        stderr: Whether what it writes to standard error is shown with what it prints; None where
            the author does not say, who is then told what is not shown.
        colours: Whether the colours of what it prints are shown.
        tolerance: How far the decimals that it prints, and its values, may move between processors.
    """

    seconds: float = 60
    memory: int = 2 << 30
    output: int = 1 << 20
    files: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    raises: str = ""
    stderr: bool | None = None
    colours: bool = True
    tolerance: float = 0


def read_settings(code: SourceCode) -> Settings:
    """Return the settings that stand at the top of a source.

    Raises:
        EvidocError: A setting is unknown, malformed, set twice, or stands below code; the source
            is not valid.
    """
    first_code = code.tree.body[0].lineno if code.tree.body else math.inf
    settings = Settings()
    seen: set[str] = set()
    for comment in code.comments:
        match = SETTINGS.fullmatch(comment.text)
        if match is None:
            continue
        try:
            if ":" not in comment.text[: match.start("settings")]:
                raise ValueError("a colon is missing after evidoc")
            if not comment.alone or comment.line > first_code:
                raise ValueError("settings stand at the top, above all code")
            for item in match["settings"].split():
                key, value = _setting(item)
                if key in seen:
                    raise ValueError(f"{key} is set twice")
                seen.add(key)
                settings = replace(settings, **{key: value})
        except ValueError as error:
            mend = "for example: # evidoc: seconds=120 memory=4GiB files=data/x.json"
            raise EvidocError([Finding(code.path, comment.line, str(error), mend)]) from None
    return settings


def _setting(item: str) -> tuple[str, Any]:
    key, equals, value = item.partition("=")
    if not equals or not value:
        raise ValueError(f"{item!r} is no setting: key=value")
    if key not in _READERS:
        raise ValueError(f"unknown setting {key!r}; known are {', '.join(_READERS)}")
    return key, _READERS[key](key, value)


def _seconds(key: str, value: str) -> float:
    return _positive(value, f"{key}={value} is no time limit", most=1e9)


def _tolerance(key: str, value: str) -> float:
    return _positive(value, f"{key}={value} is no tolerance: a decimal above zero")


def _positive(value: str, complaint: str, most: float = math.inf) -> float:
    if not re.fullmatch(r"\d+(?:\.\d+)?|\.\d+", value) or not 0 < float(value) < most:
        raise ValueError(complaint)
    return float(value)


def _size(key: str, value: str) -> int:
    match = re.fullmatch(r"([1-9]\d{0,8})(KiB|MiB|GiB)", value)  # what the kernel can count
    if match is None:
        raise ValueError(f"{key}={value} is no size: a number and KiB, MiB or GiB")
    return int(match[1]) << {"KiB": 10, "MiB": 20, "GiB": 30}[match[2]]


def _files(key: str, value: str) -> tuple[str, ...]:  # noqa: ARG001
    files = tuple(value.split(","))
    for file in files:
        if not file or file.startswith("/") or ".." in PurePosixPath(file).parts:
            raise ValueError(f"{file!r} is no file below the project's root")
    return files


def _keeps(key: str, value: str) -> tuple[str, ...]:
    return _distinct(key, value, r"[^\W\d]\w*", "no name of a variable")


def _uses(key: str, value: str) -> tuple[str, ...]:
    return _distinct(key, value, f"{NAME}/{NAME}", "no example: topic/name")


def _raises(key: str, value: str) -> str:
    if not all(part.isidentifier() for part in value.split(".")):
        raise ValueError(f"{key}={value} is no name of an exception")
    return value


def _shown(key: str, value: str) -> bool:
    if value not in ("shown", "hidden"):
        raise ValueError(f"{key}={value}: that is shown or hidden")
    return value == "shown"


def _distinct(key: str, value: str, pattern: str, complaint: str) -> tuple[str, ...]:
    names = Counter(value.split(","))
    for name, times in names.items():
        if not re.fullmatch(pattern, name):
            raise ValueError(f"{key}={value}: {name!r} is {complaint}")
        if times > 1:
            raise ValueError(f"{key}={value}: {name} stands there twice")
    return tuple(names)


def setting_line(code: SourceCode, key: str) -> int:
    """Return the line at which a setting stands, the first if it stands nowhere."""
    lines = (
        comment.line
        for comment in code.comments
        if SETTINGS.fullmatch(comment.text) and f" {key}=" in comment.text
    )
    return next(lines, 1)


_READERS: dict[str, Callable[[str, str], Any]] = {
    "seconds": _seconds,
    "memory": _size,
    "output": _size,
    "files": _files,
    "keeps": _keeps,
    "uses": _uses,
    "raises": _raises,
    "stderr": _shown,
    "colours": _shown,
    "tolerance": _tolerance,
}
