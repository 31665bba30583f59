"""Official acts of a meeting: convening, coming, confirming, leaving, closing."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from lienthong.conference import rules
from lienthong.conference.terms import MEETING, MOVES, TRIES
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, act_id, official_act, reach
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.text import fold
from lienthong.units.queries import ended, unit_by_id
from lienthong.work.actions import move_item, open_item

ROOM = "lienthong.conference"

_SEATS = """
select seat_of(u) as seat, u as unit, (select upper(during) <= %(day)s from unit where id = u) as is_over
from unnest(%(units)s::int[]) with ordinality as wanted (u, nth) order by nth
"""


class SeatRow(NamedTuple):
    """A body and its seat; a body that never had one cannot be called."""

    seat: int | None
    unit: int
    is_over: bool | None


class PresenceRow(NamedTuple):
    """What of a point's coming decides the next."""

    joins: int
    confirmed_at: datetime | None


class JudgedRow(NamedTuple):
    """A code that was said: right, wrong or locked, which drawing it was, how often it was wrong before."""

    verdict: str
    drawn: int
    wrong: int


@official_act
def convene_meeting(*, subject: str, units: Sequence[int], starts_at: datetime, by: Actor) -> Answer:
    """Call units to a meeting: one item at the convenor's seat, a bridge point at each unit's."""
    by.require("convene_meeting")
    starts_at = rules.check_meeting(subject=subject, units=units, starts_at=starts_at, now=by.at)
    seats = _seats(units, by)
    facts = {"starts_at": starts_at.isoformat(), "points": len(seats)}
    meeting = open_item(
        MEETING, subject=subject, jurisdiction=by.seat or 0, state="convened", step="roll_call",
        verb="meeting.convened", by=by, facts=facts, section=by.section,
    )  # fmt: skip
    reach(*seats)
    sql.run(
        sql.named(ROOM, "convene"),
        {
            "items": [uuid7() for _ in seats], "seats": seats, "meeting": meeting.id, "starts_at": starts_at,
            "subject": subject, "words": fold(subject), "sender": by.seat, "act": act_id(), "now": by.at,
            "unit": by.unit,
            "mandate": by.mandate, "facts": Jsonb({"meeting": str(meeting.id)}),
        },
    )  # fmt: skip
    return meeting.answer(points=len(seats))


def _seats(units: Sequence[int], by: Actor) -> list[int]:
    found = sql.rows(SeatRow, _SEATS, {"units": list(dict.fromkeys(units)), "day": by.day})
    for row in found:
        if row.is_over:
            raise ended(unit_by_id(row.unit), by.day)
    seats = {row.unit: row.seat for row in found}
    unknown = [unit for unit, seat in seats.items() if seat is None]
    if unknown:
        raise Refusal(
            "unknown_unit",
            "Điểm cầu không có trong danh mục đơn vị.",
            status=422,
            field="units",
            units=unknown,
        )
    return [seat for seat in seats.values() if seat is not None]


@official_act
def join_meeting(item: UUID, *, by: Actor) -> Answer:
    """The point enters, or comes back after a cut. Its screen now shows its code, until it has confirmed.

    The invitation was due at the start; who has come is not late any more.
    """
    by.require("join_meeting")
    point = sql.row(PresenceRow, "select joins, confirmed_at from bridge_point where item = %s", (item,))
    if point is None:
        raise NotFound
    again = point.joins > 0
    move = rules.join_move(confirmed=point.confirmed_at is not None)
    moved = move_item(item, move, by=by, facts={"again": True} if again else {}, due_at=None)
    if point.confirmed_at is None:
        sql.run("select draw_code(%s)", (item,))
    sql.run("update bridge_point set joined_at = world_now(), joins = joins + 1 where item = %s", (item,))
    return moved.answer(again=again)


@official_act
def answer_code(item: UUID, *, code: str, by: Actor) -> Answer:
    """Say the code the point's own screen shows: proof that somebody sits there and sees it."""
    by.require("answer_code")
    judged = sql.row(
        JudgedRow,
        "select verdict, drawn, wrong from judge_code(%s, %s, %s, %s)",
        (item, by.mandate, code, TRIES),
    )
    if judged is not None:
        if judged.verdict == "wrong":
            _count_wrong(item, judged.drawn)
        rules.check_answer(judged.verdict, judged.wrong)
    moved = move_item(item, MOVES["answer_code"], by=by)
    sql.run("update bridge_point set confirmed_at = world_now() where item = %s", (item,))
    return moved.answer()


def _count_wrong(item: UUID, drawn: int) -> None:
    """On a connection of its own: the refusal that follows undoes everything this transaction wrote."""
    here = sql.raw().info
    with psycopg.connect(here.dsn, password=here.password, autocommit=True) as apart:
        apart.execute("select count_wrong_code(%s, %s)", (item, drawn))


@official_act
def leave_meeting(item: UUID, *, reason: str = "", by: Actor) -> Answer:
    """The point is out: somebody left, or the line was cut."""
    moved = move_item(item, MOVES["leave_meeting"], by=by)
    sql.run("update bridge_point set left_at = world_now(), left_reason = %s where item = %s", (reason, item))
    return moved.answer()


@official_act
def close_meeting(item: UUID, *, by: Actor) -> Answer:
    moved = move_item(item, MOVES["close_meeting"], by=by)
    closed = sql.run(
        sql.named(ROOM, "close_points"),
        {
            "meeting": item, "act": act_id(), "unit": by.unit, "mandate": by.mandate,
            "facts": Jsonb({"meeting": str(item)}),
        },
    )  # fmt: skip
    return moved.answer(points=closed)
