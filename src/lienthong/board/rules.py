"""What the board makes of its counts. Pure: facts in, facts out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from lienthong.rehearsal.standing import Tally, UnitState, added, is_complete, unit_state

WORST = 5

SILENT_FOR = timedelta(seconds=25)
"""The verifier signs its numbers every 15 seconds; after this it stands still."""


@dataclass(frozen=True)
class UnitStanding:
    """What is made of its counts is made once: the board of the nation asks it of 3,321 units again and again."""

    code: str
    name: str
    is_withdrawn: bool
    systems: Mapping[str, Tally]

    @cached_property
    def all(self) -> Tally:
        return added(self.systems.values())

    @cached_property
    def is_complete(self) -> bool:
        return is_complete(self.systems)

    def of(self, system: str) -> Tally:
        return self.systems.get(system, Tally())

    @cached_property
    def state(self) -> UnitState:
        return unit_state(self.systems, is_withdrawn=self.is_withdrawn)


@dataclass(frozen=True)
class RoundStanding:
    number: int
    played_by: str
    state: str
    speed: float
    signed_at: datetime | None
    """The verifier's last sign: a verdict or a snapshot."""
    units: Sequence[UnitStanding]
    validity: str | None = None

    @cached_property
    def complete(self) -> int:
        """The headline's n. Its N is everybody enrolled, the withdrawn too."""
        return sum(unit.is_complete for unit in self.units)

    @cached_property
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
    return sorted(rounds, key=lambda standing: (-len(standing.units), standing.played_by != "human"))


def worst(units: Iterable[UnitStanding]) -> list[UnitStanding]:
    """Those furthest from complete: the smallest share passed, then the most failed."""
    behind = [unit for unit in units if unit.all.total and not unit.is_complete]
    return sorted(behind, key=_distance)[:WORST]


def _distance(unit: UnitStanding) -> tuple[float, int, str]:
    steps = unit.all
    return steps.passed / steps.total, -steps.failed, unit.code


def by_state(units: Iterable[UnitStanding]) -> dict[UnitState, int]:
    counted = dict.fromkeys(UnitState, 0)
    for unit in units:
        counted[unit.state] += 1
    return counted
