"""How the sender's wish to have a letter back stands."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.around.queries import around
from lienthong.ground import sql

WAITING_OUTSIDE = """
select exists (
    select from draft f join outside_addressee o on o.document = f.document
    where f.item = %s and o.way = 'axis' and o.course not in ('completed', 'returned', 'recalled')
      and o.recall_asked_at is not null and o.recall_answer = ''
)
"""


class Asked(NamedTuple):
    """The sender's wish to have a letter back, as an addressee that has not answered reads it."""

    at: datetime
    reason: str


def asked(delivery: UUID) -> Asked | None:
    """None where nobody asks, or it was answered."""
    if not is_asked(delivery):
        return None
    return sql.row(
        Asked,
        "select recall_asked_at as at, recall_reason as reason from delivery where item = %s",
        (delivery,),
    )


def is_asked(delivery: UUID) -> bool:
    """Whether an addressee is asked to give its copy back."""
    return around(delivery).is_asked_back


def may_be_asked(draft: UUID) -> bool:
    """Whether some addressee could be asked for the letter now: for the first time, or again."""
    return around(draft).may_be_asked_back


def is_waiting(draft: UUID) -> bool:
    """Whether some addressee was asked for the letter and has not answered."""
    return around(draft).waits_for_recall


def is_waiting_outside(draft: UUID) -> bool:
    """Whether a body was asked by its own system and has not answered; that wish cannot be taken back."""
    return sql.only_value(bool, WAITING_OUTSIDE, (draft,))
