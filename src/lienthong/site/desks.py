"""All desks by the kind of item they work on: only the site knows everyone."""

from functools import cache
from importlib import import_module
from typing import Any

from lienthong.ground.actor import Actor
from lienthong.reorganisation.words import VERBS
from lienthong.work.desks import Desk, DeskAct
from lienthong.work.queries import Item

ROOMS = ("documents", "procedures", "reports", "conference", "incidents")


@cache
def desks() -> tuple[Desk[Any], ...]:
    return tuple(import_module(f"lienthong.{room}.desk").DESK for room in ROOMS)


@cache
def _by_kind() -> dict[str, Desk[Any]]:
    return {kind: desk for desk in desks() for kind in desk.kinds}


def desk_of(kind: str) -> Desk[Any]:
    return _by_kind()[kind]


def all_acts() -> list[DeskAct]:
    return [act for desk in desks() for act in desk.acts]


def acts_offered(actor: Actor, item: Item) -> list[DeskAct]:
    """The next acts this actor could do, most natural first."""
    return [act for act in desk_of(item.kind).acts if act.offered(actor, item)]


def state_label(kind: str, state: str) -> str:
    return desk_of(kind).states.get(state, state)


def verb_label(kind: str, verb: str) -> str:
    return desk_of(kind).verbs.get(verb) or VERBS.get(verb, verb)
