"""Official acts of a meeting: convening, coming, confirming, leaving, closing."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from psycopg.types.json import Jsonb

from lienthong.conference import rules
from lienthong.conference.terms import BRIDGE_POINT, CLOSINGS, MEETING, MOVES, TRIES
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.database.apart import connect_apart
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.units.queries import ended, unit_by_id
from lienthong.work.items.actions import move_item, move_items, open_item, open_items
from lienthong.work.items.terms import Arrival, Change, NewItem
from lienthong.work.receivers.queries import receivers
from lienthong.work.receivers.rules import check_receivers

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


class OpenPoint(NamedTuple):
    id: UUID
    state: str


@official_act
def convene_meeting(*, subject: str, units: Sequence[int], starts_at: datetime, by: Actor) -> Answer:
    """Call units to a meeting: one item at the convenor's seat, a bridge point at each unit's."""
    by.require("convene_meeting")
    starts_at = rules.check_meeting(subject=subject, units=units, starts_at=starts_at, now=by.at)
    seats = _seats(units, by)
    facts = {"starts_at": starts_at.isoformat(), "points": len(seats)}
    called = NewItem(
        MEETING, subject=subject, state="convened", verb="meeting.convened", step="roll_call",
        section=by.section, facts=facts,
    )  # fmt: skip
    meeting = open_item(called, Arrival(by.seat or 0), by=by)
    point = NewItem(
        BRIDGE_POINT, subject=subject, state="invited", verb="bridge_point.invited", step="join",
        sender_seat=by.seat, priority=1, due_at=starts_at, parent=meeting.id, facts={"meeting": str(meeting.id)},
    )  # fmt: skip
    arrivals = [Arrival(seat, seat) for seat in seats]
    open_items(point, arrivals, by=by)
    sql.run(
        sql.named(ROOM, "convene"),
        {
            "meeting": meeting.id,
            "starts_at": starts_at,
            "unit": by.unit,
            "points": Jsonb([at.item.hex for at in arrivals]),
        },
    )
    return meeting.answer(points=len(seats))


def _seats(units: Sequence[int], by: Actor) -> list[int]:
    """Refuses `unit_ended`, `unknown_addressee`, `nobody_there`."""
    rows = sql.rows(SeatRow, _SEATS, {"units": list(dict.fromkeys(units)), "day": by.day})
    for row in rows:
        if row.is_over:
            raise ended(unit_by_id(row.unit), by.day)
    seats = {row.unit: row.seat for row in rows}
    unknown = [unit for unit, seat in seats.items() if seat is None]
    if unknown:
        raise Refusal(
            "unknown_addressee",
            "Có nơi nhận không có trong danh mục đơn vị.",
            status=422,
            field="units",
            units=unknown,
        )
    check_receivers(receivers(list(seats), BRIDGE_POINT, by.day), "units")
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
    moved = move_item(move, Change(item, {"again": True} if again else {}, due_at=None), by=by)
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
    moved = move_item(MOVES["answer_code"], Change(item), by=by)
    sql.run("update bridge_point set confirmed_at = world_now() where item = %s", (item,))
    return moved.answer()


def _count_wrong(item: UUID, drawn: int) -> None:
    """On a connection of its own: the refusal that follows undoes everything this transaction wrote."""
    with connect_apart() as apart:
        apart.execute("select count_wrong_code(%s, %s)", (item, drawn))


@official_act
def leave_meeting(item: UUID, *, reason: str = "", by: Actor) -> Answer:
    """The point is out: somebody left, or the line was cut."""
    moved = move_item(MOVES["leave_meeting"], Change(item), by=by)
    sql.run("update bridge_point set left_at = world_now(), left_reason = %s where item = %s", (reason, item))
    return moved.answer()


@official_act
def close_meeting(item: UUID, *, by: Actor) -> Answer:
    moved = move_item(MOVES["close_meeting"], Change(item), by=by)
    points = open_points(item)
    for move in CLOSINGS:
        changes = [Change(point.id, {"meeting": str(item)}) for point in points if point.state in move.states]
        move_items(move, changes, by=by, reached=True)
    return moved.answer(points=len(points))


def open_points(meeting: UUID) -> list[OpenPoint]:
    """Those of a meeting that go with it when it ends; nobody comes or leaves meanwhile."""
    return sql.rows(OpenPoint, sql.named(ROOM, "points_to_close"), {"meeting": meeting})
