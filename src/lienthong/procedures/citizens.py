"""What a citizen sees of their dossier, with the code and the secret; nothing else opens it to them."""

from typing import Any
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.limits import knock_lastingly
from lienthong.kernel.clock import local
from lienthong.kernel.refusals import NotFound
from lienthong.procedures import keys
from lienthong.procedures.rules import promised
from lienthong.procedures.terms import DOSSIER, STATES, VERBS

ROOM = "lienthong.procedures"
OPEN = "select open_dossier(%s, %s, %s)"

PHONE_DIGITS = 4
PHONE_TRIES = 5
HOUR = 3600


def item_of_citizen(code: str, secret: str) -> UUID:
    """The item that code and secret open, visible from here to the end of the transaction.

    Wrong code and wrong secret are one `NotFound`.
    """
    return _opened(sql.one(OPEN, (keys.spelt(code), keys.digest_of(secret), None)))


def item_by_phone(code: str, digits: str) -> UUID:
    """By the last four digits of the telephone number on the dossier: to look only, five tries an hour."""
    code = keys.spelt(code)
    knock_lastingly("dossier-by-phone", code, at_most=PHONE_TRIES, per_seconds=HOUR)
    return _opened(sql.one(OPEN, (code, None, digits)))


def _opened(item: UUID | None) -> UUID:
    if item is None:
        raise NotFound
    return item


def look_up(code: str, secret: str) -> UUID:
    secret = secret.strip()
    by_phone = len(secret) == PHONE_DIGITS and secret.isdecimal()
    return item_by_phone(code, secret) if by_phone else item_of_citizen(code, secret)


def citizen_case(code: str, secret: str) -> dict[str, Any]:
    """The citizen's page and `GET /public/lookup`: where it is, by when, what is missing, the answer."""
    item = look_up(code, secret)
    found = sql.row(sql.named(ROOM, "citizen_case"), {"item": item})
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
            _event(line, found) for line in sql.rows(sql.named(ROOM, "citizen_events"), {"item": item})
        ],
    }


def _answer(found: Any) -> str:
    if found.state == "refused":
        return str(found.refusal_reason)
    if found.state == "returned":
        return str(found.result_note) or "Đã có kết quả."
    return str(found.asked_note) if found.state == "awaiting_supplement" else ""


def _event(line: Any, found: Any) -> dict[str, Any]:
    notes = {"dossier.refused": found.refusal_reason, "dossier.supplement_requested": found.asked_note}
    return {
        "at": local(line.at), "verb": line.verb, "label": VERBS.get(line.verb, line.verb), "unit": line.unit,
        "note": notes.get(line.verb) or "",
    }  # fmt: skip
