"""How a dossier comes in: the facts its intake stands on, and whose work it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Required, TypedDict

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.text import fold
from lienthong.procedures import rules
from lienthong.procedures.filing.keys import lookup_code
from lienthong.procedures.terms import Term, TermUnit
from lienthong.units.queries import ended, unit_by_id
from lienthong.units.terms import no_jurisdiction, unit_not_yet
from lienthong.work.citizens import keys

ROOM = "lienthong.procedures"


class FilingRow(NamedTuple):
    """A committee and a procedure. Without `code` there is no such procedure, and nothing of it up to `fee`."""

    code: str | None
    name: str
    field: str
    term: int
    term_unit: TermUnit
    fee: int
    body: str
    unit_code: str
    unit_name: str
    stands: bool
    begins_on: date
    ended_on: date | None
    seat: int
    place: int
    jurisdiction: int | None
    holder: int | None


class HandedIn(TypedDict, total=False):
    """What a citizen hands in, online or over the counter."""

    procedure: Required[str]
    applicant: Required[str]
    phone: str
    address: str
    area: int | None
    """Where the matter lies; unsaid, in the area of the body it is handed to."""
    papers: Sequence[str]
    note: str


@dataclass(frozen=True, slots=True)
class Filing:
    given: dict[str, Any]
    """The parameters both intakes write."""
    secret: str
    """Shown to the citizen once and on the slip; only its digest is written."""
    seat: int
    jurisdiction: int
    """By the procedure's rule, on this day."""
    is_own: bool
    """The body it was handed to is the competent one."""
    place: int
    field: str
    term: Term


def filing(unit: int, handed: HandedIn, by: Actor, *, phone_needed: bool) -> Filing:
    """What an intake writes, or a refusal that says what there is not: procedure, body, competence."""
    phone = rules.bare_phone(handed.get("phone", ""))
    rules.check_applicant(handed["applicant"], phone, phone_needed=phone_needed)
    row = sql.row(
        FilingRow,
        sql.named(ROOM, "filing"),
        {"procedure": handed["procedure"], "unit": unit, "area": handed.get("area"), "day": by.day},
    )
    found = _checked(row, unit, handed["procedure"], by)
    if found.jurisdiction is None:
        raise no_jurisdiction("area", found.field, by.day)
    item = uuid7()
    secret = keys.secret_of(item)
    return Filing(
        given={"item": item, "secret": keys.digest_of(secret), **_given(found, handed, phone)},
        secret=secret,
        seat=found.seat,
        jurisdiction=found.jurisdiction,
        is_own=found.holder == unit,
        place=found.place,
        field=found.field,
        term=Term(found.term, found.term_unit),
    )


def _checked(found: FilingRow | None, unit: int, procedure: str, by: Actor) -> FilingRow:
    if found is None or found.body != "ubnd":
        raise Refusal(
            "not_a_committee", "Nơi nộp không phải Ủy ban nhân dân nào trong danh mục.",
            status=422, field="unit", unit=unit,
        )  # fmt: skip
    if found.code is None:
        raise Refusal(
            "unknown_procedure", f"Không có thủ tục nào mang mã «{procedure}».", status=422, field="procedure"
        )
    if not found.stands:
        raise _not_standing(found, unit, by)
    return found


def _not_standing(found: FilingRow, unit: int, by: Actor) -> Refusal:
    if found.ended_on is None or found.ended_on > by.day:
        return unit_not_yet(found.unit_name, found.begins_on)
    return ended(unit_by_id(unit), by.day)


def _given(found: FilingRow, handed: HandedIn, phone: str) -> dict[str, Any]:
    code, applicant = lookup_code(), handed["applicant"].strip()
    return {
        "procedure": found.code,
        "applicant": applicant,
        "phone": phone,
        "address": handed.get("address", "").strip(),
        "papers": rules.together((), [paper.strip() for paper in handed.get("papers", ()) if paper.strip()]),
        "note": handed.get("note", "").strip(),
        "fee": found.fee,
        "lookup_code": code,
        "subject": rules.subject_of(found.name, applicant),
        "words": fold(f"{code} {found.name} {applicant} {phone}"),
    }
