"""A world in which what is committed stays committed, on a cluster of its own.

Readers of the journal's tail stop at the oldest transaction that still runs, in any database of the cluster: beside
tests that keep one open they would wait for them. One world stands at a time, for the same reason: to make a second is
a transaction too.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from lienthong.ground.database import roles
from lienthong.ground.database.embedded import EmbeddedServer
from tests.database import clone
from tests.reorganisation.plans import standing_on

HOME = Path(__file__).resolve().parent.parent / ".cache" / "tail-home"


@dataclass(frozen=True)
class CommittedWorld:
    owner: str
    app: str

    def ask(self, text: Any, *params: Any) -> Any:
        """As the owner, who sees everything: the first column of the first row."""
        with psycopg.connect(self.owner, autocommit=True) as owner:
            row = owner.execute(text, params).fetchone()
        return row[0] if row else None

    def run(self, text: Any, *params: Any) -> None:
        with psycopg.connect(self.owner, autocommit=True) as owner:
            owner.execute(text, params)


@contextmanager
def committed_world(worker: str) -> Iterator[CommittedWorld]:
    """Django stands on it as the application, until the end."""
    HOME.parent.mkdir(exist_ok=True)
    with (HOME.parent / "tail.lock").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        yield from _standing(worker)


def _standing(worker: str) -> Iterator[CommittedWorld]:
    server = EmbeddedServer(HOME)
    url = clone(f"tail_{worker}", HOME)
    name = url.rpartition("/")[2].partition("?")[0]
    world = CommittedWorld(url, server.url(name, "app"))
    try:
        with standing_on(world.app):
            yield world
    finally:
        with psycopg.connect(server.admin_url(), autocommit=True) as admin:
            roles.drop_database(admin, name)
