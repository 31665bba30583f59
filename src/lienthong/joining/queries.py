"""Reads of joining: what was imported, what waits for signatures."""

from datetime import datetime
from typing import NamedTuple

from lienthong.ground import sql
from lienthong.kernel.refusals import NotFound

ROOM = "lienthong.joining"


class Offered(NamedTuple):
    id: int
    name: str
    size: int
    sha256: str
    at: datetime
    state: str
    told: str
    refusal: dict[str, object] | None
    report: dict[str, object] | None
    joining: int | None
    who: str


class Joining(NamedTuple):
    id: int
    origin: int
    name: str
    province: str
    file_sha256: str
    exported_at: datetime
    state: str
    report: dict[str, object]
    digest: str
    checked_at: datetime
    joined_at: datetime | None
    outcome: dict[str, object] | None
    signers: list[str]
    people: list[int]
    """Of the signers: two may have one name."""
    signed_at: list[datetime]


def offered(number: int) -> Offered:
    """A file that was put on the page: how far its reading is, or what became of it."""
    row = sql.row(Offered, sql.named(ROOM, "offered"), {"id": number, "limit": 1})
    if row is None:
        raise NotFound
    return row


def lately_offered(at_most: int = 5) -> list[Offered]:
    """Newest first."""
    return sql.rows(Offered, sql.named(ROOM, "offered"), {"id": None, "limit": at_most})


def joinings() -> list[Joining]:
    """Newest first."""
    return sql.rows(Joining, sql.named(ROOM, "joinings"))


def joining_of(number: int) -> Joining:
    for record in joinings():
        if record.id == number:
            return record
    raise NotFound
