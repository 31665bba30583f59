"""A pooler as small as can be: it logs each client in at a server of its own, then gives every transaction to a server
that happens to be free."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, Thread

READY, IDLE = b"Z", b"I"


class Mixing:
    """`takes`: which of the free servers the next transaction gets; -1 the last returned, 0 in turn."""

    def __init__(self, listens: Path, behind: Path, takes: int) -> None:
        self._behind, self._takes = str(behind), takes
        self._free: list[socket.socket] = []
        self._lock = Lock()
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(listens))
        self._listener.listen()
        Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()
        for server in self._free:
            server.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        server = socket.socket(socket.AF_UNIX)
        server.connect(self._behind)
        server.sendall(_startup(client))
        while not _until_idle(server, client):
            server.sendall(_message(client))
        while True:
            with self._lock:
                self._free.append(server)
            first = _message(client)
            if first[:1] in (b"X", b""):
                return
            with self._lock:
                server = self._free.pop(self._takes)
            server.sendall(first)
            while not _until_idle(server, client):
                server.sendall(_message(client))


def _startup(client: socket.socket) -> bytes:
    while True:
        head = _exactly(client, 4)
        message = head + _exactly(client, int.from_bytes(head, "big") - 4)
        if len(message) != 8:  # not a question for TLS
            return message
        client.sendall(b"N")


def _until_idle(server: socket.socket, client: socket.socket) -> bool:
    """Hand on what the server says. True when it is idle again; False when it waits for the client."""
    while True:
        said = _message(server)
        client.sendall(said)
        if said[:1] == READY:
            return said[5:6] == IDLE
        if said[:1] == b"R" and int.from_bytes(said[5:9], "big") in (10, 11):
            return False  # SASL: the client's turn


def _message(of: socket.socket) -> bytes:
    head = _exactly(of, 5)
    return head + _exactly(of, int.from_bytes(head[1:], "big") - 4) if head else b""


def _exactly(of: socket.socket, length: int) -> bytes:
    read = b""
    while len(read) < length:
        piece = of.recv(length - len(read))
        if not piece:
            return b""
        read += piece
    return read


@contextmanager
def mixing(folder: Path, behind: Path, takes: int) -> Iterator[Path]:
    """The folder in which its socket lies, as a `host` of libpq."""
    pooler = Mixing(folder / ".s.PGSQL.5432", behind / ".s.PGSQL.5432", takes)
    try:
        yield folder
    finally:
        pooler.close()
