"""Places at the database: few requests run at once, and nobody holds a place while waiting for somebody's line.

A thread of the server is cheap – it waits for a slow sender's body and a slow reader's answer – and a connection is
not. So there are many threads and few places: a request takes one when its body is here, and leaves it when its answer
is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpResponse, StreamingHttpResponse

from lienthong.hosting.running.bodies import DRAINED, Coming, Environ, received

Start = Callable[..., Any]
Answer = HttpResponse | StreamingHttpResponse
Application = Callable[[Environ, Start], Answer]

HELD = 1 << 20
"""Bytes of an answer that are handed to the server whole."""

WAIT_SECONDS = 15
"""For a place. Where none comes free the database answers nobody, and the request is told so. Who waits for a lock has
to leave after the `lock_timeout` of the role (`ground.database.roles`)."""

BUSY = "Hệ thống đang quá tải. Hãy thử lại sau ít giây."
CUT_OFF = "Yêu cầu bị ngắt giữa chừng."


class Places:
    """The application, with so many places. Requests for `without` take none: it asks the database nothing."""

    def __init__(self, application: Application, places: int, *, without: str) -> None:
        self._application = application
        self._without = without
        # The one that was left last is taken first: of several connections as few as will do stay warm.
        self._free: LifoQueue[BaseDatabaseWrapper] = LifoQueue()
        for _ in range(places):
            # A connection of Django's belongs to its thread; these go from thread to thread, one at a time.
            place = connections.create_connection(DEFAULT_DB_ALIAS)
            place.inc_thread_sharing()
            self._free.put(place)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        body = received(environ, self.left)
        if body is None:
            return _said(start, "400 Bad Request", environ, "cut_off", CUT_OFF)
        if isinstance(body, Coming) and body.left > DRAINED:
            start = _ending(start)
        environ["wsgi.input"] = body
        try:
            if environ["PATH_INFO"] == self._without:
                return _whole(self._application(environ, start))
            with self.taken(WAIT_SECONDS):
                return self._sent(self._application(environ, start))
        except Empty:
            return _said(start, "503 Service Unavailable", environ, "busy", BUSY)
        finally:
            body.close()

    @contextmanager
    def taken(self, wait_seconds: float | None = None) -> Iterator[None]:
        """`Empty` when none came free in time."""
        place = self._free.get(timeout=wait_seconds)
        connections[DEFAULT_DB_ALIAS] = place
        try:
            yield
        finally:
            del connections[DEFAULT_DB_ALIAS]
            self._free.put(place)

    @contextmanager
    def left(self) -> Iterator[None]:
        """The place is somebody else's meanwhile. Within a transaction it is not left: its locks would go along."""
        place = connections[DEFAULT_DB_ALIAS]
        if place.in_atomic_block:
            yield
            return
        del connections[DEFAULT_DB_ALIAS]
        self._free.put(place)
        try:
            yield
        finally:
            connections[DEFAULT_DB_ALIAS] = self._free.get()

    def _sent(self, answer: Answer) -> Iterable[bytes]:
        """Whole where it is short: the server then holds it, and no thread. Else a piece at a time, with a place for
        each while it is made or read from the disk and none while it travels.
        """
        if answer.streaming and not 0 < int(answer.headers.get("Content-Length", 0)) <= HELD:
            return _Pieces(cast("StreamingHttpResponse", answer), self)
        return _whole(answer)


class _Pieces:
    def __init__(self, answer: StreamingHttpResponse, places: Places) -> None:
        self._answer, self._places = answer, places
        self._left = iter(answer)

    def __iter__(self) -> _Pieces:
        return self

    def __next__(self) -> bytes:
        with self._places.taken():
            return next(self._left)

    def close(self) -> None:
        with self._places.taken():
            self._answer.close()


def _whole(answer: Answer) -> list[bytes]:
    """A list: the server takes it as one piece and its length for the answer's."""
    whole = [b"".join(answer)]
    answer.close()
    return whole


def _said(start: Start, status: str, environ: Environ, code: str, sentence: str) -> list[bytes]:
    """For machines as the API says it, for people as a line: the application is not asked."""
    headers = [("Cache-Control", "no-store"), ("Retry-After", "5")]
    if environ["PATH_INFO"].startswith("/api/"):
        start(status, [("Content-Type", "application/json"), *headers])
        return [f'{{"code":"{code}","message":"{sentence}","field":null,"facts":{{}}}}'.encode()]
    start(status, [("Content-Type", "text/plain; charset=utf-8"), *headers])
    return [f"{sentence}\n".encode()]


def _ending(start: Start) -> Start:
    """The connection's last answer: what is left of its body nobody reads."""

    def begin(status: str, headers: list[tuple[str, str]], *failure: Any) -> Any:
        return start(status, [*headers, ("Connection", "close")], *failure)

    return begin
