"""Reads of letters that may have come twice."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.ground import sql

DOUBLES = "select item, reference, subject, received_at, how from doubles_of(%s)"


class DoubleRow(NamedTuple):
    item: UUID
    reference: str
    subject: str
    received_at: datetime
    how: str
    """A key of `terms.DOUBLE_OF`."""


def doubles_of(item: UUID) -> list[DoubleRow]:
    """Deliveries to the same body that may be this one again, the newest first."""
    return sql.rows(DoubleRow, DOUBLES, (item,))
