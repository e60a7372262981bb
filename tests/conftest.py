"""No test opens a connection to anywhere, and none leaves a database open."""

import contextlib
import socket
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection but those between the processes of one test."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX:
            raise AssertionError(f"a connection to {address} was tried")
        real(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True)
def databases_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close what a test left open, of which Python 3.13 warns in whatever test comes next."""
    opened: list[sqlite3.Connection] = []
    real = sqlite3.connect

    def connect(*given: Any, **named: Any) -> sqlite3.Connection:  # noqa: ANN401
        opened.append(real(*given, **named))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", connect)
    yield
    for connection in opened:
        with contextlib.suppress(sqlite3.Error):
            connection.close()
