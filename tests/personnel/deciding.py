"""Decided days as tests need them: entered by the head of office, approved by the head, at an hour of the world."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from lienthong.ground.actor import Actor
from lienthong.kernel.clock import ZONE
from lienthong.personnel.decided import actions
from tests import cast
from tests.personnel.delegating import asked, clock_shows

STORM = {"basis": "15/QĐ-UBND", "basis_on": date(2025, 7, 2), "name": "Nghỉ vì bão số 3"}


def at(year: int, month: int, day: int, hour: int = 8, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


def shows(*moment: int) -> None:
    """The world's clock; each act of a test at an instant of its own."""
    clock_shows(at(*moment))


def entered(by: Actor | None = None, **fields: Any) -> UUID:
    """A closure of An Khánh on Thursday 3/7/2025, unless the fields say otherwise."""
    by = by or asked("chanh_van_phong")
    wanted = {
        "rule": "day", "value": "off", "since": date(2025, 7, 3), "until": date(2025, 7, 3), "unit": by.unit,
        **STORM, **fields,
    }  # fmt: skip
    return UUID(actions.enter_decision(**wanted, by=by)["decision"])


def approved(by: Actor | None = None, **fields: Any) -> UUID:
    decision = entered(**fields)
    actions.approve_decision(decision, by=by or asked("lanh_dao"))
    return decision


def city() -> Actor:
    return asked("quan_tri", cast.TTCDS)
