"""What a seed plans: the instances of each unit, their parameters, the expectations and their digest."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lienthong.rehearsal.scripts.order import Order, active_steps, holds
from lienthong.rehearsal.scripts.scenario import Param, Scenario, Step
from lienthong.rehearsal.terms import SCENARIO_MINUTES, SYSTEMS

Mix = Sequence[tuple[str, float]]

PROCEDURES = SYSTEMS[3]
_UNIT_SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Sources:
    """What parameters are drawn from besides the seed."""

    mixes: Mapping[str, Mix] = field(default_factory=dict)
    lists: Mapping[str, Mapping[str, Sequence[Any]]] = field(default_factory=dict)
    """Name → code of the unit → values."""


@dataclass(frozen=True)
class PlannedCase:
    """One instance of a scenario at one unit."""

    unit: str
    scenario: str
    instance: int
    at_minute: float
    params: Mapping[str, Any]


@dataclass(frozen=True)
class Planned:
    """One expectation before it has an id: what the hash covers, and nothing else."""

    unit: str
    scenario: str
    version: str
    instance: int
    step: str
    params: Mapping[str, Any]
    mandatory: bool
    start_within: int | None
    within: int
    proofs: str
    """Canonical JSON of the step's proofs."""
    role: str
    cast: str
    """The post, in words that are the same in every world: role, section, ordinal."""


def draw(seed: int, *path: object) -> float:
    """A number in [0, 1) that depends on the seed and the path alone, on any machine and version."""
    text = _UNIT_SEPARATOR.join(map(str, (seed, *path)))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") / 2**64


def choose(mix: Mix, at: float) -> str:
    """The value of the mix at `at` of its whole weight; `at` in [0, 1)."""
    left = at * sum(weight for _, weight in mix)
    for value, weight in mix:
        left -= weight
        if left < 0:
            return value
    return mix[-1][0]


def cases_of(
    scenario: Scenario, unit: str, seed: int, sources: Sources, *, window: float = 1.0
) -> list[PlannedCase]:
    """`window` shrinks the time in which the cases arrive; what arrives is the same."""
    numbers = range(1, scenario.instances.per_unit + 1)
    drawn: dict[int, dict[str, Any]] = {number: {} for number in numbers}
    for name, param in scenario.params.items():
        path = (scenario.id, unit, name)
        for number, value in _values(param, path, seed, drawn, sources).items():
            drawn[number][name] = value
    return [
        PlannedCase(unit, scenario.id, number, window * _arrival(scenario, unit, number, seed), drawn[number])
        for number in numbers
    ]


def _arrival(scenario: Scenario, unit: str, number: int, seed: int) -> float:
    """N arrivals of a Poisson stream, given N, lie in the window like N independent uniform draws."""
    if scenario.arrive.between is None:
        return float(scenario.arrive.at or 0)
    first, last = scenario.arrive.between
    return round(first + (last - first) * draw(seed, scenario.id, unit, number, "arrive"), 3)


def _values(
    param: Param, path: tuple[str, ...], seed: int, drawn: dict[int, dict[str, Any]], sources: Sources
) -> dict[int, Any]:
    among = [n for n, params in drawn.items() if all(holds(c, params) for c in param.among)]
    if param.choose_one_instance:
        chosen = among[int(draw(seed, *path) * len(among))] if among else None
        return {n: n == chosen for n in drawn}
    if param.kinds is not None:
        kinds = [kind for kind, times in param.kinds.items() for _ in range(times)]
        return dict(zip(drawn, kinds, strict=True))
    return {
        n: _value(param, path, n, seed, drawn[n], sources) if n in among else _nothing(param) for n in drawn
    }


def _nothing(param: Param) -> Any:
    return False if param.share is not None else None


def _value(
    param: Param, path: tuple[str, ...], number: int, seed: int, params: dict[str, Any], sources: Sources
) -> Any:
    at = draw(seed, *path, number)
    if param.gen is not None:
        digits = int(param.gen.removeprefix("hex:"))
        return hashlib.sha256(f"{at!r}".encode()).hexdigest()[:digits]
    if param.share is not None:
        return at < param.share
    source = next((name for c, name in param.narrowed.items() if holds(c, params)), param.mix or param.pick)
    if param.mix is not None:
        return choose(sources.mixes[str(source)], at)
    values = sources.lists[str(source)].get(path[1], ())
    # The instances of a unit walk through the list from a drawn place: no value twice before all were used.
    return values[(int(draw(seed, *path) * len(values)) + number) % len(values)] if values else None


