"""Whoever only looks changes nothing. The server of a page that was looked at does not wait for the end of the
transaction (`ground/database/wire.py`), so that what it wrote could be lost without a word. The one thing that is
written is that a citizen was looked at, and that is waited for (`Wire.keep`).
"""

import re

from django.test import Client
from django.urls import get_resolver

from tests import cast, sql
from tests.board.rounds import screen
from tests.house.belongings import of_every_kind
from tests.house.test_law2_reach import ASKS_NOBODY, _doors, _patterns

WRITTEN = """
select relname::text as name, n_tup_ins + n_tup_upd + n_tup_del as n from pg_stat_xact_user_tables
"""
WRITTEN_BY_LOOKING = {"reading", "letter_reading"}


def _addresses(items: list[str]) -> list[str]:
    """Behind an officer's door, with something there where the address names an item."""
    found: set[str] = set()
    for route, view in _patterns(get_resolver()):
        if route in ASKS_NOBODY or _doors(view) != {"session"}:
            continue
        for item in items if "<uuid:" in route else items[:1]:
            path = re.sub(r"<uuid:\w+>", item, route)
            path = re.sub(r"<int:\w+>", "1", path)
            path = re.sub(r"<str:ending>", "csv", path)
            found.add("/" + re.sub(r"<(\w+:)?\w+>", "x", path))
    return sorted(found)


def test_nobody_writes_by_looking(db: None) -> None:
    items = [str(item) for item in of_every_kind().values()]
    clients: list[Client] = [screen(cast.officer("quan_tri", cast.TTCDS)), screen(cast.officer("lanh_dao"))]
    addresses = _addresses(items)
    assert len(addresses) > 100
    answered, wrote, before = 0, {}, _rows_written()
    for client in clients:
        for address in addresses:
            answered += client.get(address).status_code == 200
            after = _rows_written()
            if tables := {name for name, n in after.items() if n != before.get(name, 0)} - WRITTEN_BY_LOOKING:
                wrote[address] = tables
            before = after
    assert wrote == {}
    assert answered > 60


def _rows_written() -> dict[str, int]:
    """Table → rows that were written in this transaction so far."""
    return {row.name: row.n for row in sql.rows(WRITTEN)}
