"""The database of the tests: a clone, per worker, of the template every world is cloned from."""

from pathlib import Path

import psycopg

from lienthong.ground import roles
from lienthong.ground.embedded import EmbeddedServer

HOME = Path(__file__).resolve().parent.parent / ".cache" / "test-home"

OPENED = """
insert into world (id, name, kind, clock_offset, opened_at)
values (1, 'kiem-thu', 'trial', timestamptz '2025-07-01 08:00+07' - now(), now())
"""


def clone(worker: str) -> str:
    """The owner's URL of a fresh clone; the tests take the app's role inside their transactions."""
    from lienthong.site.template import ensure_template

    server = EmbeddedServer(HOME)
    template = ensure_template(server)
    name = f"test_{worker}"
    with psycopg.connect(server.admin_url(), autocommit=True) as admin:
        roles.drop_database(admin, name)
        roles.create_database(admin, name, template=template)
    url = server.url(name, "owner")
    with psycopg.connect(url) as owner:
        owner.execute(OPENED)
    return url
