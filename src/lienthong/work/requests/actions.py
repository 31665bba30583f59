"""Official acts on questions between bodies. Each writes a line on the question and one on what it is about."""

from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act, reaching
from lienthong.kernel.refusals import NotFound
from lienthong.units.queries import seat_of
from lienthong.work.items.actions import move_item, open_item
from lienthong.work.items.terms import Arrival, Change, Facts, Move, Moved, NewItem
from lienthong.work.queries import item_of
from lienthong.work.reasons import check_reason, say_reason
from lienthong.work.receivers.queries import body_taking_up
from lienthong.work.requests import queries, rules
from lienthong.work.requests.terms import ACCEPTING, DEFAULT_DAYS, MOVES, PUT_BACK, REFERRAL, told_to_parent

ROOM = queries.ROOM


@official_act
def ask_body(item: UUID, *, unit: int, question: str, days: int = DEFAULT_DAYS, by: Actor) -> Answer:
    """Ask another body for its opinion on an open item the actor's unit holds; answers with the question's item.

    `days`: working days to answer in. Refuses `item_closed`, `nothing_said`, `request_to_oneself`, `nobody_there`,
    `already_asked`, `unit_ended`, `unknown_unit`, `not_holder`.
    """
    by.require("ask_body")
    _lock(item)
    parent = item_of(by, item)
    if parent.kind not in ACCEPTING:
        raise NotFound
    rules.check_is_open(parent.closed_at)
    rules.check_said(question, "question")
    rules.check_not_own(is_own=unit == by.unit)
    body = body_taking_up(unit, REFERRAL, by.day)
    rules.check_not_waiting(body.name, queries.waiting_until(item, body.id, by.day))
    seat = seat_of(body.id)
    due_at = rules.due(by.at, days, by.calendar.of(seat))
    facts: Facts = {"to": body.id, "body": body.name, "due_at": due_at.isoformat()}
    asked = open_item(_referral(parent, question, due_at, facts, by), Arrival(seat, seat), by=by)
    sql.run(
        "insert into request (item, question, answer, reason) values (%s, %s, '', '')", (asked.id, question)
    )
    line = {**facts, "request": str(asked.id)}
    move_item(ACCEPTING[parent.kind], Change(item, line, counts_parties=True), by=by)
    return asked.answer()


def _referral(parent: Any, question: str, due_at: datetime, facts: Facts, by: Actor) -> NewItem:
    """The question as an item of its own, found under the reference of what it is about."""
    return NewItem(
        REFERRAL,
        subject=rules.subject_of(question),
        state="asked",
        verb="request.asked",
        step="accept",
        reference=parent.reference,
        words=question[:500],
        sender_seat=by.seat,
        due_at=due_at,
        parent=parent.id,
        facts=facts,
    )


def _lock(item: UUID) -> int | None:
    """The jurisdiction of the item, which nobody else moves until the transaction ends; None where it is not seen."""
    return sql.value(int, sql.named(ROOM, "lock"), {"id": item})


@official_act
def accept_request(item: UUID, *, by: Actor) -> Answer:
    """The body asked says that it will answer; who accepts has it assigned."""
    return _move(MOVES["accept_request"], Change(item, assignee=by.mandate), by).answer()


@official_act
def put_back_request(item: UUID, *, reason: str, by: Actor) -> Answer:
    """Accepted by mistake: somebody else of the body asked will answer."""
    by.require(PUT_BACK.ability)
    check_reason(reason)
    moved = _move(PUT_BACK, Change(item, assignee=None), by)
    say_reason(item, reason)
    return moved.answer()


@official_act
def answer_request(item: UUID, *, text: str, by: Actor) -> Answer:
    """The opinion. It is given late rather than never, and the lateness is written down."""
    rules.check_said(text, "text")
    asked = _question(item, by)
    minutes_late = rules.minutes_late(asked.due_at, by.at, by.calendar.of(by.seat))
    moved = _move(MOVES["answer_request"], Change(item, {"minutes_late": minutes_late}), by)
    sql.run("update request set answer = %s where item = %s", (text, item))
    return moved.answer(minutes_late=minutes_late)


@official_act
def decline_request(item: UUID, *, reason: str, by: Actor) -> Answer:
    """The body asked will not answer, and says why."""
    rules.check_said(reason, "reason")
    moved = _move(MOVES["decline_request"], Change(item), by)
    sql.run("update request set reason = %s where item = %s", (reason, item))
    return moved.answer()


@official_act
def withdraw_request(item: UUID, *, reason: str, by: Actor) -> Answer:
    """The asker needs no answer any more, and says why. Refuses `not_asker`."""
    move = MOVES["withdraw_request"]
    by.require(move.ability)
    rules.check_said(reason, "reason")
    rules.check_withdrawal(through=_question(item, by).sender_seat, scope=by.scope)
    return _withdraw(item, reason, by)


@official_act
def withdraw_question(item: UUID, *, question: UUID, reason: str, by: Actor) -> Answer:
    """Whoever may ask about an item withdraws a question about it, also one that its holder before asked: the question
    itself stayed with the seat that asked. Refuses `not_asker`, `no_such_question`.
    """
    by.require("ask_body")
    rules.check_said(reason, "reason")
    parent = item_of(by, item)
    rules.check_withdrawal(through=parent.jurisdiction, scope=by.scope)
    open_question = next((row for row in queries.open_questions(item) if row.id == question), None)
    if open_question is None:
        raise rules.no_such_question()
    with reaching(open_question.jurisdiction):
        return _withdraw(question, reason, by)


def _withdraw(question: UUID, reason: str, by: Actor) -> Answer:
    moved = _move(MOVES["withdraw_request"], Change(question), by, reached=True)
    sql.run("update request set reason = %s where item = %s", (reason, question))
    return moved.answer()


def _question(item: UUID, by: Actor) -> Any:
    asked = item_of(by, item)
    if asked.kind != REFERRAL or asked.parent is None:
        raise NotFound
    return asked


def _move(move: Move, change: Change, by: Actor, *, reached: bool = False) -> Moved:
    """Move the question and write the same line on its parent, which is locked before, always in this order."""
    parent: UUID = _question(change.item, by).parent
    jurisdiction = _lock(parent)
    moved = move_item(move, change, by=by, reached=reached)
    if jurisdiction is None:
        raise NotFound
    line = Change(parent, {**change.facts, "request": str(change.item)}, counts_parties=move.closes)
    # Who leaves the parent with this statement must see it to the end of it: the new row is checked too.
    with reaching(jurisdiction):
        move_item(told_to_parent(move), line, by=by, reached=True)
    return moved
