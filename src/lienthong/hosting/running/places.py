"""Places at the database: few requests run at once, and nobody holds a place while waiting for somebody's line.

A thread of the server is cheap – it waits for a slow sender's body and a slow reader's answer – and a connection is
not. So there are many threads and few places: a request takes one when its body is here, and leaves it when its answer
is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from queue import Empty, SimpleQueue
from tempfile import TemporaryFile
from typing import IO, Any, cast

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpResponse, StreamingHttpResponse

Environ = dict[str, Any]
Start = Callable[[str, list[tuple[str, str]]], Any]
Answer = HttpResponse | StreamingHttpResponse
Application = Callable[[Environ, Start], Answer]

HELD = 1 << 20
"""Bytes of a body, or of an answer, that are held in memory; longer bodies lie on the disk."""

WAIT_SECONDS = 15
"""For a place. Where none comes free the database answers nobody, and the request is told so."""

DRAINED = 64 * HELD
"""Of a body that was refused for its length."""

BUSY = "Hệ thống đang quá tải. Hãy thử lại sau ít giây."
CUT_OFF = "Yêu cầu bị ngắt giữa chừng."


class Places:
    """The application, with so many places. Requests for `without` take none: it asks the database nothing."""

    def __init__(self, application: Application, places: int, *, without: str) -> None:
        self._application = application
        self._without = without
        self._free: SimpleQueue[BaseDatabaseWrapper] = SimpleQueue()
        for _ in range(places):
            # A connection of Django's belongs to its thread; these go from thread to thread, one at a time.
            place = connections.create_connection(DEFAULT_DB_ALIAS)
            place.inc_thread_sharing()
            self._free.put(place)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if environ["PATH_INFO"] == self._without:
            return _whole(self._application(environ, start))
        body = self._received(environ)
        if body is None:
            return _said(start, "400 Bad Request", environ, "cut_off", CUT_OFF)
        environ["wsgi.input"] = body
        try:
            with self.taken(WAIT_SECONDS):
                answer = self._application(environ, start)
                return self._sent(answer)
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

    def _received(self, environ: Environ) -> IO[bytes] | None:
        """The body, as soon as it is here; None when its sender went away. What is longer than a form may be is left to
        the application, which refuses it or reads it as it comes.
        """
        source, declared = environ["wsgi.input"], str(environ.get("CONTENT_LENGTH") or "")
        if "HTTP_TRANSFER_ENCODING" in environ and not declared:
            body = _read(source, settings.LARGEST_BODY + 1)
            length = _length(body)
            environ["CONTENT_LENGTH"] = str(length)
            left = DRAINED if length > settings.LARGEST_BODY else 0
            while left > 0 and (piece := source.read(HELD)):
                left -= len(piece)
            return body
        length = int(declared) if declared.isdigit() else 0
        if length > settings.LARGEST_BODY:
            return cast("IO[bytes]", _Coming(source, self))
        if length <= HELD:
            held = source.read(length) if length else b""
            return BytesIO(held) if len(held) == length else None
        spooled = _read(source, length)
        return spooled if _length(spooled) == length else None

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


class _Coming:
    """A long body that is read while it comes; the reader's place is free until the next piece is here."""

    def __init__(self, source: IO[bytes], places: Places) -> None:
        self._source, self._places = source, places

    def read(self, size: int = -1) -> bytes:
        with self._places.left():
            return self._source.read(size)

    def readline(self, size: int = -1) -> bytes:
        with self._places.left():
            return self._source.readline(size)

    def close(self) -> None:
        """Nothing is held of it; what nobody wanted is read by the application's own guard of bodies."""


def _read(source: IO[bytes], at_most: int) -> IO[bytes]:
    """On the disk, from its beginning; shorter when no more came."""
    body = cast("IO[bytes]", TemporaryFile())  # noqa: SIM115 – closed after the request
    left = at_most
    while left and (piece := source.read(min(left, HELD))):
        body.write(piece)
        left -= len(piece)
    body.seek(0)
    return body


def _length(body: IO[bytes]) -> int:
    length = body.seek(0, 2)
    body.seek(0)
    return length


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
