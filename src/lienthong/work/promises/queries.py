"""Which promised dates a decision moves: counted again, never guessed."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import reaching
from lienthong.kernel.clock import ZONE
from lienthong.kernel.decided.dated import Dated
from lienthong.kernel.decided.days import PACKAGED, Days, packaged_id
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.working_time import Calendar
from lienthong.personnel.decided import queries as decided
from lienthong.personnel.decided.calendars import Decisions
from lienthong.personnel.decided.terms import CALENDAR_RULES, OFF, WORK, Entered
from lienthong.work.desks import registry
from lienthong.work.lateness.promises import Promise
from lienthong.work.promises.terms import SLICE, Decision, Moving, OpenPromise

ROOM = "lienthong.work.promises"


class Calendars(NamedTuple):
    """By what dates were promised, by what they are to be counted, and what that would be without the decision."""

    decisions: Decisions
    now: Calendar
    without: Calendar


def decision_of(decision: UUID) -> Decision:
    """A decided row of the calendar, or a packaged one by its id."""
    packaged = _packaged(decision)
    if packaged is not None:
        value = WORK if packaged.value.works else OFF
        return Decision(
            decision,
            packaged.value.name,
            value,
            packaged.since,
            packaged.until,
            packaged.basis,
            None,
            "packaged",
        )
    row = decided.entered_row(decision)
    if row.rule not in CALENDAR_RULES:
        raise NotFound
    return Decision(
        row.id,
        row.name or row.value,
        row.value,
        row.since,
        row.until,
        row.basis_words,
        row.unit,
        row.standing,
    )


def _packaged(decision: UUID) -> Dated[Days] | None:
    return next((row for row in PACKAGED if packaged_id(row) == decision), None)


def moving(decision: UUID, actor: Actor, *, at_most: int | None = None) -> list[Moving]:
    """The open promises whose date this decision moves – or, while it waits, would move –, at most so many.

    Of every body it concerns for who decides for all, else of the actor's own.
    """
    rows: list[Moving] = []
    for part in moving_by_slice(decision, actor):
        rows += part
        if at_most is not None and len(rows) >= at_most:
            return rows[:at_most]
    return rows


def moving_by_slice(decision: UUID, actor: Actor) -> Iterator[list[Moving]]:
    """Slice by slice of the jurisdictions concerned, each in reach while it is looked at."""
    packaged = _packaged(decision)
    decisions = decided.decisions()
    if packaged is not None:
        unit, since, until = None, packaged.since, packaged.until
        calendars = Calendars(decisions, decisions.in_force(), decisions.in_force(but=[decision]))
    else:
        row = decided.entered_row(decision)
        unit, since, until = row.unit, row.since, row.until
        calendars = _calendars(row, decisions, actor)
    concerned = decided.jurisdictions_concerned(unit, since, until)
    if not may_for_all(actor):
        concerned = [jurisdiction for jurisdiction in concerned if jurisdiction in actor.scope]
    begins, ends = _midnight(since), None if until is None else _midnight(until + timedelta(days=1))
    for start in range(0, len(concerned), SLICE):
        part = concerned[start : start + SLICE]
        with reaching(*part):
            rows = _moving(_open(part, begins, ends, actor), calendars)
        yield rows


def may_for_all(actor: Actor) -> bool:
    """Whether this actor looks at and moves dates of other bodies than their own: who decides for all."""
    return actor.can("enter_decision_for_all") or actor.can("approve_decision_for_all")


def _calendars(row: Entered, decisions: Decisions, actor: Actor) -> Calendars:
    in_force = decisions.in_force()
    if row.standing == "approved":
        return Calendars(decisions, in_force, decisions.in_force(but=[row.id]))
    if row.standing == "withdrawn":
        return Calendars(decisions, in_force, decisions.with_row(row.id))
    extra = decided.calendar_rows_of(row, actor.at)
    return Calendars(decisions, Decisions((*decisions.rows, *extra)).in_force(), in_force)


def _open(
    jurisdictions: Sequence[int], begins: datetime, ends: datetime | None, actor: Actor
) -> list[OpenPromise]:
    return sql.rows(
        OpenPromise,
        sql.named(ROOM, "open_promises"),
        {
            "jurisdictions": list(jurisdictions), "verbs": sorted(registry.dated_by()), "own": list(actor.scope),
            "today": actor.day, "begins": begins, "ends": ends,
        },
    )  # fmt: skip


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, ZONE)


def _moving(rows: Sequence[OpenPromise], calendars: Calendars) -> list[Moving]:
    """Those whose date is another by the calendar of now, and would not be without the decision."""
    moves: list[Moving] = []
    for kind, some in groupby(sorted(rows, key=lambda row: row.kind), key=lambda row: row.kind):
        of_kind, desk = list(some), registry.desk_of(kind)
        if not desk.dated_by:
            continue  # its dates are appointments, like the hour of a meeting
        recount = desk.recount
        now = recount([_promise(row, calendars, calendars.now) for row in of_kind])
        without = recount([_promise(row, calendars, calendars.without) for row in of_kind])
        moves += [
            Moving(row, now[row.item])
            for row in of_kind
            if now[row.item] != row.due_at and now[row.item] != without[row.item]
        ]
    return moves


def _promise(row: OpenPromise, calendars: Calendars, now: Calendar) -> Promise:
    then = calendars.decisions.at(row.made_at).of(row.jurisdiction)
    return Promise(
        row.item, row.kind, row.state, row.jurisdiction, row.due_at, row.since, then, now.of(row.jurisdiction)
    )
