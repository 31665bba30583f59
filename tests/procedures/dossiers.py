"""Dossiers at each stage, made by the acts themselves."""

from typing import Any
from uuid import UUID

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel import clock
from lienthong.procedures import actions
from lienthong.work.persons.showing import of_item
from lienthong.work.queries import item_of
from tests import cast, sql

MARRIAGE = "1.004873"
"""Xác nhận tình trạng hôn nhân: by the address, 3 working days."""
COPY = "2.000815"
"""Chứng thực bản sao: wherever it is received, the same day."""
BUILDING = "1.013225"
"""Giấy phép xây dựng: by the address, 15 working days, papers may be asked for once."""
LAND = "1.012753"
"""Đăng ký đất đai lần đầu: the department, 17 working days."""
RESIDENCE = "1.004222"
"""Thường trú: the police, 7 working days."""

PHONE = "0903 123 456"


def reception(code: str = cast.AN_KHANH) -> Actor:
    return cast.officer("tiep_nhan", code)


def citizen() -> Actor:
    return Actor("citizen", at=clock.local(sql.one("select world_now()")), door="dossiers")


def submitted(unit: Actor | None = None, procedure: str = MARRIAGE, **more: Any) -> dict[str, Any]:
    unit = unit or reception()
    given = {"procedure": procedure, "applicant": "Lê Thị Nở", "phone": PHONE, "papers": ["Tờ khai"], **more}
    return actions.submit_dossier(unit=unit.unit or 0, by=citizen(), **given)


def taken_in(by: Actor | None = None, procedure: str = MARRIAGE, **more: Any) -> dict[str, Any]:
    given = {"procedure": procedure, "applicant": "Lê Thị Nở", "phone": PHONE, "papers": ["Tờ khai"], **more}
    return actions.take_in_dossier(by=by or reception(), **given)


def of(answer: dict[str, Any]) -> UUID:
    return UUID(str(answer["id"]))


def awaiting(missing: tuple[str, ...] = ("Giấy tờ tùy thân",), **more: Any) -> dict[str, Any]:
    answer = taken_in(**more)
    actions.request_supplement(of(answer), missing=missing, note="Nộp bản sao.", by=reception())
    return answer


def signed(answer: dict[str, Any]) -> UUID:
    actions.assess_dossier(of(answer), by=cast.officer("chuyen_vien"), approve=True)
    actions.sign_dossier(of(answer), by=cast.officer("lanh_dao"))
    return of(answer)


def seen(actor: Actor, item: UUID) -> tuple[Any, dict[str, Any]]:
    """The item and what the desk adds, as this actor sees them."""
    with acts.opening(actor):
        found = item_of(actor, item)
        return found, of_item(actor, found, "page").details
