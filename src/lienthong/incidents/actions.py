"""Official acts on incidents."""

from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.incidents import rules
from lienthong.incidents.terms import INCIDENT, MOVES
from lienthong.kernel.refusals import NotFound
from lienthong.units.queries import ended, seat_of, unit_by_id
from lienthong.units.terms import unit_not_yet, unknown_unit
from lienthong.work.items.actions import move_item, open_item
from lienthong.work.items.terms import Arrival, Change, Moved, NewItem
from lienthong.work.queries import item_of


@official_act
def report_incident(
    *, severity: str, text: str, step: str = "", unit: int | None = None, by: Actor
) -> Answer:
    """Something does not work at a unit (the actor's own when none is named). The centre receives it."""
    by.require("report_incident")
    level = rules.severity_of(severity)
    subject = rules.check_text(text)
    seat = _seat(unit, by)
    centre = centre_seat()
    rules.check_may_report(seat=seat, scope=by.scope, reads=by.reads, centre=centre)
    incident = NewItem(
        INCIDENT,
        subject=subject,
        state="open",
        verb="incident.reported",
        step="take",
        words=f"{step} {text[:500]}",
        sender_seat=by.seat,
        priority=level.rank,
        due_at=rules.due(by.at, level, by.calendar.of(seat)),
        facts={"severity": severity},
    )
    moved = open_item(incident, Arrival(seat, centre), by=by)
    sql.run(
        "insert into incident (item, severity, activity, text, resolution) values (%s, %s, %s, %s, '')",
        (moved.id, severity, step, text),
    )
    return moved.answer()


def centre_seat() -> int:
    return sql.only_value(int, "select incident_centre()")


def _seat(unit: int | None, by: Actor) -> int:
    if unit is None or unit == by.unit:
        return by.seat or 0
    try:
        body = unit_by_id(unit)
    except NotFound:
        raise unknown_unit(str(unit)) from None
    if body.ends_on is not None and body.ends_on <= by.day:
        raise ended(body, by.day)
    if by.day < body.starts_on:
        raise unit_not_yet(body.name, body.starts_on)
    return seat_of(unit)


@official_act
def take_incident(item: UUID, *, by: Actor) -> Answer:
    """A technician of the unit, or the centre, says: this one is mine."""
    return _handle("take_incident", Change(item, assignee=by.mandate), by).answer()


@official_act
def resolve_incident(item: UUID, *, text: str, by: Actor) -> Answer:
    """What was wrong and what was done."""
    moved = _handle("resolve_incident", Change(item), by)
    sql.run("update incident set resolution = %s, resolver_unit = %s where item = %s", (text, by.unit, item))
    return moved.answer()


def _handle(act: str, change: Change, by: Actor) -> Moved:
    """By the unit concerned, or by the centre, which received it but does not hold its jurisdiction."""
    move = MOVES[act]
    by.require(move.ability)
    item = item_of(by, change.item)
    lends_a_hand = item.kind == INCIDENT and rules.may_handle(
        seat=item.jurisdiction, received_seat=item.received_seat, scope=by.scope
    )
    return move_item(move, change, by=by, reached=lends_a_hand)
