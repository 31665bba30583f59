"""What the verifier reads of a round and says of it: lines, expectations, outcomes, what is still to be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.rehearsal.terms import Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """A journal line about an item that carries the nonce of a case."""

    id: int
    at: datetime
    verb: str
    item: UUID
    kind: str
    unit: int | None
    to: int | None
    mandate: int | None
    actor_unit: int | None
    actor_role: str
    actor_post: int | None
    facts: Mapping[str, Any]
    door: str | None = None
    """None: a line from before doors were kept."""
    access: int | None = None


@dataclass(frozen=True, slots=True)
class FirstLine:
    """An item that carries a nonce, and its first line: who opened it, by which door."""

    item: UUID
    kind: str
    nonce: str
    at: datetime
    mandate: int | None
    unit: int | None
    """Of the mandate."""
    door: str | None
    access: int | None


@dataclass(frozen=True, slots=True)
class Twin:
    """An item that carries the nonce of a case and is not the case's."""

    case: int
    opening: FirstLine


@dataclass(frozen=True, slots=True)
class Due:
    """An expectation as the case is judged by it."""

    id: int
    step: str
    cast_post: int | None
    start_within: int | None
    within: int


@dataclass(frozen=True, slots=True)
class Outcome:
    expectation: int
    verdict: Verdict
    evidence: Mapping[str, Any]
    actor: int | None = None
    actor_kind: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    on_time: bool = False
    conforming: bool = True
    line: int | None = None
    door: str | None = None
    access: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Proofs of a step that need more than the journal; answer with `Case.checked`."""

    case: int
    step: str
    proofs: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing of a round held against its records: what was looked at, and what it is, or what is wrong with it."""

    label: str
    holds: bool
    said: str


@dataclass(frozen=True)
class Setting:
    """What is the same for all cases of a round."""

    speed: float
    starts_at: datetime
    is_open_ended: bool
    played_by: str
