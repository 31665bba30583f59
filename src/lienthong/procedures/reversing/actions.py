"""Official acts that take back what was done to a dossier by mistake."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.procedures import rules
from lienthong.procedures.actions import clock_of, standing
from lienthong.procedures.terms import MOVES_BACK, REFUSED_AT
from lienthong.work.items.terms import Change, Moved
from lienthong.work.reasons import check_reason
from lienthong.work.reversing.rules import check_window
from lienthong.work.reversing.undoing import undo
from lienthong.work.signing.queries import check_own_signature

_LAST_PAUSE = """
select verb, at from journal
where item = %s and verb in ('dossier.supplement_requested', 'dossier.supplemented', 'dossier.supplement_withdrawn')
order by seq desc limit 1
"""


class PauseRow(NamedTuple):
    """The last line that stopped the clock or let it run."""

    verb: str
    at: datetime


def _at_counter(act: str, item: UUID, reason: str, *, by: Actor) -> Moved:
    """By whoever is competent or at the counter that took the dossier in; `undo` says who may and until when."""
    move = MOVES_BACK[act]
    by.require(move.ability)
    standing(item, move, by, at_counter=True)
    return undo(move, Change(item), reason, by=by, reached=True)


@official_act
def void_dossier(item: UUID, *, reason: str, by: Actor) -> Answer:
    """A dossier that was taken in by mistake, twice or under another procedure, is closed; its code stays its own and
    its citizen reads why. Until the end of the working day after it was received. Refuses `too_late_to_undo`, and
    `other_side_acted` once its citizen has brought papers that were asked for.
    """
    move = MOVES_BACK["void_dossier"]
    by.require(move.ability)
    dossier = standing(item, move, by, at_counter=True)
    rules.check_untouched(dossier.supplements)
    check_window(dossier.received_at, by.at, by.calendar.of(dossier.jurisdiction))
    said = check_reason(reason)
    moved = undo(move, Change(item), said, by=by, reached=True)
    sql.run("update dossier set refusal_reason = %s where item = %s", (said, item))
    return moved.answer()


@official_act
def restore_dossier(item: UUID, *, reason: str, by: Actor) -> Answer:
    """A dossier that was voided by mistake goes on where it stood, with the time it was promised for."""
    moved = _at_counter("restore_dossier", item, reason, by=by)
    sql.run("update dossier set refusal_reason = '' where item = %s", (item,))
    return moved.answer()


@official_act
def withdraw_supplement_request(item: UUID, *, reason: str, by: Actor) -> Answer:
    """Papers that need not be brought after all: the clock runs again, the time it stood still is added, and the
    request does not count as one.
    """
    move = MOVES_BACK["withdraw_supplement_request"]
    by.require(move.ability)
    dossier = standing(item, move, by, at_counter=True)
    now = rules.resume(clock_of(dossier), at=by.at, calendar=by.calendar.of(dossier.jurisdiction))
    change = Change(item, {"paused_seconds": now.paused.total_seconds()}, paused_at=None, due_at=now.due_at)
    moved = undo(move, change, reason, by=by, reached=True)
    sql.run(
        "update dossier set missing = '{}', asked_note = '', supplements = supplements - 1, paused = %s"
        " where item = %s",
        (now.paused, item),
    )
    return moved.answer()


@official_act
def send_back_dossier(item: UUID, *, reason: str, by: Actor) -> Answer:
    """The leader does not sign this finding, or who found takes it back: it is assessed again."""
    moved = undo(MOVES_BACK["send_back_dossier"], Change(item), reason, by=by)
    sql.run(
        "update dossier set assessed_approve = null, result_note = '', assessed_by = null where item = %s",
        (item,),
    )
    return moved.answer()


@official_act
def withdraw_dossier_signature(item: UUID, *, reason: str, by: Actor) -> Answer:
    """Before the result is given out, whoever signed it takes the signature back. Refuses `not_signer`."""
    move = MOVES_BACK["withdraw_dossier_signature"]
    by.require(move.ability)
    check_own_signature(sql.value(int, "select signed_by from dossier where item = %s", (item,)), by=by)
    moved = undo(move, Change(item), reason, by=by)
    sql.run(
        "update dossier set signed_by = null, signed_at = null, signed_as = '', signed_for = null,"
        " signed_under = null where item = %s",
        (item,),
    )
    return moved.answer()


@official_act
def withdraw_result(item: UUID, *, reason: str, by: Actor) -> Answer:
    """A result that was noted as given out and was not: it waits for its citizen."""
    return _at_counter("withdraw_result", item, reason, by=by).answer()


@official_act
def withdraw_refusal(item: UUID, *, reason: str, by: Actor) -> Answer:
    """A dossier that was declined by mistake stands where it stood: handed in, received, or waiting for papers with its
    clock as it was stopped.
    """
    by.require(MOVES_BACK["withdraw_refusal"].ability)
    dossier = standing(item, MOVES_BACK["withdraw_refusal"], by)
    pause = sql.row(PauseRow, _LAST_PAUSE, (item,))
    paused_at = pause.at if pause and pause.verb == "dossier.supplement_requested" else None
    stood = rules.stood_at(received_at=dossier.received_at, paused_at=paused_at)
    moved = undo(REFUSED_AT[stood], Change(item, {"to": stood}, paused_at=paused_at), reason, by=by)
    sql.run("update dossier set refusal_reason = '' where item = %s", (item,))
    return moved.answer()
