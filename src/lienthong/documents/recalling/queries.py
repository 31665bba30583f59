"""How the sender's wish to have a letter back stands."""

from typing import NamedTuple
from uuid import UUID

from lienthong.ground import sql


class Standing(NamedTuple):
    """Of a letter, at the addressees that still work on it."""

    may_be_asked: bool
    is_waiting: bool
    """Somebody was asked and has not answered."""
    is_waiting_outside: bool
    """A body was asked by its own system and has not answered; that wish cannot be taken back."""


def is_asked(delivery: UUID) -> bool:
    """Whether an addressee is asked to give its copy back."""
    return bool(
        sql.value(
            bool,
            "select recall_asked_at is not null and recall_answer = '' from delivery where item = %s",
            (delivery,),
        )
    )


def may_be_asked(draft: UUID) -> bool:
    """Whether some addressee could be asked for the letter now: for the first time, or again."""
    return _standing(draft).may_be_asked


def is_waiting(draft: UUID) -> bool:
    """Whether some addressee was asked for the letter and has not answered."""
    return _standing(draft).is_waiting


def is_waiting_outside(draft: UUID) -> bool:
    return _standing(draft).is_waiting_outside


def _standing(draft: UUID) -> Standing:
    return sql.only_row(Standing, sql.named("lienthong.documents.recalling", "standing"), {"item": draft})
