"""Rules applied from a command: batch by batch, so that nobody waits behind one long transaction."""

from collections.abc import Iterator
from uuid import UUID

from lienthong.personnel.acting import acting
from lienthong.reorganisation.divisions.actions import apply_rules
from lienthong.reorganisation.divisions.terms import Division

BATCH = 10_000


def applied_by(mandate: int, division: Division) -> Iterator[tuple[int, int]]:
    """(decided, left) after each batch, in sum."""
    decided = left = 0
    after: UUID | None = None
    while True:
        with acting(mandate) as clerk:
            answer = apply_rules(division.plan, division.undivided, after=after, at_most=BATCH, by=clerk)
        decided += sum(answer["decided"].values())
        left += answer["left"]
        yield decided, left
        if answer["after"] is None:
            return
        after = UUID(answer["after"])
