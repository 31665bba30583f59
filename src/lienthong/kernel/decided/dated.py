"""Rules that change by decision: a value, from which day to which, on what basis.

One shape for what comes with the program (tables in a room's `data/`), what an operator sets (a file in the home) and
what officials enter and approve in the running system (`personnel/decided`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

OURS = "ours"
"""The basis of a value that no rule of law gives."""


@dataclass(frozen=True, slots=True)
class Dated(Generic[Value]):
    value: Value
    since: date
    until: date | None = None
    """The last day; None: until decided otherwise."""
    basis: str = OURS
    """Number and date of the document it stands in."""

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def newest_on(rows: Iterable[tuple[Key, Dated[Value]]], day: date) -> dict[Key, Dated[Value]]:
    """Key → the row in force on a day: of those that hold, the one that began last; of two begun on one day the later
    written.
    """
    newest: dict[Key, Dated[Value]] = {}
    for key, row in rows:
        if row.holds_on(day) and (key not in newest or newest[key].since <= row.since):
            newest[key] = row
    return newest
