"""What the web server calls: the application, with every body whole before it and none left unread behind it."""

import os
from collections.abc import Callable, Iterable
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from django.conf import settings
from django.core.wsgi import get_wsgi_application

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]

PIECE = 1 << 20
DRAINED = 64 * PIECE
"""Of a body that nobody wanted; a longer one ends with its connection."""

WITHOUT_BODY = frozenset({"GET", "HEAD", "OPTIONS", "DELETE"})


class WholeBodies:
    """Around the application. A body whose length nobody declared (`Transfer-Encoding: chunked`) is received first, up
    to one byte more than is allowed, and so has one: Django takes what has none for empty. What the application left
    unread is read all the same: a sender who still sends sees no answer, and the next request of the connection
    would begin in the middle of this one.
    """

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, environ: Environ, start: Any) -> Iterable[bytes]:
        declared = environ.get("CONTENT_LENGTH")
        if not declared:
            if environ["REQUEST_METHOD"] not in WITHOUT_BODY:
                _receive(environ)
            return self._application(environ, start)
        length = int(declared) if declared.isdigit() else 0
        source = environ["wsgi.input"] = _Counted(environ["wsgi.input"], length)
        answer = self._application(environ, _closing(start) if length > DRAINED else start)
        source.drain()
        return answer


class _Counted:
    """A body of a known length, and how much of it is still to be read."""

    __slots__ = ("_left", "_source")

    def __init__(self, source: IO[bytes], length: int) -> None:
        self._source, self._left = source, length

    def read(self, size: int = -1) -> bytes:
        piece = self._source.read(self._left if size < 0 else size)
        self._left -= len(piece)
        return piece

    def readline(self, size: int = -1) -> bytes:
        line = self._source.readline(self._left if size < 0 else size)
        self._left -= len(line)
        return line

    def drain(self) -> None:
        most = DRAINED
        while self._left > 0 and most > 0 and (piece := self.read(min(PIECE, self._left))):
            most -= len(piece)


def _receive(environ: Environ) -> None:
    source, most = environ["wsgi.input"], settings.LARGEST_BODY + 1
    body, length = cast("IO[bytes]", SpooledTemporaryFile(PIECE)), 0  # noqa: SIM115 – as long as its request
    while length < most and (piece := source.read(min(PIECE, most - length))):
        length += body.write(piece)
    body.seek(0)
    environ["wsgi.input"], environ["CONTENT_LENGTH"] = body, str(length)
    if length == most:
        _Counted(source, DRAINED).drain()


def _closing(start: Any) -> Any:
    def closing(status: str, headers: list[tuple[str, str]], *failure: Any) -> Any:
        return start(status, [*headers, ("Connection", "close")], *failure)

    return closing


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.site.settings")

application = WholeBodies(get_wsgi_application())
