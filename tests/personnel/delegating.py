"""Delegations as tests need them: people as the door makes them, the world's clock, an act with its fields."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.test import Client

from lienthong.ground.actor import Actor
from lienthong.personnel.asking import begin_session, mint_token, who_asks
from lienthong.personnel.delegations import actions
from tests import cast, sql

DAY = date(2025, 7, 1)
"""The first day of the tests' world."""

PAPER = {"paper_title": "Giấy ủy quyền", "paper_sign": "05/GUQ-UBND", "paper_on": date(2025, 6, 30)}


def asked(role: str, code: str = cast.AN_KHANH, *, number: int = 0) -> Actor:
    """A holder of a role as the door makes them today, with what was given to them."""
    found = cast.officer(role, code)
    mandate = sql.rows(
        "select m.id from mandate m join post p on p.id = m.post where p.unit = %s and p.role = %s order by m.id",
        (found.unit, role),
    )[number].id
    return asked_under(mandate)


def asked_under(mandate: int) -> Actor:
    return who_asks(mint_token(mandate, "test", lasts=timedelta(hours=1)), "token")[0]


def clock_shows(at: datetime) -> None:
    sql.run("reset role")
    sql.run("update world set clock_offset = %s - now()", (at,))
    sql.run("set local role lienthong_app")


def given(to: Actor, *, by: Actor | None = None, **fields: Any) -> UUID:
    wanted = {
        "form": "kt", "covers": ["sign_document", "sign_dossier"], "since": DAY, "until": date(2025, 7, 3),
        "is_away": True, **PAPER, **fields,
    }  # fmt: skip
    answer = actions.delegate_authority(delegate=to.mandate or 0, **wanted, by=by or asked("lanh_dao"))
    return UUID(answer["delegation"])


def session(actor: Actor) -> Client:
    client = Client()
    account = sql.one(
        "select a.id from account a join mandate m on m.person = a.person where m.id = %s", (actor.mandate,)
    )
    client.cookies[settings.SESSION_COOKIE] = begin_session(account, actor.mandate)
    return client
