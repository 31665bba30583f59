"""Reads of joining: what was imported, what waits for signatures."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lienthong.ground import sql
from lienthong.kernel.refusals import NotFound

ROOM = "lienthong.reorganisation.joining"


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
    signed_at: tuple[datetime, ...]


def joinings() -> list[Joining]:
    """Newest first."""
    return [
        Joining(**row._asdict() | {"signers": tuple(row.signers), "signed_at": tuple(row.signed_at)})
        for row in sql.rows(sql.named(ROOM, "joinings"))
    ]


def joining_of(number: int) -> Joining:
    for one in joinings():
        if one.id == number:
            return one
    raise NotFound
