"""What the board makes of its counts. Pure: facts in, facts out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lienthong.board.terms import STATES, State
from lienthong.rehearsal.terms import SYSTEMS

WORST = 5

SILENT_FOR = timedelta(seconds=25)
"""The verifier signs its numbers every 15 seconds; after this it stands still."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Mandatory steps by where they stand. They add up to `total`, whatever happens."""

    total: int = 0
    passed: int = 0
    failed: int = 0
    blocked: int = 0
    void: int = 0
    undecided: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.total + other.total,
            self.passed + other.passed,
            self.failed + other.failed,
            self.blocked + other.blocked,
            self.void + other.void,
            self.undecided + other.undecided,
        )

    @property
    def is_complete(self) -> bool:
        """Something was expected, and all of it passed."""
        return 0 < self.total == self.passed

    @property
    def is_wrong(self) -> bool:
        return self.failed + self.blocked + self.void > 0


def added(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


@dataclass(frozen=True, slots=True)
class UnitStanding:
    code: str
    name: str
    is_withdrawn: bool
    systems: Mapping[str, Tally]

    @property
    def all(self) -> Tally:
        return added(self.systems.values())

    @property
    def is_complete(self) -> bool:
        return all(self.of(system).is_complete for system in SYSTEMS)

    def of(self, system: str) -> Tally:
        return self.systems.get(system, Tally())

    @property
    def state(self) -> State:
        steps = self.all
        if self.is_withdrawn:
            return "away"
        if self.is_complete:
            return "done"
        if steps.is_wrong:
            return "wrong"
        return "going" if steps.passed else "waiting"


@dataclass(frozen=True, slots=True)
class RoundStanding:
    number: int
    played_by: str
    state: str
    speed: float
    signed_at: datetime | None
    """The verifier's last sign: a verdict or a snapshot."""
    units: Sequence[UnitStanding]

    @property
    def complete(self) -> int:
        """The headline's n. Its N is everybody enrolled, the withdrawn too."""
        return sum(unit.is_complete for unit in self.units)

    @property
    def all(self) -> Tally:
        return added(unit.all for unit in self.units)

    def steps_of(self, system: str) -> Tally:
        return added(unit.of(system) for unit in self.units)

    def complete_in(self, system: str) -> int:
        return sum(unit.of(system).is_complete for unit in self.units)

    def is_frozen(self, now: datetime) -> bool:
        if self.state != "running" or self.signed_at is None:
            return False
        return now - self.signed_at > SILENT_FOR


def in_order(rounds: Iterable[RoundStanding]) -> list[RoundStanding]:
    """The round of the headline first: where most units are enrolled; people before virtual clerks."""
    return sorted(rounds, key=lambda one: (-len(one.units), one.played_by != "human"))


def worst(units: Iterable[UnitStanding]) -> list[UnitStanding]:
    """Those furthest from complete: the smallest share passed, then the most failed."""
    behind = [unit for unit in units if unit.all.total and not unit.is_complete]
    return sorted(behind, key=_distance)[:WORST]


def _distance(unit: UnitStanding) -> tuple[float, int, str]:
    steps = unit.all
    return steps.passed / steps.total, -steps.failed, unit.code


def by_state(units: Iterable[UnitStanding]) -> dict[State, int]:
    counted = dict.fromkeys(STATES, 0)
    for unit in units:
        counted[unit.state] += 1
    return counted
