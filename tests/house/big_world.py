"""A world of 150,000 items (big_world.sql) on a clone of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from lienthong.ground.database import roles
from lienthong.ground.database.embedded import EmbeddedServer
from tests.cast import AN_KHANH, TTCDS
from tests.database import HOME, clone

SIZES = {"open": 30_000, "dossiers": 80_000, "letters": 8_000, "others": 4_000}
"""`open`: in one ward; `others`: of each other kind of work."""


@contextmanager
def big_world(worker: str) -> Iterator[str]:
    """The owner's URL, who may take the app's role; gone afterwards."""
    url = clone(f"big_{worker}")
    name = url.rpartition("/")[2].partition("?")[0]
    try:
        fill(url)
        yield url
    finally:
        with psycopg.connect(EmbeddedServer(HOME).admin_url(), autocommit=True) as admin:
            roles.drop_database(admin, name)


def fill(url: str) -> None:
    script = Path(__file__).with_suffix(".sql").read_text("utf-8")
    with psycopg.connect(url, autocommit=True, cursor_factory=psycopg.ClientCursor) as owner:
        owner.execute("set synchronous_commit = off; set client_min_messages = warning")
        owner.execute(script, SIZES | {"ward": AN_KHANH, "centre": TTCDS})
        owner.execute("vacuum analyze")
