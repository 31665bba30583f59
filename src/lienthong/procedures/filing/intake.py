"""How a dossier comes in: the facts its intake stands on, and whose work it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Required, TypedDict

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel import reading
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.text import fold
from lienthong.procedures import rules
from lienthong.procedures.filing.keys import lookup_code
from lienthong.procedures.terms import DOSSIER, Term, TermUnit
from lienthong.units.queries import ended, unit_by_id
from lienthong.units.terms import no_jurisdiction, unit_not_yet
from lienthong.work.citizens import keys
from lienthong.work.persons.words import citizen_words
from lienthong.work.receivers.queries import roles_taking_up
from lienthong.work.receivers.rules import check_receivers
from lienthong.work.receivers.terms import Receiver

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
    holder_name: str | None
    takes_up: bool | None
    """Somebody at the holder may take it up."""
    takes_in: bool | None
    """And at the committee it is handed to, where that is another."""


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
    columns: dict[str, Any]
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
    """What an intake writes, or a refusal that says what there is not: procedure, body, competence, people there."""
    applicant, phone = reading.line(handed["applicant"]), reading.phone(handed.get("phone", ""))
    rules.check_applicant(applicant, phone, phone_needed=phone_needed)
    row = sql.row(
        FilingRow,
        sql.named(ROOM, "filing"),
        {
            "procedure": handed["procedure"], "unit": unit, "area": handed.get("area"), "day": by.day,
            "counter": by.unit, "roles": roles_taking_up(DOSSIER),
        },
    )  # fmt: skip
    checked = _checked(row, unit, handed["procedure"], by)
    if checked.jurisdiction is None:
        raise no_jurisdiction("area", checked.field, by.day)
    _check_people(checked, unit)
    item = uuid7()
    secret = keys.secret_of(item)
    return Filing(
        columns={
            "item": item,
            "secret": keys.digest_of(secret),
            **_columns(checked, handed, applicant, phone),
        },
        secret=secret,
        seat=checked.seat,
        jurisdiction=checked.jurisdiction,
        is_own=checked.holder == unit,
        place=checked.place,
        field=checked.field,
        term=Term(checked.term, checked.term_unit),
    )


def _checked(row: FilingRow | None, unit: int, procedure: str, by: Actor) -> FilingRow:
    if row is None or row.body != "ubnd":
        raise Refusal(
            "not_a_committee", "Nơi nộp không phải Ủy ban nhân dân nào trong danh mục.",
            status=422, field="unit", unit=unit,
        )  # fmt: skip
    if row.code is None:
        raise Refusal(
            "unknown_procedure", f"Không có thủ tục nào mang mã «{procedure}».", status=422, field="procedure"
        )
    if not row.stands:
        raise _not_standing(row, unit, by)
    return row


def _check_people(row: FilingRow, unit: int) -> None:
    """Refuses `nobody_there` for the committee it is handed to, or for the body whose work it becomes."""
    check_receivers([Receiver(unit, row.unit_name, bool(row.takes_in))], "unit")
    competent = Receiver(row.holder or 0, row.holder_name or row.unit_name, bool(row.takes_up))
    check_receivers([competent], "unit" if row.holder == unit else "area")


def _not_standing(row: FilingRow, unit: int, by: Actor) -> Refusal:
    if row.ended_on is None or row.ended_on > by.day:
        return unit_not_yet(row.unit_name, row.begins_on)
    return ended(unit_by_id(unit), by.day)


def _columns(row: FilingRow, handed: HandedIn, applicant: str, phone: str) -> dict[str, Any]:
    code = lookup_code()
    return {
        "procedure": row.code,
        "applicant": applicant,
        "phone": phone,
        "address": reading.line(handed.get("address", "")),
        "papers": rules.together(
            (), [said for paper in handed.get("papers", ()) if (said := reading.line(paper))]
        ),
        "note": handed.get("note", "").strip(),
        "fee": row.fee,
        "lookup_code": code,
        "subject": rules.subject_of(row.name, applicant),
        "words": f"{fold(f'{code} {row.name}')} {citizen_words(applicant, phone)}",
    }
