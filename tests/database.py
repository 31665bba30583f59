"""The database of the tests: a clone, per worker, of the template every world is cloned from."""

import os
from pathlib import Path

import psycopg

from lienthong.ground import roles
from lienthong.ground.embedded import EmbeddedServer

HOME = Path(__file__).resolve().parent.parent / ".cache" / "test-home"


def clone(worker: str) -> str:
    """The owner's URL of a fresh clone; the tests take the app's role inside their transactions."""
    from lienthong.site.worlds import ensure_template

    os.environ["LIENTHONG_HOME"] = str(HOME)
    server = EmbeddedServer(HOME)
    template = ensure_template(server)
    name = f"test_{worker}"
    with psycopg.connect(server.admin_url(), autocommit=True) as admin:
        roles.drop_database(admin, name)
        roles.create_database(admin, name, template=template)
    return server.url(name, "owner")
