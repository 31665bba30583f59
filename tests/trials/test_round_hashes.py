"""The same seed expects the same of the same people: what the city's round comes to, whatever is rebuilt below it.

A change that alters either figure changes what 168 wards are asked to prove; it needs a page in `docs/decisions/`.
"""

import os
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from lienthong.hosting.worlds import create_world, database_of, drop_world
from tests.cli.command import server

NAME = f"ma-bam-{os.getpid()}"

EXPECTATIONS = "6662a53d034547f5ef64dd79a942c70bc82a2248894369362cbc3661df4d189d"
ROSTER = "29514cb2b552d7828de9951539cc9380dadf154da02418f6b67df5ff7883f64f"


@pytest.fixture
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A trial world with work in flight, as `lienthong demo` makes it; Django stands there as the app."""
    from django.db import connections

    from lienthong.site.settings import database

    create_world(server(), NAME, date(2025, 7, 1))
    connection = connections["default"]
    before = dict(connection.settings_dict)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(database(server().url(database_of(NAME), "app")))
        yield
        connections.close_all()
        connection.settings_dict.update(before)
    drop_world(server(), NAME)


@pytest.mark.slow
def test_seed_seven_asks_the_same_of_the_whole_city(world: None) -> None:
    from lienthong.rehearsal.planning.actions import open_campaign, plan_round
    from lienthong.trials.acting import as_centre

    with as_centre() as centre:
        campaign = open_campaign("Mã băm", date(2025, 7, 1), by=centre)["id"]
        planned = plan_round(campaign, units="all", seed=7, speed=60, by=centre)
    assert planned["units"] == 168
    assert planned["expectations_sha256"] == EXPECTATIONS
    assert planned["roster_sha256"] == ROSTER
