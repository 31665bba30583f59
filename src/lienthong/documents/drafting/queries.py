"""Reads of drafts: as they stand, what they were, why they came back."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.conventions.queries import bodies_that_check
from lienthong.documents.drafting.terms import SENT_BACK, Standing, Version
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.personnel.terms import roles_that_can

ROOM = "lienthong.documents.drafting"

WRITTEN = ("draft.created", "draft.changed", "draft.edited", "draft.addressees_changed")
"""Verbs of the lines that begin a version."""


class SentBack(NamedTuple):
    """Who sent a draft back, when, and in which words."""

    at: datetime
    who: str | None
    title: str | None
    words: str


def standing(item: UUID) -> Standing:
    """A draft as it stands; `NotFound` where there is none in sight."""
    row = sql.row(Standing, sql.named(ROOM, "standing"), {"item": item})
    if row is None:
        raise NotFound
    return row


def held(item: UUID) -> Standing:
    """The same, with nobody else at it until the act is over: two changes at once are one after the other."""
    sql.run("select from work_item where id = %s for update", (item,))
    return standing(item)


def versions(item: UUID) -> list[Version]:
    """Every text a draft had, oldest first; the last stands."""
    return sql.rows(Version, sql.named(ROOM, "of_draft"), {"item": item, "written": sql.array(WRITTEN)})


def sent_back(item: UUID) -> SentBack | None:
    """By whom a draft that lies with its drafter was last sent back; None: never."""
    return sql.row(SentBack, sql.named(ROOM, "sent_back"), {"item": item, "verbs": sql.array(SENT_BACK)})


def is_checked_first(item: UUID, by: Actor) -> bool:
    """Whether a draft goes to the head of its section before it is signed: the body asks for it, the section has a
    head, and that is somebody else than who submits.
    """
    if by.can("check_draft") or by.unit not in bodies_that_check():
        return False
    return sql.only_value(
        bool,
        sql.named(ROOM, "is_checked"),
        {"item": item, "unit": by.unit, "roles": roles_that_can("check_draft")},
    )


class Place(NamedTuple):
    """Where a draft stands, and in which section it was written."""

    state: str
    section: str
    urgency: int


def place_of(item: UUID) -> Place:
    """`NotFound` where there is no draft in sight."""
    row = sql.row(
        Place,
        "select state, section, priority::int as urgency from work_item where id = %s and kind = 'draft'",
        (item,),
    )
    if row is None:
        raise NotFound
    return row
