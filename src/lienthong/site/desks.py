"""All desks by the kind of item they work on: only the site knows everyone."""

from functools import cache
from importlib import import_module
from typing import Any
from uuid import UUID

from lienthong.bridges import links
from lienthong.bridges.desk import ACTS as BRIDGES
from lienthong.ground.actor import Actor
from lienthong.reorganisation.words import VERBS
from lienthong.work.desks import Desk, DeskAct

ROOMS = ("documents", "procedures", "reports", "conference", "incidents")


@cache
def desks() -> tuple[Desk, ...]:
    return tuple(import_module(f"lienthong.{room}.desk").DESK for room in ROOMS)


@cache
def _by_kind() -> dict[str, Desk]:
    return {kind: desk for desk in desks() for kind in desk.kinds}


def desk_of(kind: str) -> Desk:
    return _by_kind()[kind]


def all_acts() -> list[DeskAct]:
    return [*(act for desk in desks() for act in desk.acts), *BRIDGES]


def acts_of(kind: str) -> list[DeskAct]:
    """The desk's own acts, then those that lead to another desk."""
    return [*desk_of(kind).acts, *(act for act in BRIDGES if act.move.kind == kind)]


def acts_offered(actor: Actor, item: Any) -> list[DeskAct]:
    """The next acts this actor could do, most natural first."""
    return [act for act in acts_of(item.kind) if act.offered(actor, item)]


def note_of(desk: Desk, line: Any) -> str:
    """What a line of a timeline says besides its label."""
    return desk.told(line) or links.told(line)


def linked_items(item: UUID) -> list[dict[str, Any]]:
    """Items of other desks this one became or was made of, for its page and the API; call after `item_of`."""
    return [
        {
            "id": str(link.id) if link.id else None,
            "url": f"/viec/{link.id}" if link.id else None,
            "kind": link.kind,
            "subject": f"{link.label}: {link.subject}" if link.subject else link.label,
            "state_label": state_label(link.kind, link.state) if link.state else "",
            "unit_name": link.unit_name,
        }
        for link in links.links_of(item)
    ]


def state_label(kind: str, state: str) -> str:
    return desk_of(kind).states.get(state, state)


def verb_label(kind: str, verb: str) -> str:
    return desk_of(kind).verbs.get(verb) or VERBS.get(verb, verb)
