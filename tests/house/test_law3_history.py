"""Law 3: history is appended, never edited; one changed byte is found."""

from typing import Any

import psycopg
import pytest
from django.db import connection

from lienthong.documents import actions
from lienthong.ground import acts
from lienthong.ground.journal import append_line
from lienthong.work.queries import verify_chains
from tests import cast, sql
from tests.documents.letters import arrived


def _as_owner() -> psycopg.Connection[Any]:
    sql.run("reset role")
    raw: psycopg.Connection[Any] = connection.connection
    return raw


def test_every_chain_holds_after_a_day_of_work(db: None) -> None:
    item = arrived(cast.AN_KHANH)
    actions.register_delivery(item, by=cast.an())
    found = verify_chains(_as_owner())
    assert found["lines"] >= 6
    assert (found["broken"], found["headless"]) == ([], 0)


@pytest.mark.parametrize(
    "change",
    [
        "update journal set verb = verb || '.' where item = %s and seq = 2",
        'update journal set facts = facts || \'{"sign": "99"}\' where item = %s and seq = 1',
        "update journal set at = at + interval '1 microsecond' where item = %s and seq = 1",
        "update journal set mandate = mandate + 1 where item = %s and seq = 2",
        "delete from journal where item = %s and seq = 1",
        "delete from journal where item = %s and seq = 2",
        "update work_item set chain_seq = chain_seq + 1 where id = %s",
    ],
)
def test_a_changed_byte_is_found(db: None, change: Any) -> None:
    item = arrived(cast.AN_KHANH)
    actions.register_delivery(item, by=cast.an())
    owner = _as_owner()
    owner.execute(change, (item,))
    assert verify_chains(owner)["broken"]


def test_lines_without_item_are_chained_by_unit_and_day(db: None) -> None:
    an = cast.an()
    with acts.opening(an) as here:
        from lienthong.kernel.ids import uuid7

        for number in range(3):
            here.act = uuid7()
            append_line("test.noted", {"n": number}, by=an)
    owner = _as_owner()
    assert verify_chains(owner)["broken"] == []
    owner.execute("update journal set facts = '{\"n\": 7}' where verb = 'test.noted' and seq = 2")
    assert verify_chains(owner)["broken"]


def test_the_lines_of_one_act_share_its_id(db: None) -> None:
    arrived(cast.AN_KHANH)
    with acts.opening(cast.dung()):
        verbs = sql.one(
            "select array_agg(verb order by verb) from journal where act ="
            " (select act from journal where verb = 'draft.issued' order by id desc limit 1)"
        )
    assert verbs == ["delivery.arrived", "draft.issued"]
