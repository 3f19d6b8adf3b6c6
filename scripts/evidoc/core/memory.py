"""Texts that took time to make, kept for the next time by the digest of what they were made of."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from evidoc.core.files import write_if_changed


class Memory:
    """A file of texts.

    What was not asked for since it was read is left out when it is saved, so that it holds what the
    last build needed and no more. A file that is damaged or cannot be written costs time alone.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Read ``path`` if there is one; without it nothing is kept."""
        self._path = path
        self._former: dict[str, str] = {}
        self._used: dict[str, str] = {}
        if path:
            with suppress(OSError, ValueError, AttributeError):
                kept = json.loads(path.read_bytes())
                self._former = {str(key): str(text) for key, text in kept.items()}

    def recall(self, make: Callable[[], str], *inputs: str) -> str:
        """Return the text that ``make`` returns, which depends on ``inputs`` alone."""
        key = sha256(json.dumps(inputs).encode("utf-8", "surrogatepass")).hexdigest()
        text = self._used.get(key) or self._former.get(key)
        self._used[key] = make() if text is None else text
        return self._used[key]

    def save(self) -> None:
        """Keep what was asked for."""
        if self._path and self._used != self._former:
            data = json.dumps(self._used, sort_keys=True).encode()
            with suppress(OSError):
                self._path.parent.mkdir(exist_ok=True)
                write_if_changed(self._path, data)
