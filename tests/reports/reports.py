"""Reports at each stage, made by the acts themselves."""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel import clock
from lienthong.reports import actions, queries
from lienthong.units.outlines import derived
from lienthong.work.persons.showing import of_item
from lienthong.work.queries import item_of
from tests import cast, sql

TEXT = "Đèn đường trước số 12 hỏng đã ba đêm."


def citizen(door: str = "reports") -> Actor:
    at: datetime = sql.one("select world_now()")
    return Actor("citizen", at=clock.local(at), door=door)


def contact(code: str = cast.AN_KHANH) -> Actor:
    """The ward's contact for 1022."""
    return cast.officer("dau_moi_1022", code)


def operator() -> Actor:
    return cast.officer("tong_dai_1022", cast.TTCDS)


@cache
def inside(code: str) -> dict[str, float]:
    lon, lat = derived()[code]["middle"]
    return {"lat": lat, "lon": lon}


def submitted(**said: Any) -> dict[str, Any]:
    given = {"text": TEXT, "name": "Nguyễn Thị Hoa", "phone": "0901 234 567", "field": "Hạ tầng kỹ thuật"}
    return actions.submit_report(**{**given, **said}, by=citizen())


def reported(code: str = cast.AN_KHANH, **said: Any) -> dict[str, Any]:
    """Routed to the ward by a pin in its middle."""
    return submitted(**inside(code), **said)


def item(answer: dict[str, Any]) -> UUID:
    return UUID(answer["id"])


def answered(code: str = cast.AN_KHANH) -> dict[str, Any]:
    answer, ward = reported(code), contact(code)
    actions.take_report(item(answer), by=ward)
    actions.answer_report(item(answer), text="Đã thay bóng đèn.", by=ward)
    return answer


def details(actor: Actor, report: UUID) -> dict[str, Any]:
    with acts.opening(actor):
        return of_item(actor, item_of(actor, report), "page").details


def sees(actor: Actor, report: UUID) -> bool:
    with acts.opening(actor):
        return bool(sql.one("select count(*) from work_item where id = %s", (report,)))


def case(answer: dict[str, Any], secret: str | None = None) -> dict[str, Any]:
    with acts.opening(citizen("lookup")):
        return queries.citizen_case(answer["code"], answer["secret"] if secret is None else secret)
