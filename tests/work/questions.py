"""Questions between bodies as tests need them: who asks whom about which dossier, and what is seen of it."""

from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import Refusal
from lienthong.work.desks.registry import acts_offered
from lienthong.work.queries import item_of, verify_chains
from lienthong.work.requests.actions import (
    ask_body,
)
from tests import cast, sql
from tests.procedures.dossiers import BUILDING, of, taken_in

SXD, SNNMT = "H29-SXD", "H29-SNNMT"


QUESTION = "Nhà này có nằm trong hành lang bảo vệ đường sắt không?"


def specialist(code: str = cast.AN_KHANH) -> Actor:
    return cast.officer("chuyen_vien", code)


def dossier() -> UUID:
    return of(taken_in(procedure=BUILDING))


def asked(item: UUID, code: str = SXD, **more: Any) -> UUID:
    return of(ask_body(item, unit=specialist(code).unit, question=QUESTION, by=specialist(), **more))


def seen(actor: Actor, item: UUID) -> bool:
    with acts.opening(actor):
        return bool(sql.one("select count(*) from work_item where id = %s", (item,)))


def parties(item: UUID) -> list[int]:
    with acts.opening(specialist()):
        return list(sql.one("select parties from work_item where id = %s", (item,)))


def lines(actor: Actor, item: UUID) -> list[tuple[str, UUID, dict[str, Any]]]:
    with acts.opening(actor):
        found = sql.rows("select verb, act, facts from journal where item = %s order by seq", (item,))
    return [(line.verb, line.act, line.facts) for line in found]


def refused(code: str, act: Any, *args: Any, **given: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        act(*args, **given)
    assert refusal.value.code == code
    return refusal.value


def broken() -> Any:
    sql.run("reset role")
    found = verify_chains(connection.connection)
    sql.run("set local role lienthong_app")
    return found["broken"], found["headless"]


def offered(actor: Actor, item: UUID) -> set[str]:
    with acts.opening(actor):
        return {act.move.act for act in acts_offered(actor, item_of(actor, item))}
