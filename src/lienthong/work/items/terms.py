"""What is born, what a move is, and what it changes besides."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Final, Literal, NamedTuple
from uuid import UUID

from lienthong.kernel.ids import uuid7
from lienthong.kernel.text import fold

Facts = Mapping[str, object]
"""What a line of the journal says besides its verb: ids and codes, no personal data."""


@dataclass(frozen=True, slots=True)
class NewItem:
    """What one paper begins, the same wherever it arrives. `words`: what search finds besides reference and subject.

    `assignee` is a mandate, `place` an area, `parent` an item.
    """

    kind: str
    subject: str
    state: str
    verb: str
    step: str = ""
    section: str = ""
    reference: str = ""
    words: str = ""
    sender_seat: int | None = None
    assignee: int | None = None
    priority: int = 0
    place: int | None = None
    field: str = ""
    due_at: datetime | None = None
    parent: UUID | None = None
    facts: Facts = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where an item is born: the jurisdiction it lies in, the seat that received it, and what only this line says."""

    jurisdiction: int
    received_seat: int | None = None
    facts: Facts = dataclasses.field(default_factory=dict)
    item: UUID = dataclasses.field(default_factory=uuid7)


class Keep(Enum):
    """The column stays as it is; None would empty it."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP
Kept = Literal[Keep.KEEP]


@dataclass(frozen=True, slots=True)
class Change:
    """An item to be moved, the facts of its line, and what the move sets besides state and step."""

    item: UUID
    facts: Facts = dataclasses.field(default_factory=dict)
    section: str | Kept = KEEP
    assignee: int | Kept | None = KEEP
    reference: str | Kept = KEEP
    subject: str | Kept = KEEP
    words: str | Kept = KEEP
    """Of the reference, the subject and what else search finds it by; all of them."""
    priority: int | Kept = KEEP
    due_at: datetime | Kept | None = KEEP
    paused_at: datetime | Kept | None = KEEP
    place: int | Kept | None = KEEP
    jurisdiction: int | Kept = KEEP
    counts_parties: bool = False
    """A question to another body was opened or closed: who has a part in the item is counted anew."""

    def columns(self) -> dict[str, object]:
        """What is set, by column, with the facts: what the database is told."""
        values: dict[str, object] = {"facts": self.facts}
        for column in _SETTABLE:
            value = getattr(self, column)
            if value is not KEEP:
                values[column] = fold(value) if column == "words" else value
        if self.counts_parties:
            values["parties"] = True
        return values


_SETTABLE = (
    "section", "assignee", "reference", "subject", "words", "priority", "due_at", "paused_at", "place", "jurisdiction",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """One official act on an item: from which states, to which, who may, and what the journal calls it. Without `to`
    the item stays at its state and step.
    """

    act: str
    label: str
    kind: str
    states: frozenset[str]
    to: str
    verb: str
    ability: str
    letter: str = ""
    """The key on the keyboard, shown on the button."""
    closes: bool = False
    step: str = ""


def moves(*table: Move) -> dict[str, Move]:
    return {move.act: move for move in table}


@dataclass(frozen=True, slots=True)
class Note:
    """An official act on an open item of any kind that leaves it at its state and step: it is assigned, it gets a
    paper, it goes into another jurisdiction.
    """

    act: str
    label: str
    verb: str
    ability: str
    closed_too: bool = False
    """What was asked about an item may be answered after the item was closed."""


class Moved(NamedTuple):
    """An item after it was born or moved."""

    id: UUID
    kind: str
    reference: str
    state: str
    jurisdiction: int
    version: int
    due_at: datetime | None
    received_at: datetime

    def answer(self, **more: Any) -> dict[str, Any]:
        """What a door answers after the act."""
        return {
            "id": str(self.id),
            "kind": self.kind,
            "reference": self.reference,
            "state": self.state,
            "version": self.version,
            "due_at": self.due_at.isoformat() if self.due_at else None,
            **more,
        }
