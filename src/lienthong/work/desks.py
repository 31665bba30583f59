"""How a desk shows itself to the doors: its acts on an item, the words of its states, what its page adds.

One description serves page and API alike: the schema is the form and the request body.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from lienthong.ground.actor import Actor
from lienthong.work.items.terms import Move

Choices = Mapping[str, list[tuple[str, str]]]


class Form(BaseModel):
    """What an act asks for. `title` is the label; `json_schema_extra` may give kind and help."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, str_max_length=20_000)


class NothingToSay(Form):
    """The act needs no words."""


class WorkShown(Protocol):
    """What an act's form may ask of the item it is about."""

    @property
    def id(self) -> UUID: ...


def nothing_prefilled(actor: Actor, item: Any) -> dict[str, str]:
    return {}


def no_choices(actor: Actor, item: Any) -> Choices:
    return {}


@dataclass(frozen=True, slots=True)
class DeskAct:
    """An act on an existing item: `perform(item, *, by, key, **fields)`."""

    move: Move
    perform: Callable[..., dict[str, Any]]
    form: type[Form] = NothingToSay
    choices: Callable[[Actor, Any], Choices] = no_choices
    prefilled: Callable[[Actor, Any], dict[str, str]] = nothing_prefilled
    """What the form holds before anybody types: field → value."""

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
