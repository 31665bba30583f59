"""How a desk shows itself to the doors: its acts on an item, the words of its states, what its page adds.

One description serves page and API alike: the schema is the form and the request body.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from lienthong.ground.actor import Actor
from lienthong.work.queries import Item, TimelineLine
from lienthong.work.terms import Move

Choices = Mapping[str, list[tuple[str, str]]]
Details = TypeVar("Details")
"""What one desk adds to an item: a TypedDict of its own."""


class Form(BaseModel):
    """What an act asks for. `title` is the label; `json_schema_extra` may give kind and help."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, str_max_length=20_000)


class NothingToSay(Form):
    """The act needs no words."""


def no_choices(actor: Actor, item: Item) -> Choices:
    return {}


@dataclass(frozen=True, slots=True)
class DeskAct:
    """An act on an existing item: `perform(item, *, by, key, **fields)`."""

    move: Move
    perform: Callable[..., dict[str, Any]]
    form: type[Form] = NothingToSay
    choices: Callable[[Actor, Item], Choices] = no_choices

    @property
    def path(self) -> str:
        return self.move.act.replace("_", "-")

    def offered(self, actor: Actor, item: Item) -> bool:
        """Whether this actor would be let through: the kind, the state, the basket, the ability."""
        return (
            item.kind == self.move.kind
            and item.state in self.move.states
            and item.jurisdiction in actor.scope
            and actor.can(self.move.ability)
        )


@dataclass(frozen=True, slots=True)
class Desk(Generic[Details]):
    name: str
    label: str
    kinds: frozenset[str]
    states: Mapping[str, str]
    """State → Vietnamese label."""
    verbs: Mapping[str, str]
    """Journal verb → Vietnamese label, for the timeline."""
    acts: tuple[DeskAct, ...]
    details: Callable[[Actor, Item], Details]
    """What the desk adds to an item: JSON-able, for the API and the page."""
    rows: Callable[[Details], list[tuple[str, str]]] = field(default=lambda details: [])
    """The details as label and value, for the page."""
    told: Callable[[TimelineLine], str] = lambda line: ""
    """What a line of the timeline says besides its label, from its facts."""
    citizen_case: Callable[[str, str], Mapping[str, Any]] | None = None
    """For desks citizens come to: their case by code and secret, or `NotFound`."""
