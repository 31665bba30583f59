"""A letter's page asks the database a handful of times: what is beside it – mostly nothing – is found out at once."""

from typing import Any
from uuid import UUID

import pytest

from lienthong.documents import actions
from lienthong.documents.around.queries import around
from lienthong.ground import acts, sql
from tests import cast
from tests.documents.letters import delivered, drafted
from tests.documents.test_dispatch import issue, sent_to_all
from tests.reorganisation.planning import session

MOST = 8
"""Statements of a page: who asks, the item, the letter, what is beside it, and the sections that are not empty."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []
    for name in ("_execute", "_keep"):
        send = getattr(sql, name)

        def counted(text: str, params: Any = None, send: Any = send) -> Any:
            texts.append(text)
            return send(text, params)

        monkeypatch.setattr(sql, name, counted)
    return texts


def page_of(by: Any, item: UUID, asked: list[str]) -> list[str]:
    """What the page asks when it is looked at again: one request."""
    client = session(by)
    assert client.get(f"/viec/{item}").status_code == 200
    asked.clear()
    assert client.get(f"/viec/{item}").status_code == 200
    return list(asked)


def test_the_page_of_a_letter_that_came(db: None, asked: list[str]) -> None:
    city, leader = cast.dung(), cast.officer("lanh_dao")
    sent_to_all(city)
    item = delivered(cast.an())
    statements = page_of(leader, item, asked)
    assert len(statements) <= MOST, statements
    actions.register_delivery(item, by=cast.an())
    statements = page_of(leader, item, asked)
    assert len(statements) <= MOST, statements


def test_the_page_of_a_letter_that_went_out(db: None, asked: list[str]) -> None:
    city = cast.dung()
    for item in (sent_to_all(city), issue(drafted(city, cast.an().unit or 0), city)):
        statements = page_of(city, item, asked)
        assert len(statements) <= MOST, statements


def test_the_page_of_a_draft(db: None, asked: list[str]) -> None:
    city = cast.dung()
    statements = page_of(city, drafted(city, cast.an().unit or 0), asked)
    assert len(statements) <= MOST, statements


def test_what_was_asked_before_an_act_is_asked_again_after_it(db: None) -> None:
    city = cast.dung()
    item = drafted(city, cast.an().unit or 0)
    with acts.opening(city):
        assert not around(item).is_waited_for
        issue(item, city)
        assert around(item).is_waited_for


def test_a_search_of_letters(db: None, asked: list[str]) -> None:
    city = cast.dung()
    sent_to_all(city)
    client, address = session(cast.officer("van_thu")), "/van-ban/tim?q=Gửi tất cả&noi-gui=Trung tâm"
    assert client.get(address).status_code == 200
    asked.clear()
    assert "Gửi tất cả" in client.get(address).content.decode()
    assert len(asked) <= 4, asked
