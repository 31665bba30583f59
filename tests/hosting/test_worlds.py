"""Worlds made for real beside the tests' own database."""

import os
from collections.abc import Iterator
from datetime import date, time

import psycopg
import pytest

from lienthong.ground.database import roles
from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.ground.database.servers import admin
from lienthong.hosting import worlds
from lienthong.hosting.worlds import create_world, database_of, drop_world, ensure_template, list_worlds
from lienthong.kernel.refusals import Refusal
from tests.database import HOME

NAME = f"thu-{os.getpid()}"


@pytest.fixture(scope="module")
def server() -> EmbeddedServer:
    server = EmbeddedServer(HOME)
    ensure_template(server)
    return server


@pytest.fixture(scope="module")
def world(server: EmbeddedServer) -> Iterator[worlds.World]:
    yield create_world(server, NAME, date(2025, 7, 1))
    drop_world(server, NAME)
    assert NAME not in [found.name for found in list_worlds(server)]
    assert not (HOME / "worlds" / NAME).exists()


def count(server: EmbeddedServer, query: str) -> int:
    with psycopg.connect(server.url(database_of(NAME), "verifier")) as reader:
        found = reader.execute(query).fetchone()  # type: ignore[arg-type]
    assert found is not None
    return int(found[0])


def test_a_world_opens_at_half_past_seven_of_its_day(world: worlds.World) -> None:
    assert (world.kind, world.now.date()) == ("trial", date(2025, 7, 1))
    assert time(7, 30) <= world.now.time() < time(7, 31)


def test_every_ward_finds_dossiers_of_its_old_offices(server: EmbeddedServer, world: worlds.World) -> None:
    wards = count(
        server,
        "select count(*) from (select h.unit from in_flight f join holding h on h.jurisdiction = f.jurisdiction"
        " and h.during @> date '2025-07-01' group by h.unit having count(*) >= 12) of_ward",
    )
    assert wards == 168
    assert count(server, "select count(*) from work_item where received_at::date <> date '2025-06-27'") == 0
    assert count(server, "select count(*) from work_item where due_at < world_now()") == 0
    assert worlds.has_work_in_flight(server, NAME)


def test_what_was_taken_in_was_taken_in_by_acts(server: EmbeddedServer, world: worlds.World) -> None:
    items, lines = (count(server, f"select count(*) from {table}") for table in ("work_item", "journal"))
    assert lines == items + 1  # the clock was moved forward once, and that is journalled too
    assert count(server, "select count(*) from journal where verb = 'clock.advanced'") == 1


def test_the_clock_cannot_be_turned_back(server: EmbeddedServer, world: worlds.World) -> None:
    with (
        psycopg.connect(server.url(database_of(NAME), "app")) as app,
        pytest.raises(psycopg.errors.CheckViolation),
    ):
        app.execute("select advance_clock('2025-06-01 07:00+07')")


@pytest.mark.parametrize("name", ["", "Thử", "1a", "a b", "a;drop", "a" * 32, "x/../y"])
def test_a_name_that_is_none_is_refused(server: EmbeddedServer, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        create_world(server, name, date(2025, 7, 1))
    assert refused.value.code == "world_name"


def test_a_second_world_of_the_name_is_refused(server: EmbeddedServer, world: worlds.World) -> None:
    with pytest.raises(Refusal) as refused:
        create_world(server, NAME, date(2025, 7, 1))
    assert refused.value.code == "world_exists"


def test_a_day_without_holdings_leaves_nothing_half_made(server: EmbeddedServer) -> None:
    with pytest.raises(Refusal) as refused:
        create_world(server, "ngay-xua", date(1999, 1, 1))
    assert refused.value.code == "no_holdings_on"
    with admin(server) as connection:
        assert not roles.database_exists(connection, database_of("ngay-xua"))
        assert not roles.database_exists(connection, worlds.MAKING)


def test_an_unknown_world_is_refused(server: EmbeddedServer) -> None:
    with pytest.raises(Refusal) as refused:
        drop_world(server, "khong-co")
    assert refused.value.code == "no_such_world"


def test_the_template_is_made_once_and_entered_by_nobody(server: EmbeddedServer) -> None:
    name = ensure_template(server)
    assert ensure_template(server) == name
    with pytest.raises(psycopg.OperationalError, match="not currently accepting"):
        psycopg.connect(server.url(name, "owner"))


def test_a_web_process_is_told_the_applications_password_only(
    server: EmbeddedServer, world: worlds.World
) -> None:
    told = " ".join(worlds.environment(server, NAME).values())
    assert (server.secrets / roles.APP).read_text() in told
    for role in (roles.OWNER, roles.VERIFIER, "postgres"):
        assert (server.secrets / role).read_text() not in told
