"""The body of a request: whole before the application asks for it, with a length, and none of it left unread.

Django takes a body without a declared length (`Transfer-Encoding: chunked`) for an empty one. A sender who still sends
sees no answer, and the next request of the connection would begin in the middle of what was left.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from django.conf import settings

Environ = dict[str, Any]

HELD = 1 << 20
"""Bytes of a body that are held in memory; longer ones lie on the disk."""

DRAINED = 64 * HELD
"""Of what nobody wanted; a longer body ends with its connection."""

WITHOUT_BODY = frozenset({"GET", "HEAD", "OPTIONS", "DELETE"})
"""Unless they say that they have one."""


class Coming:
    """A body longer than a form may be: the application refuses it, or reads it while it comes. The reader does without
    `meanwhile` until the next piece is here.
    """

    def __init__(
        self, source: IO[bytes], length: int, meanwhile: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self._source, self.left, self._meanwhile = source, length, meanwhile

    def read(self, size: int = -1) -> bytes:
        return self._counted(self._source.read, size)

    def readline(self, size: int = -1) -> bytes:
        return self._counted(self._source.readline, size)

    def close(self) -> None:
        _drain(self._source, min(self.left, DRAINED))

    def _counted(self, read: Callable[[int], bytes], size: int) -> bytes:
        with self._meanwhile():
            piece = read(self.left if size < 0 else size)
        self.left -= len(piece)
        return piece


Body = IO[bytes] | Coming


def received(environ: Environ, meanwhile: Callable[[], AbstractContextManager[None]]) -> Body | None:
    """As soon as it is here; None when its sender went away. Whoever takes it closes it when the answer is made."""
    source, declared = environ["wsgi.input"], str(environ.get("CONTENT_LENGTH") or "")
    if not declared and (
        environ["REQUEST_METHOD"] not in WITHOUT_BODY or "HTTP_TRANSFER_ENCODING" in environ
    ):
        return _of_unknown_length(environ)
    length = int(declared) if declared.isdigit() else 0
    if length > settings.LARGEST_BODY:
        return Coming(source, length, meanwhile)
    if length <= HELD:
        content = source.read(length) if length else b""
        return BytesIO(content) if len(content) == length else None
    body = _read(source, length)
    return body if _length(body) == length else None


def _of_unknown_length(environ: Environ) -> IO[bytes]:
    """Up to one byte more than is allowed, which the application then refuses."""
    body = _read(environ["wsgi.input"], settings.LARGEST_BODY + 1)
    length = _length(body)
    if length > settings.LARGEST_BODY:
        _drain(environ["wsgi.input"], DRAINED)
    environ["CONTENT_LENGTH"] = str(length)
    return body


def _read(source: IO[bytes], at_most: int) -> IO[bytes]:
    """From its beginning; shorter when no more came."""
    body = cast("IO[bytes]", SpooledTemporaryFile(HELD))  # noqa: SIM115 – closed after the request
    left = at_most
    while left and (piece := source.read(min(left, HELD))):
        left -= body.write(piece)
    return body


def _length(body: IO[bytes]) -> int:
    length = body.seek(0, 2)
    body.seek(0)
    return length


def _drain(source: IO[bytes], most: int) -> None:
    while most > 0 and (piece := source.read(min(HELD, most))):
        most -= len(piece)
