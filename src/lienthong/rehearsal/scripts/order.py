"""The legal orders of a scenario, as an automaton over the events of one instance.

A state is the set of proofs by event seen so far. `after`, `when` and `unless` decide which event may come
next; an event of the scenario that may not come now leaves the legal orders: the instance is non-conforming.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lienthong.rehearsal.scripts.scenario import Condition, EventProof, Scenario, Step
from lienthong.rehearsal.terms import CAME_WITH, OPENS

Params = Mapping[str, Any]
State = frozenset["Expected"]
Matches = Callable[[EventProof], bool]


def holds(condition: Condition, params: Params) -> bool:
    name, _, value = condition.partition("=")
    return str(params.get(name)) == value if value else bool(params.get(name))


def active_steps(scenario: Scenario, params: Params) -> list[Step]:
    """The steps an instance has: the conditions hold, and one of the steps before, if any, is active too."""

    @cache
    def is_active(step_id: str) -> bool:
        step = scenario.step(step_id)
        wanted = all(holds(c, params) for c in step.when) and not any(holds(c, params) for c in step.unless)
        return wanted and (not step.after or any(map(is_active, step.after)))

    return [step for step in scenario.steps if is_active(step.id)]


@dataclass(frozen=True)
class Expected:
    """The `number`-th event a step is proved by."""

    step: str
    number: int


class Order:
    """The legal orders of the instances with the same active steps."""

    def __init__(self, scenario: Scenario, params: Params) -> None:
        self.scenario = scenario
        self.steps = tuple(active_steps(scenario, params))
        self.by_id = {step.id: step for step in self.steps}
        self.tolerated = frozenset(scenario.tolerates)
        self._of_step: dict[str, list[Expected]] = {step.id: [] for step in scenario.steps}
        self._after = _active_predecessors(scenario, {step.id for step in self.steps})
        self._events = {
            Expected(step.id, number): proof
            for step in self.steps
            for number, proof in enumerate(p for p in step.expect if isinstance(p, EventProof))
        }
        for expected in self._events:
            self._of_step[expected.step].append(expected)
        self._needs = {expected: self._needed_for(expected.step) for expected in self._events}
        self._openers = _openers(self.steps)
        self._alphabet = tuple(
            proof for step in scenario.steps for proof in step.expect if isinstance(proof, EventProof)
        )

    start: State = frozenset()

    def after(self, step: str) -> frozenset[str]:
        """The active steps that must come directly before."""
        return self._after[step]

    def events_of(self, step: str) -> list[Expected]:
        return self._of_step[step]

    def proof(self, expected: Expected) -> EventProof:
        return self._events[expected]

    def ready(self, state: State) -> list[Expected]:
        return [e for e, needs in self._needs.items() if e not in state and needs <= state]

    def next(self, state: State, matches: Matches) -> Expected | None:
        """The expected event this one is, or None when it may not come now."""
        return next((e for e in self.ready(state) if matches(self._events[e])), None)

    def knows(self, matches: Matches) -> bool:
        """Whether the scenario speaks of such an event at all, in any instance."""
        return any(matches(proof) for proof in self._alphabet)

    def openers(self, kind: str) -> frozenset[str]:
        """The roles whose steps open an item of this kind in such an instance."""
        return self._openers.get(CAME_WITH.get(kind, kind), frozenset())

    def is_done(self, step: str, state: State) -> bool:
        return all(expected in state for expected in self.events_of(step))

    def _needed_for(self, step: str) -> State:
        """The events of all steps before; a step without events passes on what it needs itself."""
        needed: set[Expected] = set()
        for earlier in self._after[step]:
            needed.update(self.events_of(earlier))
            needed |= self._needed_for(earlier)
        return frozenset(needed)


class Orders:
    """The orders of one scenario, each made once however many instances have it."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._known: dict[tuple[str, ...], Order] = {}

    def of(self, params: Params) -> Order:
        steps = tuple(step.id for step in active_steps(self._scenario, params))
        if steps not in self._known:
            self._known[steps] = Order(self._scenario, params)
        return self._known[steps]


def _openers(steps: tuple[Step, ...]) -> dict[str, frozenset[str]]:
    """Kind of item → the roles whose steps open one."""
    return {
        kind: frozenset(
            step.role
            for step in steps
            for proof in step.expect
            if isinstance(proof, EventProof) and OPENS.get(proof.event) == kind
        )
        for kind in OPENS.values()
    }


def _active_predecessors(scenario: Scenario, active: set[str]) -> dict[str, frozenset[str]]:
    """Direct predecessors, looking through steps that this instance does not have."""

    def seen_from(step_id: str) -> set[str]:
        predecessors: set[str] = set()
        for earlier in scenario.step(step_id).after:
            predecessors |= {earlier} if earlier in active else seen_from(earlier)
        return predecessors

    return {step_id: frozenset(seen_from(step_id)) for step_id in active}


def legal_orders(order: Order) -> Iterator[tuple[Expected, ...]]:
    """Every complete trace the automaton accepts."""

    def extend(state: State, trace: tuple[Expected, ...]) -> Iterator[tuple[Expected, ...]]:
        ready = order.ready(state)
        if not ready:
            yield trace
        for expected in ready:
            yield from extend(state | {expected}, (*trace, expected))

    return extend(order.start, ())
