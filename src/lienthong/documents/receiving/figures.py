"""Figures of incoming letters: what is open and how late, by state, section and person; what came of a period's."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from lienthong.documents.receiving.queries import ROOM
from lienthong.documents.terms import DELIVERY
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.clock import ZONE
from lienthong.work.kinds import state_label

GROUPS = {
    "all": "Tất cả",
    "state": "Theo tình trạng",
    "section": "Theo bộ phận",
    "person": "Theo người xử lý",
}
NOBODY = {"section": "Chưa giao bộ phận", "person": "Chưa giao người xử lý"}


class OpenRow(NamedTuple):
    """Open letters of one group."""

    by: str
    label: str
    open: int
    late: int
    due_soon: int
    """Due until the end of the next working day, and not late."""


class PeriodRow(NamedTuple):
    """Letters that came in a period, by what became of them."""

    state: str
    letters: int
    late: int
    """Still open and late."""


class Figure(NamedTuple):
    """One line of the page, of the sheet and of the API."""

    group: str
    name: str
    open: int
    late: int
    due_soon: int


def open_figures(actor: Actor) -> list[Figure]:
    """Of the letters that lie with the actor's unit: all, by state, by section and by person, each a sum of all."""
    if not actor.scope:
        return []
    soon = actor.calendar.of(actor.seat)
    params = {"held": list(actor.scope), "until": soon.end_of(soon.next_working_day(actor.day))}
    rows = sql.rows(OpenRow, sql.named(ROOM, "open_figures"), params)
    return [Figure(GROUPS[row.by], _name(row), row.open, row.late, row.due_soon) for row in rows]


def _name(row: OpenRow) -> str:
    match row.by:
        case "all":
            return "Văn bản đến chưa xử lý xong"
        case "state":
            return state_label(DELIVERY, row.label)
    return row.label or NOBODY[row.by]


def period_figures(actor: Actor, since: date, until: date) -> list[PeriodRow]:
    """What became of the letters that came from one day to another."""
    params = {
        "held": list(actor.scope),
        "since": _first(since),
        "until": _first(until + timedelta(days=1)),
    }
    rows = sql.rows(PeriodRow, sql.named(ROOM, "period_figures"), params)
    return [row._replace(state=state_label(DELIVERY, row.state)) for row in rows]


def _first(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)


def groups(figures: list[Figure]) -> list[tuple[str, list[Figure]]]:
    """In the order in which they are counted."""
    return [(label, [row for row in figures if row.group == label]) for label in GROUPS.values()]


def lines(figures: list[Figure]) -> Iterator[list[str]]:
    return ([row.group, row.name, str(row.open), str(row.late), str(row.due_soon)] for row in figures)
