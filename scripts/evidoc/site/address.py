"""The address of the live server."""

from __future__ import annotations

import socket

from mkdocs.exceptions import PluginError


def require_free_address(host: str, port: int) -> None:
    """Say so at once when the live server could not listen: MkDocs builds first, then fails."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except (OSError, OverflowError) as error:
        other = port + 1 if port < 65535 else 8001
        raise PluginError(
            f"cannot serve on {host}:{port}: {getattr(error, 'strerror', None) or error}. "
            f"Choose another address: make serve ADDR={host}:{other}, "
            f"or mkdocs serve -a {host}:{other}"
        ) from error
