"""A server that speaks clamd's protocol (INSTREAM, `z` commands) on a socket of its own: what it finds is a word."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

VIRUS = b"X5O!P%@AP-MALICIOUS-TEST"
"""Not the EICAR string itself: a machine's own scanner would take the source away."""

MUTE, DEAF = "mute", "deaf"


class Clamd(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = self._until_nul()
        if command != b"zINSTREAM" or self.server.mood == MUTE:  # type: ignore[attr-defined]
            return
        content = b"".join(iter(self._piece, b""))
        self.server.scanned.append(content)  # type: ignore[attr-defined]
        if self.server.mood == DEAF:  # type: ignore[attr-defined]
            self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
        else:
            self.wfile.write(b"stream: Test.Virus FOUND\0" if VIRUS in content else b"stream: OK\0")

    def _until_nul(self) -> bytes:
        command = b""
        while (byte := self.rfile.read(1)) not in (b"\0", b""):
            command += byte
        return command

    def _piece(self) -> bytes:
        return self.rfile.read(int.from_bytes(self.rfile.read(4), "big"))


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, mood: str) -> None:
        super().__init__(("127.0.0.1", 0), Clamd)
        self.mood = mood
        self.scanned: list[bytes] = []

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


@contextmanager
def clamd(mood: str = "") -> Iterator[Server]:
    with Server(mood) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
