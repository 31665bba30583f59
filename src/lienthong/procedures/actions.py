"""Official acts on dossiers."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Unpack
from uuid import UUID

from psycopg.types.json import Jsonb

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, act_id, official_act, tells_secret
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.procedures import rules
from lienthong.procedures.filing.citizens import OPENING
from lienthong.procedures.filing.intake import ROOM, Filing, HandedIn, filing
from lienthong.procedures.terms import (
    CENTRE,
    COUNTER,
    DOSSIER,
    MOVES,
    ONLINE,
    SUPPLEMENT,
    Channel,
    Standing,
    Term,
    TermUnit,
)
from lienthong.work.citizens import keys
from lienthong.work.items.actions import after_whom, move_item, open_item
from lienthong.work.items.refusals import not_holder
from lienthong.work.items.terms import Arrival, Change, Move, Moved, NewItem
from lienthong.work.lateness.rules import is_overdue
from lienthong.work.receivers.queries import receiver_of
from lienthong.work.receivers.rules import check_receivers
from lienthong.work.signing.queries import authority_to_sign


class DossierRow(NamedTuple):
    """A dossier as an act finds it."""

    state: str
    jurisdiction: int
    received_seat: int | None
    submitted_at: datetime
    due_at: datetime | None
    paused_at: datetime | None
    procedure: str
    channel: int
    received_at: datetime | None
    papers: list[str]
    missing: list[str]
    supplements: int
    paused: timedelta
    term: int
    term_unit: TermUnit
    supplement_once: bool
    holder: str | None
    competent: int | None
    """Where it belongs today; None when nobody is competent for its place."""


@official_act
@tells_secret(keys.secret_of)
def submit_dossier(*, unit: int, by: Actor, **handed: Unpack[HandedIn]) -> Answer:
    """Hand a dossier in online. `unit` is the committee chosen to receive it, `area` where the matter lies.

    It enters the jurisdiction of the procedure's rule when that committee holds it; otherwise it waits in the
    committee's seat, so that somebody is bound to receive it.
    """
    filed = filing(unit, handed, by, phone_needed=True)
    columns = filed.columns
    jurisdiction = filed.jurisdiction if filed.is_own else filed.seat
    dossier = NewItem(
        DOSSIER, subject=columns["subject"], state="submitted", verb="dossier.submitted", step="receive",
        section=CENTRE, words=columns["words"], place=filed.place, field=filed.field,
        due_at=rules.receive_by(by.at, by.calendar.of(jurisdiction)),
        facts={"procedure": columns["procedure"], "channel": ONLINE, "to": unit},
    )  # fmt: skip
    moved = open_item(dossier, Arrival(jurisdiction, filed.seat, item=columns["item"]), by=by)
    sql.run(sql.named(ROOM, "file"), {**columns, "channel": ONLINE, "helped_unit": by.unit})
    return {**_receipt(moved, filed), "code": columns["lookup_code"]}


@official_act
@tells_secret(keys.secret_of)
def take_in_dossier(
    *, unit: int | None = None, channel: Channel = COUNTER, by: Actor, **handed: Unpack[HandedIn]
) -> Answer:
    """Receive a dossier at the counter, or from the post: handing in and receiving are one event, one line.

    Any committee takes in any dossier (phi địa giới): the jurisdiction is the procedure's, the code and the receipt
    are of this unit, whose seat stays a party.
    """
    by.require("receive_dossier")
    if unit is not None and unit != by.unit:
        raise Refusal("other_unit", "Chỉ tiếp nhận tại quầy của đơn vị mình.", status=422, field="unit")
    filed = filing(by.unit or 0, handed, by, phone_needed=False)
    columns = filed.columns
    moved = sql.only_row(
        Moved, sql.named(ROOM, "take_in"),
        {
            **columns, **_who(by), "jurisdiction": filed.jurisdiction, "seat": filed.seat, "section": CENTRE,
            "place": filed.place, "field": filed.field, "channel": channel,
            "due_at": rules.due_at(filed.term, by.at, by.calendar.of(filed.jurisdiction)),
            "facts": Jsonb({"procedure": columns["procedure"], "channel": channel}),
        },
    )  # fmt: skip
    return {**_receipt(moved, filed), "code": moved.reference}


def _receipt(moved: Moved, filed: Filing) -> Answer:
    """What the citizen takes home; the secret is shown here and on the slip, and kept as a digest."""
    return moved.answer(lookup_code=filed.columns["lookup_code"], secret=filed.secret)


def _who(by: Actor) -> dict[str, Any]:
    return {
        "act": act_id(),
        "now": by.at,
        "unit": by.unit,
        "unit_code": by.unit_code,
        "mandate": by.mandate,
        "day": by.day,
    }


@official_act
def receive_dossier(item: UUID, *, by: Actor) -> Answer:
    """Receive what was handed in online: the code, the promised time and the jurisdiction of its day. Refuses
    `nobody_there` where it would go to a body in which nobody takes it up.
    """
    by.require("receive_dossier")
    dossier = standing(item, MOVES["receive_dossier"], by)
    if dossier.competent is None:
        raise Refusal(
            "no_competent_body", "Không xác định được cơ quan có thẩm quyền theo địa chỉ của hồ sơ."
        )
    if dossier.competent != dossier.jurisdiction:
        check_receivers([receiver_of(dossier.competent, DOSSIER, by.day)], None)
    is_late = is_overdue(dossier.due_at, at=by.at)
    term, calendar = Term(dossier.term, dossier.term_unit), by.calendar.of(dossier.competent)
    moved = sql.row(
        Moved, sql.named(ROOM, "receive"),
        {
            **_who(by), "item": item, "step": MOVES["receive_dossier"].step, "competent": dossier.competent,
            "held": list(by.scope), "is_late": is_late,
            "due_at": rules.due_at(term, by.at, calendar),
            "facts": Jsonb({"procedure": dossier.procedure, "channel": dossier.channel, "late": is_late}),
        },
    )  # fmt: skip
    if moved is None:
        raise _changed_meanwhile()
    return moved.answer(code=moved.reference, received_late=is_late)


@official_act
def request_supplement(item: UUID, *, missing: Sequence[str], note: str = "", by: Actor) -> Answer:
    """Ask for papers, all at once; the statutory clock stops."""
    move = MOVES["request_supplement"]
    by.require(move.ability)
    dossier = standing(item, move, by, at_counter=True)
    before = clock_of(dossier)
    missing = rules.together((), [label.strip() for label in missing if label.strip()])
    paused = rules.pause(before, missing, at=by.at)
    is_late = rules.is_late_request(before, by.at, by.calendar.of(dossier.jurisdiction))
    facts = {"papers": len(missing), "late": is_late, "times": paused.supplements}
    moved = move_item(move, Change(item, facts, paused_at=paused.paused_at), by=by, reached=True)
    sql.run(
        "update dossier set missing = %s::text[], asked_note = %s, supplements = %s where item = %s",
        (missing, note.strip(), paused.supplements, item),
    )
    return moved.answer(missing=missing)


@official_act
def supplement_dossier(*, code: str, secret: str, papers: Sequence[str], by: Actor) -> Answer:
    """Papers brought by the citizen who holds the code and the secret; the clock runs again."""
    return _supplement(OPENING.by_secret(code, secret), papers, by)


@official_act
def accept_supplement(item: UUID, *, papers: Sequence[str], by: Actor) -> Answer:
    """Papers brought to the counter."""
    by.require(SUPPLEMENT.ability)
    standing(item, SUPPLEMENT, by, at_counter=True)
    return _supplement(item, papers, by)


def _supplement(item: UUID, papers: Sequence[str], by: Actor) -> Answer:
    brought = [label.strip() for label in papers if label.strip()]
    rules.check_brought(brought)
    dossier = dossier_of(item, by)
    rules.check_state(dossier.state, SUPPLEMENT)
    now = rules.resume(clock_of(dossier), at=by.at, calendar=by.calendar.of(dossier.jurisdiction))
    missing = rules.still_missing(dossier.missing, brought)
    facts = {
        "papers": len(brought),
        "still_missing": len(missing),
        "paused_seconds": now.paused.total_seconds(),
    }
    change = Change(item, facts, paused_at=None, due_at=now.due_at)
    moved = move_item(SUPPLEMENT, change, by=by, reached=True)
    sql.run(
        "update dossier set papers = %s::text[], missing = %s::text[], paused = %s where item = %s",
        (rules.together(dossier.papers, brought), missing, now.paused, item),
    )
    return moved.answer(missing=missing)


@official_act
def refuse_dossier(item: UUID, *, reason: str, by: Actor) -> Answer:
    """Decline, with the reason the citizen is told."""
    if not reason.strip():
        raise Refusal("reason_missing", "Hãy nêu rõ lý do.", status=422, field="reason")
    moved = move_item(MOVES["refuse_dossier"], Change(item, paused_at=None), by=by)
    sql.run("update dossier set refusal_reason = %s where item = %s", (reason.strip(), item))
    return moved.answer()


@official_act
def assess_dossier(item: UUID, *, approve: bool, note: str = "", by: Actor) -> Answer:
    """The officer's finding, for or against; the leader signs either."""
    moved = move_item(MOVES["assess_dossier"], Change(item, {"approve": approve}), by=by)
    sql.run(
        "update dossier set assessed_approve = %s, result_note = %s, assessed_by = %s where item = %s",
        (approve, note.strip(), by.mandate, item),
    )
    return moved.answer()


