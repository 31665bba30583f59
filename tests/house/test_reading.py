"""Whoever only looks changes nothing. The server of a page that was looked at does not wait for the end of the
transaction (`ground/database/wire.py`), so that what it wrote could be lost without a word.
"""

import re

from django.test import Client
from django.urls import get_resolver

from tests import cast, sql
from tests.board.rounds import screen
from tests.house.belongings import of_every_kind
from tests.house.test_law2_reach import ASKS_NOBODY, _doors, _patterns

WRITES = {
    "/tai-khoan-cua-toi/hai-lop": "the secret shown is kept until its first code comes; an INSERT, which is waited for",
}
"""Pages that write all the same, and why."""


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
    sql.run("set transaction read only")
    answered, wrote = 0, []
    for client in clients:
        client.raise_request_exception = False
        for address in addresses:
            answer = client.get(address)
            answered += answer.status_code == 200
            if answer.status_code >= 500:
                wrote.append(address)
    assert set(wrote) == set(WRITES)
    assert answered > 60
