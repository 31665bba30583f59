"""Reads of the board: one question for all counts, and which of the items below them this reader may open."""

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from threading import Lock
from typing import Any
from uuid import UUID

from lienthong.board.rules import RoundStanding, UnitStanding, in_order
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.clock import local
from lienthong.kernel.refusals import NotFound
from lienthong.rehearsal.standing import Tally

LISTED = 4
TOLD = 14
ATTEMPTS = 30

KEPT_SECONDS = 1.0
"""All readers see the same numbers, so a process counts once a second however many screens ask."""


class Numbers:
    """What `board_numbers` answered, in the board's own words."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self.raw = found
        self.real = at(found["real"])
        self.now = at(found["now"])
        self.rounds = in_order(map(_round, found["rounds"]))

    @property
    def as_of(self) -> datetime:
        """The last sign of the verifier while it stands still, else now."""
        frozen = [one.signed_at for one in self.rounds[:1] if one.is_frozen(self.real) and one.signed_at]
        return frozen[0] if frozen else self.real

    @property
    def is_frozen(self) -> bool:
        return bool(self.rounds) and self.rounds[0].is_frozen(self.real)


def at(text: str) -> datetime:
    return local(datetime.fromisoformat(text))


def at_or_none(text: str | None) -> datetime | None:
    return None if text is None else at(text)


def _round(found: Mapping[str, Any]) -> RoundStanding:
    return RoundStanding(
        number=found["number"],
        played_by=found["played_by"],
        state=found["state"],
        speed=found["speed"],
        signed_at=at_or_none(found["signed_at"]),
        units=[_unit(*unit) for unit in found["units"]],
    )


def _unit(code: str, name: str, is_withdrawn: bool, systems: list[list[Any]]) -> UnitStanding:
    return UnitStanding(code, name, is_withdrawn, {system: Tally(*counts) for system, *counts in systems})


class Lately:
    """Remembers one answer for a moment; of several askers at once only one counts."""

    def __init__(self, count: Callable[[], Numbers], seconds: float) -> None:
        self._count = count
        self._seconds = seconds
        self._lock = Lock()
        self._kept: Numbers | None = None
        self._until = 0.0

    def __call__(self) -> Numbers:
        with self._lock:
            if self._kept is None or time.monotonic() >= self._until:
                self._kept = self._count()
                self._until = time.monotonic() + self._seconds
            return self._kept

    def forget(self) -> None:
        self._until = 0.0


def count() -> Numbers:
    return Numbers(sql.one("select board_numbers(%s, %s)", (LISTED, TOLD)))


lately = Lately(count, KEPT_SECONDS)


def numbers(actor: Actor) -> Numbers:
    actor.require("view_board")
    return lately()


def unit(actor: Actor, code: str) -> Mapping[str, Any]:
    """One unit's steps, attempts, stuck items and incidents; not found when none of today has the code."""
    actor.require("view_board")
    found: Mapping[str, Any] | None = sql.one("select board_unit(%s, %s)", (code, ATTEMPTS))
    if found is None:
        raise NotFound
    return found


def openable(items: Iterable[str | None]) -> dict[str, str]:
    """Those of these items that the reader's own scope opens, with their subjects."""
    asked = [UUID(item) for item in items if item]
    if not asked:
        return {}
    found = sql.rows("select id, subject from work_item where id = any (%s)", (asked,))
    return {str(row.id): row.subject for row in found}


def work_lists(actor: Actor) -> Callable[[int], bool]:
    """Whether the actor may open the list of a divided basket: who plans, supervises it, or answers for it."""
    seen = {*actor.scope, *actor.reads}
    return lambda basket: actor.can("plan_reorganisation") or basket in seen
