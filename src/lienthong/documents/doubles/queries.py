"""Reads of letters that may have come twice, by one rule: `letters_again`."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor

ROOM = "lienthong.documents.doubles"

DOUBLES = "select item, reference, subject, received_at, how from doubles_of(%s)"


class Double(NamedTuple):
    """A letter the body has already."""

    id: UUID
    register_number: int | None
    register_letter: str
    register_year: int | None


class DoubleRow(NamedTuple):
    item: UUID
    reference: str
    subject: str
    received_at: datetime
    how: str
    """A key of `terms.DOUBLE_OF`."""


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


def doubles_of(item: UUID) -> list[DoubleRow]:
    """Deliveries to the same body that may be this one again, the newest first."""
    return sql.rows(DoubleRow, DOUBLES, (item,))
