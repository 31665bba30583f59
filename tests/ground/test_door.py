"""Each line of the journal says by which door it came and with which access, in its digest; older lines say neither."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from psycopg import errors

from lienthong.documents import actions
from lienthong.ground import acts
from lienthong.ground.actor import access_id
from lienthong.personnel.asking import digest_of, mint_guest_pass, mint_token
from lienthong.work.queries import verify_chains
from tests import cast, sql
from tests.board.rounds import as_owner, screen
from tests.documents.letters import arrived

LAST = "select verb, door, access, mandate from journal order by id desc limit 1"
REPORT = {"text": "Đèn đường hỏng đã ba đêm.", "name": "Hoa", "phone": "0901234567", "field": "Tiếng ồn",
          "anonymous": False, "ward": None, "old_ward": None}  # fmt: skip


def _last() -> Any:
    with as_owner():
        return sql.row(LAST)


def test_an_act_at_the_api_says_its_token(db: None) -> None:
    item, an = arrived(cast.AN_KHANH), cast.an()
    token = mint_token(an.mandate or 0, "máy", lasts=timedelta(hours=1))
    done = cast.Caller(token).post(f"/items/{item}/register-delivery", key="k")
    assert done.status_code == 200
    line = _last()
    assert (line.door, line.access, line.mandate) == ("api", access_id(digest_of(token)), an.mandate)


def test_an_act_at_a_page_says_its_session(db: None) -> None:
    item, an = arrived(cast.AN_KHANH), cast.an()
    browser = screen(an)
    done = browser.post(f"/viec/{item}/register-delivery", {"idempotency_key": "k"})
    assert done.status_code in {200, 302, 303}
    line = _last()
    assert (line.verb, line.door, line.mandate) == ("delivery.registered", "page", an.mandate)
    assert line.access == access_id(digest_of(browser.cookies[settings.SESSION_COOKIE].value))


def test_a_citizen_says_the_public_door_and_the_pass_of_a_round(db: None) -> None:
    with as_owner():
        guest = mint_guest_pass("vòng thử", lasts=timedelta(hours=1))
    for headers, access in (({}, None), ({"X-Round-Token": guest}, access_id(digest_of(guest)))):
        sent = Client().post(
            "/api/v1/public/reports", {**REPORT, "place": "đường số 1, phường An Khánh"},
            content_type="application/json", headers={"Idempotency-Key": f"k{access}", **headers},
        )  # fmt: skip
        assert sent.status_code == 200, sent.content
        line = _last()
        assert (line.door, line.access, line.mandate) == ("public", access, None)


def test_a_pass_that_is_none_names_nobody(db: None) -> None:
    Client().post(
        "/api/v1/public/reports", {**REPORT, "place": "phường An Khánh"}, content_type="application/json",
        headers={"Idempotency-Key": "k", "X-Round-Token": "không phải"},
    )  # fmt: skip
    assert _last().access is None


def test_what_nobody_asked_for_at_a_door_is_a_programs(db: None) -> None:
    actions.register_delivery(arrived(cast.AN_KHANH), by=cast.an())
    assert (_last().door, _last().access) == ("program", None)


def test_the_door_is_inside_the_digest_and_lines_from_before_hold_as_they_were(db: None) -> None:
    item = arrived(cast.AN_KHANH)
    actions.register_delivery(item, by=cast.an())
    sql.run("reset role")
    assert verify_chains(sql.raw())["broken"] == []
    for change in ("door = 'page'", "door = null", "access = 5"):
        with _undone():
            sql.run(f"update journal set {change} where item = %s and seq = 2", (item,))
            assert verify_chains(sql.raw())["broken"], change
    # As the version before wrote it: neither said, and a digest of what it said.
    sql.run(
        "update journal set door = null, access = null, digest = journal_digest(null, seq, act, at, verb, item,"
        " jurisdiction, unit, mandate, facts, null, null) where item = %s and seq = 1",
        (item,),
    )
    before = sql.one(
        "select digest = sha256(convert_to(concat_ws(e'\\x1f', seq::text, act::text,"
        " (extract(epoch from at) * 1000000)::bigint::text, verb, coalesce(item::text, '-'),"
        " coalesce(jurisdiction::text, '-'), coalesce(unit::text, '-'), coalesce(mandate::text, '-'), facts::text),"
        " 'UTF8')) from journal where item = %s and seq = 1",
        (item,),
    )
    assert before, "the digest of a line without a door is the one it always had"


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


FORGED = (
    "insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)"
    " select gen_random_uuid(), world_now(), 'delivery.registered', %(item)s, %(seat)s, %(unit)s, %(mandate)s,"
    " '{}', 9, ''"
)


def test_a_line_is_written_by_who_asked_and_of_what_they_reach(db: None) -> None:
    """FAULTS B3: as the application's role, but for what it sets itself (docs/security.md)."""
    item, an, chi = arrived(cast.AN_KHANH), cast.an(), cast.chi()
    forged = {"item": item, "seat": an.seat, "unit": an.unit, "mandate": an.mandate}
    for by, changes in (
        (chi, {}),  # somebody else's name
        (chi, {"mandate": chi.mandate}),  # of an item out of reach
        (an, {"mandate": chi.mandate}),
    ):
        with pytest.raises(errors.InsufficientPrivilege), _undone(), acts.opening(by):
            sql.run(FORGED, {**forged, **changes})
    with acts.opening(an):
        sql.run(FORGED, forged)
    sql.run("reset role")
    assert verify_chains(sql.raw())["broken"], "and what reaches it breaks the chain"
