"""Which PostgreSQL we stand on: a given one (`DATABASE_URL`) or the embedded one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg

from lienthong.ground.database import roles
from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.ground.database.identity import claim, require_own_home
from lienthong.ground.database.passwords import password
from lienthong.ground.database.poolers import require_own_backends
from lienthong.ground.database.words import operators_words, url_of
from lienthong.kernel.refusals import Refusal


class Server(Protocol):
    is_ours: bool
    """Nobody else uses the cluster."""
    home: Path
    secrets: Path

    def ensure_running(self) -> bool: ...
    def stop(self) -> bool: ...
    def process(self) -> int | None: ...
    def log(self) -> Path | None: ...
    def url(self, database: str, role: str) -> str: ...
    def admin_url(self, database: str = "postgres") -> str: ...


class GivenServer:
    """A server somebody else runs, or several of which one writes. Its URL may make roles and databases; we never start
    or stop it.
    """

    is_ours = False

    def __init__(self, url: str, home: Path) -> None:
        self._words = operators_words(url)
        self.home = home
        self.secrets = home / "secrets"

    def ensure_running(self) -> bool:
        """Never starts it. Refuses a home that is a copy of another that still stands."""
        require_own_home(self.home)
        try:
            psycopg.connect(self.admin_url()).close()
        except psycopg.OperationalError as silent:
            raise Refusal(
                "database_not_reached", f"Không kết nối được máy chủ ở DATABASE_URL: {silent}", status=500
            ) from silent
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        claim(self.home, self.home)
        return False

    def stop(self) -> bool:
        return False

    def process(self) -> int | None:
        """It runs where we cannot see it."""
        return None

    def log(self) -> Path | None:
        """Its own operator's."""
        return None

    def url(self, database: str, role: str) -> str:
        name = f"lienthong_{role}"
        if name == self._words.get("user"):
            return self.admin_url(database)
        return url_of(
            self._words | {"user": name, "password": password(self.secrets, name), "dbname": database}
        )

    def admin_url(self, database: str = "") -> str:
        return url_of(self._words | {"dbname": database} if database else self._words)


def home_folder() -> Path:
    return Path(os.environ.get("LIENTHONG_HOME") or "~/.local/share/lienthong").expanduser().absolute()


def server_at(home: Path) -> Server:
    url = os.environ.get("DATABASE_URL")
    return GivenServer(url, home) if url else EmbeddedServer(home)


def running_server(home: Path | None = None) -> Server:
    """The server, running, with our roles in it. Refuses one behind a pooler that mixes connections."""
    server = server_at(home or home_folder())
    server.ensure_running()
    if isinstance(server, GivenServer):
        require_own_backends(server.admin_url())
    with admin(server) as connection:
        roles.ensure_roles(connection, server.secrets, is_ours=server.is_ours)
    return server


@contextmanager
def admin(server: Server) -> Iterator[psycopg.Connection[Any]]:
    """A connection that makes databases; those statements stand outside transactions."""
    with psycopg.connect(server.admin_url(), autocommit=True) as connection:
        yield connection
