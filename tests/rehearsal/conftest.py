"""A world of the rehearsal's own: the verifier reads what is committed, so these tests commit."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from lienthong.ground.database.embedded import EmbeddedServer
from tests.database import HOME, clone

if TYPE_CHECKING:
    from tests.rehearsal.playing import Watching

Login = Callable[[str], psycopg.Connection[Any]]


@pytest.fixture(scope="package")
def login(worker_id: str, django_db_blocker: Any, django_db_setup: None) -> Iterator[Login]:
    """A connection of a role to the module's own world; Django stands there as the app meanwhile."""
    from django.db import connections

    from lienthong.site.settings import database

    name = clone(f"rehearsal{worker_id}").split("/")[-1].split("?")[0]
    server = EmbeddedServer(HOME)
    connection = connections["default"]
    before = dict(connection.settings_dict)
    opened: list[psycopg.Connection[Any]] = []

    def log_in(role: str) -> psycopg.Connection[Any]:
        opened.append(psycopg.connect(server.url(name, role), autocommit=True))
        return opened[-1]

    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(database(server.url(name, "app")))
        yield log_in
        for one in opened:
            one.close()
        connections.close_all()
        connection.settings_dict.update(before)


@pytest.fixture(scope="package")
def campaign(login: Login) -> int:
    from lienthong.rehearsal.planning.actions import open_campaign
    from tests.rehearsal.people import centre

    found: int = open_campaign("Vận hành thử nghiệm", date(2025, 7, 1), by=centre())["id"]
    return found


@pytest.fixture(scope="module")
def watching(login: Login) -> "Iterator[Watching]":
    from lienthong.ground.acts import opening
    from lienthong.rehearsal.planning.actions import mint_readers
    from tests.rehearsal.people import centre
    from tests.rehearsal.playing import Watching

    with opening(centre()):
        tokens = mint_readers()
    info = login("verifier").info
    found = Watching(psycopg.conninfo.make_conninfo(info.dsn, password=info.password), tokens)
    yield found
    found.verifier.close()


@pytest.fixture
def number(campaign: int) -> int:
    """A running round of letters at An Khánh, at the pace of people."""
    from lienthong.rehearsal.planning.actions import plan_round, start_round
    from tests.cast import AN_KHANH
    from tests.rehearsal.people import centre

    planned: int = plan_round(
        campaign, units=[AN_KHANH], scenarios=["van-ban-den-di"], seed=7, played_by="human", by=centre()
    )["round"]
    start_round(planned, in_seconds=0, by=centre())
    return planned
