"""Numbers nobody was ever given: every address answers that it knows nothing, none breaks."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.board.rounds import screen
from tests.cast import officer
from tests.house.test_law2_reach import ASKS_NOBODY, _patterns

BEYOND = ("2147483648", "9" * 25, "9" * 5000)


def _addresses(number: str) -> list[str]:
    found = []
    for route, _ in _patterns(get_resolver()):
        if "<int:" in route and route not in ASKS_NOBODY and not route.startswith("api/"):
            path = re.sub(r"<int:\w+>", number, route)
            path = re.sub(r"<str:ending>", "pdf", path)
            path = re.sub(r"<uuid:\w+>", "01890000-0000-7000-8000-000000000000", path)
            found.append("/" + re.sub(r"<(\w+:)?\w+>", "x", path))
    return found


@pytest.mark.parametrize("number", BEYOND, ids=["int4", "int8", "digits"])
def test_no_number_breaks_an_address(db: None, number: str) -> None:
    clients: list[Client] = [screen(officer("quan_tri", "H29-TTCDS")), screen(officer("lanh_dao"))]
    addresses = _addresses(number)
    assert len(addresses) > 30
    broken = []
    for client in clients:
        client.raise_request_exception = False
        for address in addresses:
            for answer in (client.get(address), client.post(address, {"idempotency_key": address[:90]})):
                if answer.status_code >= 500:
                    broken.append(address[:60])
    assert sorted(set(broken)) == []
