"""Reads of joining: what was imported, what waits for signatures."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lienthong.ground import sql
from lienthong.kernel.refusals import NotFound

ROOM = "lienthong.joining"


@dataclass(frozen=True, slots=True)
class Joining:
    id: int
    origin: int
    name: str
    province: str
    file_sha256: str
    exported_at: datetime
    state: str
    report: dict[str, Any]
    digest: str
    checked_at: datetime
    joined_at: datetime | None
    outcome: dict[str, Any] | None
    signers: tuple[str, ...]
    people: tuple[int, ...]
    """Of the signers: two may have one name."""
    signed_at: tuple[datetime, ...]


def offered(number: int) -> Any:
    """A file that was put on the page: how far its reading is, or what became of it."""
    found = sql.row(sql.named(ROOM, "offered"), {"id": number, "limit": 1})
    if found is None:
        raise NotFound
    return found


def lately_offered(at_most: int = 5) -> list[Any]:
    """Newest first."""
    return sql.rows(sql.named(ROOM, "offered"), {"id": None, "limit": at_most})


def joinings() -> list[Joining]:
    """Newest first."""
    return [
        Joining(
            **row._asdict() | {name: tuple(getattr(row, name)) for name in ("signers", "people", "signed_at")}
        )
        for row in sql.rows(sql.named(ROOM, "joinings"))
    ]


def joining_of(number: int) -> Joining:
    for one in joinings():
        if one.id == number:
            return one
    raise NotFound
