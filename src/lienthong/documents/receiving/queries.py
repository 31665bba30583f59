"""Reads about letters from outside and the periods of registers."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.receiving import rules
from lienthong.ground import sql
from lienthong.kernel.refusals import Refusal

ROOM = "lienthong.documents.receiving"


class Base(NamedTuple):
    """An entry of the register, after which a number can be put in between."""

    register_at: datetime
    last_letter: str


class ClosedPeriod(NamedTuple):
    since: date
    until: date


def base_of(unit: int, year: int, number: int) -> Base | None:
    return sql.row(Base, sql.named(ROOM, "base"), {"unit": unit, "year": year, "number": number})


def closed_period(unit: int, register: str, day: date) -> ClosedPeriod | None:
    """The period of a register that is closed over this day."""
    params = {"unit": unit, "register": register, "day": day}
    return sql.row(ClosedPeriod, sql.named(ROOM, "closed"), params)


def check_period_is_open(unit: int, register: str, days: Sequence[date]) -> None:
    """Refuses `period_closed`."""
    for day in days:
        if (period := closed_period(unit, register, day)) is not None:
            raise rules.period_closed(period.since, period.until)


def is_outside(delivery: UUID) -> bool:
    """Whether a letter came from outside of this system."""
    return bool(sql.value(bool, "select exists (select from outside_letter where item = %s)", (delivery,)))


def not_outside() -> Refusal:
    return Refusal(
        "not_outside",
        "Chỉ hủy số đến của văn bản giấy, văn bản ngoài hệ thống; văn bản điện tử thì trả lại nơi gửi hoặc hủy vào sổ.",
    )


def name_of_unit(unit: int) -> str | None:
    return sql.value(str, "select name from unit where id = %s", (unit,))
