"""What a citizen sees of their dossier, with the code and the secret; nothing else opens it to them."""

from datetime import datetime
from typing import Any, NamedTuple

from lienthong.ground import sql
from lienthong.kernel.clock import local
from lienthong.procedures.filing import keys
from lienthong.procedures.rules import promised
from lienthong.procedures.terms import DOSSIER, STATES, VERBS
from lienthong.work.citizens.opening import Opening

ROOM = "lienthong.procedures"
OPENING = Opening(
    "select open_dossier(%s, %s, %s)", "dossier-by-phone", spellings=lambda code: (keys.spelt(code),)
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


class EventRow(NamedTuple):
    at: datetime
    verb: str
    unit: str | None


def citizen_case(code: str, secret: str) -> dict[str, Any]:
    """The citizen's page and `GET /public/lookup`: where it is, by when, what is missing, the answer."""
    item = OPENING.to_look(code, secret)
    found = sql.only_row(CaseRow, sql.named(ROOM, "citizen_case"), {"item": item})
    return {
        "code": found.code or found.lookup_code,
        "lookup_code": found.lookup_code,
        "kind": DOSSIER,
        "subject": found.procedure_name,
        "state": found.state,
        "state_label": STATES[found.state],
        "unit": found.unit,
        "section": found.section,
        "received_by": found.received_by,
        "received_at": found.received_at and local(found.received_at),
        "due_at": promised(found.state, found.due_at),
        "papers": found.papers,
        "missing": found.missing if found.state == "awaiting_supplement" else [],
        "fee": found.fee,
        "answer": _answer(found),
        "done": found.state == "returned",
        "refused": found.state == "refused",
        "events": [
            _event(line, found)
            for line in sql.rows(EventRow, sql.named(ROOM, "citizen_events"), {"item": item})
        ],
    }


def _promised(state: str, due_at: datetime | None) -> datetime | None:
    """Before receipt nothing is promised yet, and while papers are awaited the time stands still."""
    return None if due_at is None or state in {"submitted", "awaiting_supplement"} else local(due_at)


def _answer(found: CaseRow) -> str:
    if found.state == "refused":
        return found.refusal_reason
    if found.state == "returned":
        return found.result_note or "Đã có kết quả."
    return found.asked_note if found.state == "awaiting_supplement" else ""


def _event(line: EventRow, found: CaseRow) -> dict[str, Any]:
    notes = {"dossier.refused": found.refusal_reason, "dossier.supplement_requested": found.asked_note}
    return {
        "at": local(line.at), "verb": line.verb, "label": VERBS.get(line.verb, line.verb), "unit": line.unit,
        "note": notes.get(line.verb) or "",
    }  # fmt: skip
