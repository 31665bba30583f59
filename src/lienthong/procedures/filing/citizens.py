"""What a citizen sees of their dossier, with the code and the secret; nothing else opens it to them."""

from datetime import datetime
from typing import Any, NamedTuple

from lienthong.ground import sql
from lienthong.kernel.clock import local
from lienthong.kernel.wording import due_words
from lienthong.procedures.filing import keys
from lienthong.procedures.rules import promised
from lienthong.procedures.terms import DOSSIER, STATES, VERBS
from lienthong.work.citizens.opening import Opening

ROOM = "lienthong.procedures"
OPENING = Opening(
    "select open_dossier(%s, %s, %s)",
    "dossier-by-phone",
    "dossier-by-phone-end",
    spellings=lambda code: (keys.spelt(code),),
)


class CaseRow(NamedTuple):
    """A dossier as its citizen reads it."""

    state: str
    section: str
    due_at: datetime | None
    unit: str | None
    code: str | None
    lookup_code: str
    received_at: datetime | None
    received_by: str | None
    papers: list[str]
    missing: list[str]
    asked_note: str
    refusal_reason: str
    result_note: str
    fee: int
    procedure_name: str
    jurisdiction: int
    at: datetime


class EventRow(NamedTuple):
    at: datetime
    verb: str
    unit: str | None


def citizen_case(code: str, secret: str) -> dict[str, Any]:
    """The citizen's page and `POST /public/lookup`: where it is, by when, what is missing, the answer."""
    item = OPENING.to_look(code, secret)
    case = sql.only_row(CaseRow, sql.named(ROOM, "citizen_case"), {"item": item})
    due_at = promised(case.state, case.due_at)
    return {
        "code": case.code or case.lookup_code,
        "lookup_code": case.lookup_code,
        "kind": DOSSIER,
        "subject": case.procedure_name,
        "state": case.state,
        "state_label": STATES[case.state],
        "unit": case.unit,
        "section": case.section,
        "received_by": case.received_by,
        "received_at": case.received_at and local(case.received_at),
        "has_slip": case.code is not None,
        "due_at": due_at,
        "time_left": due_words(due_at, local(case.at), case.jurisdiction) if due_at else "",
        "papers": case.papers,
        "missing": case.missing if case.state == "awaiting_supplement" else [],
        "fee": case.fee,
        "answer": _answer(case),
        "done": case.state == "returned",
        "refused": case.state in ("refused", "voided"),
        "events": [
            _event(line, case)
            for line in sql.rows(EventRow, sql.named(ROOM, "citizen_events"), {"item": item})
        ],
    }


def _answer(case: CaseRow) -> str:
    if case.state in ("refused", "voided"):
        return case.refusal_reason
    if case.state == "returned":
        return case.result_note or "Đã có kết quả."
    return case.asked_note if case.state == "awaiting_supplement" else ""


def _event(line: EventRow, case: CaseRow) -> dict[str, Any]:
    notes = {
        "dossier.refused": case.refusal_reason,
        "dossier.voided": case.refusal_reason,
        "dossier.supplement_requested": case.asked_note,
    }
    return {
        "at": local(line.at), "verb": line.verb, "label": VERBS.get(line.verb, line.verb), "unit": line.unit,
        "note": notes.get(line.verb) or "",
    }  # fmt: skip
