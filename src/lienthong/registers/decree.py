"""Entries of letters with the columns of Decree 30/2020, annex IV, and the periods that were closed."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from lienthong.ground import sql
from lienthong.registers.queries import ROOM, Register
from lienthong.registers.rows import Closing, IncomingRow, OutgoingRow


def incoming(items: Sequence[UUID]) -> list[IncomingRow]:
    """Call with the items of entries the reader sees."""
    return sql.rows(IncomingRow, sql.named(ROOM, "decree_incoming"), {"items": list(items)})


def outgoing(items: Sequence[UUID]) -> list[OutgoingRow]:
    return sql.rows(OutgoingRow, sql.named(ROOM, "decree_outgoing"), {"items": list(items)})


def closings(register: Register) -> list[Closing]:
    """Of the register's year."""
    first, last = date(register.year, 1, 1), date(register.year, 12, 31)
    params = {"unit": register.body.id, "register": register.name, "since": first, "until": last}
    return sql.rows(Closing, sql.named(ROOM, "closings"), params)