@official_act
def sign_dossier(item: UUID, *, by: Actor) -> Answer:
    """The result signed: by the head, or in the head's place as with a letter."""
    authority = authority_to_sign(by, "sign_dossier")
    moved = move_item(MOVES["sign_dossier"], Change(item, authority.facts(by.mandate)), by=by)
    sql.run(
        "update dossier set signed_by = %s, signed_at = world_now(), signed_as = %s, signed_for = %s, signed_under = %s"
        " where item = %s",
        (by.mandate, authority.form, authority.for_post, authority.delegation, item),
    )
    return moved.answer(signed_as=authority.form)


@official_act
def return_dossier(item: UUID, *, by: Actor) -> Answer:
    """Give the result out: by whoever is competent, or at the counter that took the dossier in."""
    move = MOVES["return_dossier"]
    by.require(move.ability)
    dossier = standing(item, move, by, at_counter=True)
    is_late = is_overdue(dossier.due_at, at=by.at)
    return move_item(move, Change(item, {"late": is_late}), by=by, reached=True).answer(late=is_late)


def dossier_of(item: UUID, by: Actor) -> DossierRow:
    dossier = sql.row(DossierRow, sql.named(ROOM, "standing"), {"item": item, "day": by.day})
    if dossier is None:
        raise NotFound
    return dossier


def standing(item: UUID, move: Move, by: Actor, *, at_counter: bool = False) -> DossierRow:
    """The dossier, when it is at this step and in the actor's hands; at the counter that received it too."""
    dossier = dossier_of(item, by)
    hands = {dossier.jurisdiction, dossier.received_seat} if at_counter else {dossier.jurisdiction}
    if hands.isdisjoint(by.scope):
        raise not_holder(dossier.holder)
    try:
        rules.check_state(dossier.state, move)
    except Refusal as late:
        raise after_whom(item, late, by) from None
    return dossier


def clock_of(dossier: DossierRow) -> Standing:
    """Of a dossier that was received."""
    assert dossier.received_at is not None
    assert dossier.due_at is not None
    return Standing(
        state=dossier.state, channel=dossier.channel, received_at=dossier.received_at, due_at=dossier.due_at,
        paused_at=dossier.paused_at, paused=dossier.paused, supplements=dossier.supplements,
        supplement_once=dossier.supplement_once,
    )  # fmt: skip


def _changed_meanwhile() -> Refusal:
    return Refusal(
        "changed_meanwhile", "Hồ sơ vừa được người khác xử lý. Hãy tải lại để xem tình trạng mới nhất."
    )