def expectations_of(scenario: Scenario, case: PlannedCase, cast: Mapping[str, str]) -> list[Planned]:
    """`cast`: role → the post in words. A citizen and an observer have none."""
    return [
        Planned(
            unit=case.unit,
            scenario=scenario.id,
            version=scenario.version,
            instance=case.instance,
            step=step.id,
            params={**case.params, "at_minute": case.at_minute},
            mandatory=step.mandatory,
            start_within=step.start_within,
            within=step.within,
            proofs=proofs_text(step),
            role=step.role,
            cast=cast.get(step.role, ""),
        )
        for step in active_steps(scenario, case.params)
    ]


def steps_of(
    scenario: Scenario, unit: int, posts: Mapping[str, int], case: PlannedCase, case_id: int
) -> Iterable[tuple[Any, ...]]:
    """What is expected of a case, in the order of `writing.EXPECTATION_COLUMNS` after the round."""
    order = Order(scenario, case.params)
    procedure = case.params.get("thu_tuc") if scenario.system == PROCEDURES else None
    for position, step in enumerate(order.steps):
        yield (
            unit, case_id, scenario.id, scenario.system, case.instance, step.id, position,
            sorted(order.after(step.id)), step.role, posts.get(step.role), step.mandatory, step.catches,
            step.is_peoples, step.start_within, step.within, procedure,
        )  # fmt: skip


def proofs_text(step: Step) -> str:
    return canonical([p.model_dump(mode="json", by_alias=True, exclude_defaults=True) for p in step.expect])


def canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of_expectations(planned: Iterable[Planned]) -> str:
    """Equal for equal plans, in whatever order and world they were written."""
    by_unit: dict[str, list[Planned]] = {}
    for expected in planned:
        by_unit.setdefault(expected.unit, []).append(expected)
    digest = ExpectationsDigest()
    for unit in sorted(by_unit):
        digest.add(by_unit[unit])
    return digest.hexdigest()


class ExpectationsDigest:
    """The digest of all lines in order, taken unit by unit: of the nation's three hundred thousand lines one unit's
    are held at a time. A line begins with its unit, so units in the order of their codes are lines in order."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._unit = ""

    def add(self, planned: Iterable[Planned]) -> None:
        """All expectations of the next unit, in any order."""
        listed = list(planned)
        for unit in {expected.unit for expected in listed}:
            if unit <= self._unit or len({expected.unit for expected in listed}) > 1:
                raise ValueError(f"units one by one, in the order of their codes: {unit} after {self._unit}")
        lines = sorted(_UNIT_SEPARATOR.join(_hashed(expected)) for expected in listed)
        for line in lines:
            self._digest.update((f"\n{line}" if self._unit else line).encode())
            self._unit = listed[0].unit

    def hexdigest(self) -> str:
        return self._digest.hexdigest()


def _hashed(planned: Planned) -> tuple[str, ...]:
    limits = canonical([planned.mandatory, planned.start_within, planned.within])
    params = canonical(planned.params)
    return (planned.unit, planned.scenario, planned.version, str(planned.instance), planned.step, params, limits,
            planned.proofs, planned.role, planned.cast)  # fmt: skip


def digest_of_roster(units: Iterable[tuple[str, str, Mapping[str, str]]]) -> str:
    """`units` are (code, played by, cast in words)."""
    lines = sorted(canonical([code, played_by, dict(cast)]) for code, played_by, cast in units)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def limit_seconds(limit: int, speed: float, *, is_peoples: bool) -> float:
    """Only people hurry with the speed of a round: machines, cut lines and «n ms apart» stay real time."""
    return limit / speed if is_peoples else float(limit)


def real_seconds(minute: float, speed: float) -> float:
    return minute * 60 / speed


def round_seconds(speed: float) -> float:
    return real_seconds(SCENARIO_MINUTES, speed)
