"""The database of the tests: a clone, per worker, of the template every world is cloned from."""

import os
from contextlib import suppress
from itertools import count
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

from lienthong.ground.database import roles
from lienthong.ground.database.embedded import EmbeddedServer

HOME = Path(__file__).resolve().parent.parent / ".cache" / "test-home"

OPENED = """
insert into world (id, name, kind, clock_offset, opened_at)
values (1, 'kiem-thu', 'trial', timestamptz '2025-07-01 08:00+07' - now(), now())
"""


_NUMBERS = count(1)


def hurried(home: Path) -> EmbeddedServer:
    """The server of a home for tests, running. A power cut ends a run of tests anyway, so nothing waits for the disk;
    what is killed loses nothing by it.
    """
    server = EmbeddedServer(home)
    server.ensure_running()
    with psycopg.connect(server.admin_url(), autocommit=True) as admin:
        if admin.execute("show fsync").fetchone() != ("off",):
            admin.execute("alter system set fsync = off")
            admin.execute("alter system set full_page_writes = off")
            admin.execute("select pg_reload_conf()")
    return server


def clone(worker: str, home: Path = HOME) -> str:
    """The owner's URL of a fresh clone; the tests take the app's role inside their transactions."""
    from lienthong.hosting.template import ensure_template

    server = hurried(home)
    template = ensure_template(server)
    name = f"test_{worker}_{next(_NUMBERS)}_{os.getpid()}"
    with psycopg.connect(server.admin_url(), autocommit=True) as admin:
        _drop_left_behind(admin)
        roles.create_database(admin, name, template=template)
        # In the tests' own cluster only: a test takes the app's or the verifier's role inside its transaction.
        admin.execute("grant lienthong_app, lienthong_verifier to lienthong_owner")
    url = server.url(name, "owner")
    with psycopg.connect(url) as owner:
        owner.execute(OPENED)
    return url


def _drop_left_behind(admin: roles.Admin) -> None:
    """Clones of test runs that are over; another run's, beside this one, stay."""
    for (name,) in admin.execute(r"select datname from pg_database where datname like 'test\_%'").fetchall():
        pid = name.rpartition("_")[2]
        if not (pid.isdigit() and Path(f"/proc/{pid}").exists()):
            with suppress(psycopg.Error):  # another worker may be dropping it
                admin.execute(SQL("drop database if exists {} with (force)").format(Identifier(name)))
