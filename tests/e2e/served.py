"""Pages served out of the tests' own process, on a world that stays, and people at their screens."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any, TypeVar
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection

from lienthong.ground.actor import Actor
from tests.e2e.pages import Visitor
from tests.reorganisation.planning import session

T = TypeVar("T")


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *words: Any) -> None:
        return None


@contextmanager
def serving() -> Iterator[str]:
    """The address."""
    server = make_server("127.0.0.1", 0, get_wsgi_application(), _Server, _Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def apart(act: Callable[[], T]) -> T:
    """In a thread of its own: where a browser is open an event loop runs, and Django refuses the database."""

    def done() -> T:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        return other.submit(done).result()


@dataclass(frozen=True)
class Desks:
    """People at their screens, all of one width."""

    browser: Any
    address: str
    width: int

    @contextmanager
    def of(self, who: Callable[[], Actor]) -> Iterator[Visitor]:
        cookie = apart(lambda: session(who()).cookies[settings.SESSION_COOKIE].value)
        height = 844 if self.width < 1000 else 768
        with Visitor.of(self.browser, self.address, width=self.width, height=height) as visitor:
            visitor.page.context.add_cookies(
                [{"name": settings.SESSION_COOKIE, "value": cookie, "url": self.address}]
            )
            yield visitor


def picture(visitor: Visitor, name: str) -> None:
    """For who looks at what was built: LT_PICS names a folder."""
    if out := os.environ.get("LT_PICS"):
        width = visitor.page.viewport_size["width"]
        visitor.page.screenshot(path=f"{out}/{name}-{width}.png", full_page=True)
