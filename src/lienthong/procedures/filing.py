"""How a dossier comes in: the facts its intake stands on, and whose work it becomes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.text import fold
from lienthong.procedures import keys, rules
from lienthong.units.terms import no_jurisdiction, unit_ended, unit_not_yet

ROOM = "lienthong.procedures"


def filing(procedure: str, unit: int, area: int | None, by: Actor) -> Any:
    """Procedure, receiving body and basket, or a refusal that says which of them there is not."""
    found = sql.row(
        sql.named(ROOM, "filing"), {"procedure": procedure, "unit": unit, "area": area, "day": by.day}
    )
    if found is None or found.body != "ubnd":
        raise Refusal(
            "unknown_unit", "Nơi nộp không phải Ủy ban nhân dân nào trong danh mục.", status=422, field="unit", unit=unit
        )
    if found.code is None:
        raise Refusal(
            "unknown_procedure", f"Không có thủ tục nào mang mã «{procedure}».", status=422, field="procedure"
        )
    if not found.stands:
        raise _not_standing(found, unit, by)
    if found.jurisdiction is None:
        raise no_jurisdiction("area", found.field, by.day)
    return found


def _not_standing(found: Any, unit: int, by: Actor) -> Refusal:
    if found.ended_on is None or found.ended_on > by.day:
        return unit_not_yet(found.unit_name, found.begins_on)
    heirs = sql.rows("select code, name from heirs_of_unit(%s)", (unit,))
    return unit_ended(found.unit_name, found.ended_on, [tuple(heir) for heir in heirs])


def handed_in(
    item: UUID, found: Any, *, applicant: str, phone: str, address: str, papers: Sequence[str], note: str
) -> dict[str, Any]:
    """What the statements of an intake have in common."""
    code = keys.lookup_code()
    return {
        "item": item,
        "procedure": found.code,
        "applicant": applicant.strip(),
        "phone": phone,
        "address": address.strip(),
        "papers": rules.together((), [paper.strip() for paper in papers if paper.strip()]),
        "note": note.strip(),
        "fee": found.fee,
        "lookup_code": code,
        "secret": keys.digest_of(keys.secret_of(item)),
        "subject": rules.subject_of(found.name, applicant),
        "words": fold(f"{code} {found.name} {applicant} {phone}"),
    }
