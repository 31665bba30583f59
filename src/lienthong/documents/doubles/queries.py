"""The letter a body has already, by one rule: `letters_again`, which the page of either asks too (`doubles_of`)."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor

ROOM = "lienthong.documents.doubles"


class Double(NamedTuple):
    """A letter the body has already."""

    id: UUID
    register_number: int | None
    register_letter: str
    register_year: int | None


def double_of(
    actor: Actor, *, sign: str, sender: str, sender_unit: int | None, dated: date | None
) -> Double | None:
    """The letter that one on paper seems to be once more; None where it is new, or has no sign to tell it by."""
    if not sign:
        return None
    asked = {
        "seats": list(actor.scope), "sign": sign, "unit": sender_unit, "sender": sender, "dated": dated,
    }  # fmt: skip
    return sql.row(Double, sql.named(ROOM, "again"), asked)
