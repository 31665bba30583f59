"""How a desk shows itself to the doors: its acts on an item, the words of its states, what its page adds.

One description serves page and API alike: the schema is the form and the request body.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from lienthong.ground.actor import Actor
from lienthong.work.items.terms import Move


class Choice(NamedTuple):
    """One of many, shown under its group."""

    value: str
    label: str
    group: str


Choices = Mapping[str, Sequence[tuple[str, str] | Choice]]


class Form(BaseModel):
    """What an act asks for. `title` is the label; `json_schema_extra` may give kind and help."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, str_max_length=20_000)


class NothingToSay(Form):
    """The act needs no words."""


def no_choices(actor: Actor, item: Any) -> Choices:
    return {}


@dataclass(frozen=True, slots=True)
class DeskAct:
    """An act on an existing item: `perform(item, *, by, key, **fields)`."""

    move: Move
    perform: Callable[..., dict[str, Any]]
    form: type[Form] = NothingToSay
    choices: Callable[[Actor, Any], Choices] = no_choices

    @property
    def path(self) -> str:
        return self.move.act.replace("_", "-")

    def offered(self, actor: Actor, item: Any) -> bool:
        """Whether this actor would be let through: the kind, the state, the basket, the ability."""
        return (
            item.kind == self.move.kind
            and item.state in self.move.states
            and item.jurisdiction in actor.scope
            and actor.can(self.move.ability)
        )


@dataclass(frozen=True, slots=True)
class Desk:
    name: str
    label: str
    kinds: frozenset[str]
    states: Mapping[str, str]
    """State → Vietnamese label."""
    verbs: Mapping[str, str]
    """Journal verb → Vietnamese label, for the timeline."""
    acts: tuple[DeskAct, ...]
    details: Callable[[Actor, Any], dict[str, Any]]
    """What the desk adds to an item: JSON-able, for the API and the page."""
    rows: Callable[[dict[str, Any]], list[tuple[str, str]]] = field(default=lambda details: [])
    """The details as label and value, for the page."""
    told: Callable[[Any], str] = lambda line: ""
    """What a line of the timeline says besides its label, from its facts."""
    citizen_case: Callable[[str, str], dict[str, Any]] | None = None
    """For desks citizens come to: their case by code and secret, or `NotFound`."""
