"""Time as the driver keeps it: scenario minutes to instants, pauses for thought, spreads of measurements."""

import math
from dataclasses import dataclass, field
from random import Random

POLL_SECONDS = 3.0
"""No unit asks more often, whatever the speed: each look finds more then."""

LOOK_EVERY = 120.0
SELDOM_EVERY = 480.0
"""Scenario seconds between two looks at the inbox: of a unit with work under way, and at most."""

SLOWER = 1.5
"""After each look at which there was nothing to do."""

LATENESS_LIMIT_MS = 250.0

# Scenario seconds a person takes over one sheet of paper; the median, by role. Others take 40.
MEDIAN_THOUGHT = {
    "van_thu": 30.0,
    "van_thu_dang": 30.0,
    "tiep_nhan": 35.0,
    "lanh_dao": 40.0,
    "bi_thu": 40.0,
    "chuyen_vien": 55.0,
    "chuyen_vien_dang": 55.0,
    "ky_thuat": 20.0,
}
USUAL_THOUGHT = 40.0
THOUGHT_SIGMA = 0.45
THOUGHT_CEILING = 5.0


@dataclass(frozen=True)
class Pace:
    """Scenario time to real time. `origin` is the real instant of scenario minute 0 on the caller's clock."""

    origin: float
    speed: float

    def instant(self, minute: float) -> float:
        return self.origin + minute * 60.0 / self.speed

    def seconds(self, scenario_seconds: float) -> float:
        return scenario_seconds / self.speed


def seeded(*parts: object) -> Random:
    """The same seed and person give the same pauses; nothing here needs to be unguessable."""
    return Random(":".join(str(part) for part in parts))  # noqa: S311


def thought(role: str, chance: Random) -> float:
    """Scenario seconds before this person acts: lognormal, never above five times the median."""
    median = MEDIAN_THOUGHT.get(role, USUAL_THOUGHT)
    drawn = chance.lognormvariate(math.log(median), THOUGHT_SIGMA)
    return min(drawn, median * THOUGHT_CEILING)


def poll_seconds(speed: float, idle_looks: int = 0) -> float:
    """Until the next look: a unit in which nothing happens looks ever more seldom."""
    often = max(POLL_SECONDS, LOOK_EVERY / speed)
    return min(often * SLOWER**idle_looks, max(often, SELDOM_EVERY / speed))


def poll_offset(place: int, of: int, interval: float) -> float:
    """Units look at their inbox evenly over the interval, not all in the same instant."""
    return interval * place / max(of, 1)


def next_poll(previous: float, now: float, interval: float, chance: Random) -> float:
    """The next look, a tenth of the interval to either side; after a slow answer one pauses all the same."""
    jitter = (chance.random() - 0.5) * interval / 5
    return max(previous + interval + jitter, now + interval / 2)


@dataclass
class Spread:
    """Everything measured of one kind: percentiles are exact, not estimated. Sorted when somebody asks."""

    values: list[float] = field(default_factory=list)

    def add(self, value: float) -> None:
        self.values.append(value)

    def percentile(self, percent: float) -> float:
        """Nearest rank; 0 when nothing was measured."""
        if not self.values:
            return 0.0
        self.values.sort()
        rank = math.ceil(len(self.values) * percent / 100)
        return self.values[max(rank, 1) - 1]

    def summary(self, *percents: int) -> dict[str, float]:
        figures = {f"p{percent}_ms": round(self.percentile(percent), 1) for percent in percents}
        return {"n": len(self.values), **figures}
