"""The words of moving promised dates."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

AT_ONCE = 5_000
"""Items whose dates move in one transaction; what is left is moved by the act again."""

SLICE = 168
"""Jurisdictions in reach at a time: row security compares each row with every one in scope."""

MOST_COUNTED = 5_000
"""Of the dates a decision moves; past that, pages say «5.000+»."""

SHOWN = 50
"""Rows of the list that shows which dates move; the figure above it counts all."""


class OpenPromise(NamedTuple):
    """An open item with a due time, as the statement reads it."""

    item: UUID
    kind: str
    state: str
    reference: str
    subject: str
    jurisdiction: int
    holder: str | None
    due_at: datetime
    since: datetime
    made_at: datetime
    assignee: int | None
    is_own: bool


class Moving(NamedTuple):
    """A promised date that moves."""

    promise: OpenPromise
    to: datetime


class Decision(NamedTuple):
    """What moves dates: a decided row, or one that comes with the program."""

    id: UUID
    name: str
    value: str
    since: date
    until: date | None
    basis: str
    unit: int | None
    standing: str
