"""Boards drawn once for all readers who see the same: a wall of screens asks every three seconds."""

from collections.abc import Callable, Hashable
from threading import Lock
from weakref import WeakKeyDictionary

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from lienthong.board.queries import Numbers
from lienthong.pages.compression import gzipped, takes_gzip

MOST_KEPT = 16
"""Of one second. Few readers open anything below the figures; what is not kept is drawn again."""


class Drawn:
    """A page as it travels. It holds no secret, so that one compressed text serves all."""

    def __init__(self, text: str) -> None:
        self.plain = text.encode()
        self._gzipped: bytes | None = None

    def answer(self, request: HttpRequest) -> HttpResponse:
        response = HttpResponse(self.plain)
        patch_vary_headers(response, ("Accept-Encoding",))
        if takes_gzip(request):
            self._gzipped = self._gzipped or gzipped(self.plain)
            response.content = self._gzipped
            response.headers["Content-Encoding"] = "gzip"
        return response


_kept: WeakKeyDictionary[Numbers, dict[Hashable, Drawn]] = WeakKeyDictionary()
_lock = Lock()


def kept_with(numbers: Numbers, what_is_seen: Hashable, draw: Callable[[], str]) -> Drawn:
    """What was drawn of these figures for a reader who sees the same; of several askers at once only one draws.
    `what_is_seen` names everything in the page that differs between readers.
    """
    with _lock:
        kept = _kept.setdefault(numbers, {})
        if what_is_seen in kept:
            return kept[what_is_seen]
        drawn = Drawn(draw())
        if len(kept) < MOST_KEPT:
            kept[what_is_seen] = drawn
        return drawn
