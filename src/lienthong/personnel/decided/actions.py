"""Official acts on decided rows: one person writes a decision down, another approves it, either may withdraw it."""

from datetime import date
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.decided import queries, rules
from lienthong.personnel.decided.queries import ROOM
from lienthong.personnel.decided.terms import Entered, Rule, Wanted
from lienthong.units.queries import unit_by_id
from lienthong.units.terms import unknown_unit


@official_act
def enter_decision(
    *,
    rule: Rule,
    value: str,
    since: date,
    until: date | None = None,
    unit: int | None = None,
    name: str = "",
    basis: str = "",
    basis_on: date | None = None,
    supersedes: bool = False,
    by: Actor,
) -> Answer:
    """Write a decision down; it has no effect until another person approves it.

    `unit`: for one body, else for all. Refused: for another body than one's own without leave for all, without a
    document's number and date, for days another decision speaks of (`decision_taken`) unless it `supersedes` that.
    """
    _require(by, "enter_decision", unit)
    wanted = Wanted(rule, unit, value, name.strip(), since, until, basis.strip(), basis_on, supersedes)
    rules.check_terms(wanted)
    kept = rules.read_value(wanted)
    _check_unit(unit)
    rules.check_only_one(wanted, queries.standing_rows(rule))
    decision = uuid7()
    sql.run(
        sql.named(ROOM, "enter"),
        {
            "id": decision, "rule": rule, "unit": unit, "value": kept, "name": wanted.name, "since": since,
            "until": until, "basis": wanted.basis, "basis_on": basis_on, "mandate": by.mandate, "person": by.person,
            "now": by.at,
        },
    )  # fmt: skip
    facts = {"decision": str(decision), "rule": rule, "unit": unit, "value": kept, "basis": wanted.basis}
    append_line("decision.entered", facts, by=by)
    return {"decision": str(decision), "standing": "waiting"}


@official_act
def approve_decision(decision: UUID, *, by: Actor) -> Answer:
    """Let a decision count from now on. Refused to whoever entered it, and when it no longer waits."""
    row = queries.entered_row(decision)
    _require(by, "approve_decision", row.unit)
    rules.check_waits(row)
    rules.check_second(row, by.person)
    _settled_once(
        "update decided_row set approved_by = %(mandate)s, approved_person = %(person)s, approved_at = %(now)s"
        " where id = %(id)s and approved_at is null and withdrawn_at is null",
        {"id": decision, "mandate": by.mandate, "person": by.person, "now": by.at},
    )
    append_line("decision.approved", _facts(row), by=by)
    return {"decision": str(decision), "standing": "approved"}


@official_act
def withdraw_decision(decision: UUID, *, reason: str, by: Actor) -> Answer:
    """Let a decision count no longer. What waits is withdrawn by who may enter it, what counts by who may approve."""
    row = queries.entered_row(decision)
    check_withdrawal(row, by)
    if not reason.strip():
        raise Refusal("reason_missing", "Hãy nêu rõ lý do.", status=422, field="reason")
    _settled_once(
        "update decided_row set withdrawn_by = %(mandate)s, withdrawn_at = %(now)s, withdrawn_reason = %(reason)s"
        " where id = %(id)s and withdrawn_at is null",
        {"id": decision, "mandate": by.mandate, "now": by.at, "reason": reason.strip()},
    )
    append_line("decision.withdrawn", _facts(row), by=by)
    return {"decision": str(decision), "standing": "withdrawn"}


def check_withdrawal(row: Entered, by: Actor) -> None:
    """Whether this person may withdraw it as it stands."""
    _require(by, "approve_decision" if row.standing == "approved" else "enter_decision", row.unit)
    rules.check_not_withdrawn(row)


def _require(by: Actor, ability: str, unit: int | None) -> None:
    may_for_all = by.can(f"{ability}_for_all")
    if not may_for_all:
        by.require(ability)
    rules.check_concerns(unit, own=by.unit, may_for_all=may_for_all)


def _check_unit(unit: int | None) -> None:
    if unit is None:
        return
    try:
        unit_by_id(unit)
    except NotFound:
        raise unknown_unit(str(unit)) from None


def _settled_once(text: str, params: dict[str, object]) -> None:
    if sql.run(text, params) != 1:
        raise Refusal("decision_settled", "Quyết định này đã được duyệt hoặc đã rút. Hãy tải lại trang.")


def _facts(row: Entered) -> dict[str, object]:
    return {
        "decision": str(row.id),
        "rule": row.rule,
        "unit": row.unit,
        "value": row.value,
        "basis": row.basis,
    }
