"""Who may know the citizen an item is about. Pure."""

from collections.abc import Iterable

from lienthong.ground.actor import Actor
from lienthong.work.desks.terms import Known
from lienthong.work.queries import Item


def may_know(actor: Actor, item: Item, known: Known, step: Iterable[str]) -> bool:
    """Whether this actor's work needs the citizen: `step`, the abilities that act at the item's state, of closed work
    those that acted on it. Where the citizen's data are restricted it is who must act next, and nobody else needs them.
    """
    holds = item.jurisdiction in actor.scope
    if not item.restricted and known.always & actor.abilities:
        took_in = item.received_seat is not None and item.received_seat in actor.scope
        return holds or took_in or _keeps(actor, item)
    is_theirs = bool(actor.abilities.intersection(step)) or item.assignee == actor.mandate is not None
    if item.restricted:
        return is_theirs and holds and item.closed_at is None
    return is_theirs and (_keeps(actor, item) or (holds and item.closed_at is None))


def _keeps(actor: Actor, item: Item) -> bool:
    """Closed work that a plan gave to this body to keep and to read."""
    return item.closed_at is not None and item.jurisdiction in actor.archives
