"""Whose step it is: open work by state and step, as the desks say which act comes next and what it takes."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from lienthong.personnel.terms import roles_that_can
from lienthong.work.desks.registry import ability_of, acts_on, kinds
from lienthong.work.kinds import Kind


class Step(NamedTuple):
    """Open work of a kind at a state, whose next act takes an ability."""

    kind: str
    state: str
    step: str
    """Only at this step of it; empty: at any but those of `but`, which speak for themselves."""
    but: tuple[str, ...]
    ability: str
    counter: str
    """The section whose people have it no more than others: where such work comes in."""
    at_receiver: bool
    """It is done at the body where the work came in, too."""


def steps_for(abilities: Iterable[str], kind: str = "") -> tuple[Step, ...]:
    """The steps that wait for whoever has these abilities; of one kind, where it is named."""
    return _steps_for(frozenset(abilities), kind)


@lru_cache(maxsize=1024)
def _steps_for(abilities: frozenset[str], kind: str) -> tuple[Step, ...]:
    return tuple(step for step in _steps() if step.ability in abilities and kind in ("", step.kind))


@cache
def roles_for(ability: str) -> tuple[str, ...]:
    """Of the colleagues who could do the step as well."""
    return tuple(roles_that_can(ability))


@cache
def _steps() -> tuple[Step, ...]:
    return tuple(step for kind in kinds() for step in _steps_of(kind))


def _steps_of(kind: Kind) -> Iterator[Step]:
    """As `Kind.expected` reads them: a step that is named speaks first, whatever the state."""
    named = tuple(sorted(set(kind.expects) - set(kind.states)))
    for where, act in kind.expects.items():
        ability = ability_of(kind.name, act)
        if where in named:
            states = next((own.move.states for own in acts_on(kind.name) if own.move.act == act), kind.states)
            for state in sorted(states):
                yield Step(kind.name, state, where, (), ability, kind.counter, state in kind.at_receiver)
        else:
            yield Step(kind.name, where, "", named, ability, kind.counter, where in kind.at_receiver)
