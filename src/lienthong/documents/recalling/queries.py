"""How the sender's wish to have a letter back stands."""

from uuid import UUID

from lienthong.documents.around.queries import around


def is_asked(delivery: UUID) -> bool:
    """Whether an addressee is asked to give its copy back."""
    return around(delivery).is_asked_back


def may_be_asked(draft: UUID) -> bool:
    """Whether some addressee could be asked for the letter now: for the first time, or again."""
    return around(draft).may_be_asked_back


def is_waiting(draft: UUID) -> bool:
    """Whether some addressee was asked for the letter and has not answered."""
    return around(draft).waits_for_recall
