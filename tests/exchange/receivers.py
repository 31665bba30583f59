"""Receivers on 127.0.0.1: one that keeps what it is sent, and others that misbehave."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any


@dataclass
class Received:
    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass
class Receiver:
    """What it answers is `status`; `seconds` it takes; `location` it points to."""

    status: int = 204
    seconds: float = 0.0
    location: str = ""
    port: int = 0
    received: list[Received] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)
    slow: Event = field(default_factory=Event)
    """Ends a slow answer early, when it is set."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/nhan"

    @property
    def ids(self) -> list[str]:
        with self.lock:
            return [each.event["id"] for each in self.received]

    def keep(self, headers: dict[str, str], body: bytes) -> None:
        with self.lock:
            self.received.append(Received(headers, body))


@contextmanager
def receiver(**how: Any) -> Iterator[Receiver]:
    kept = Receiver(**how)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            kept.keep(dict(self.headers), body)
            if kept.seconds:
                kept.slow.wait(kept.seconds)
            self.send_response(kept.status)
            if kept.location:
                self.send_header("Location", kept.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST

        def log_message(self, format: str, *words: Any) -> None:
            pass

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                self.close_connection = True  # the sender did not wait, or was killed

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass

    server = Quiet(("127.0.0.1", 0), Handler)
    kept.port = server.server_address[1]
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
