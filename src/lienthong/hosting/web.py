"""python -m lienthong.hosting.web HOST PORT: the web server.

The application is loaded here, once, and its workers are forked from it: what was read at start is one copy in memory,
and a worker that died answers again without loading anything. Requests wait in threads and run in `PLACES`
(`running/places.py`).
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from typing import TYPE_CHECKING, cast

from lienthong.kernel.machine import beating

if TYPE_CHECKING:
    from lienthong.hosting.running.places import Places

WORKERS, PLACES = 2, 2
"""So many requests run at once in each worker. Each place keeps a connection, each connection its own plans and
catalogue. Few of them stay warm: with eight, not four, a round of 168 units cost 8 % more CPU and its slowest answers
took half as long again (measured).
"""

THREADS = 64
"""Of each worker, made when they are needed: so many may send or read slowly at once."""


def main() -> None:
    from granian.constants import Interfaces  # here: who only starts this program does without them
    from granian.server import Server

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.site.settings")
    host, port = sys.argv[1:]
    multiprocessing.set_start_method("fork")
    beating.beat_beside()
    _load()
    Server(
        "lienthong.hosting.web:application",
        factory=True,
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        workers_kill_timeout=10,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        log_access=False,
    ).serve()


def application() -> Places:
    """What each worker serves."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    from lienthong.hosting.running.places import Application, Places

    answers = cast("Application", get_wsgi_application())
    return Places(answers, PLACES, without=settings.LIVE)


def _load() -> None:
    """Everything a request needs, and nothing that asks the database; then out of the collector's sight, which would
    write into each page of it.
    """
    from django.core.wsgi import get_wsgi_application
    from django.urls import get_resolver

    get_wsgi_application()  # for what it loads: a worker makes its own
    get_resolver().url_patterns  # noqa: B018 – loads the views
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    main()
