"""Reads of what left and what came by the exchange, for the seats the actor's unit holds (row security)."""

from typing import NamedTuple

from lienthong.exchange.axis.terms import DIRECTIONS, STATES, WATCH, Connector, Consignment
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import Refusal
from lienthong.pages.lists import EVERYTHING

ROOM = "lienthong.exchange.axis"


class Asked(NamedTuple):
    """What of the list is asked for; empty: all."""

    direction: str = ""
    state: str = ""
    words: str = ""

    def params(self) -> dict[str, object]:
        return {
            "direction": self.direction or None,
            "state": self.state or None,
            "words": self.words or None,
        }


class Count(NamedTuple):
    direction: str
    state: str
    n: int


def check_asked(asked: Asked) -> Asked:
    """Refuses `consignment_filter`."""
    for value, known, field in ((asked.direction, DIRECTIONS, "chieu"), (asked.state, STATES, "tinh-trang")):
        if value and value not in known:
            raise Refusal("consignment_filter", "Bộ lọc không có trong danh mục.", status=422, field=field)
    return asked


def consignments(
    actor: Actor, asked: Asked, *, offset: int = 0, limit: int = EVERYTHING
) -> list[Consignment]:
    """Newest first, by when it was said or came."""
    actor.require(WATCH)
    window = {"seats": list(actor.scope), "offset": offset, "limit": limit}
    return sql.rows(Consignment, sql.named(ROOM, "consignments"), {**asked.params(), **window})


def counts(actor: Actor, words: str = "") -> list[Count]:
    """How many stand where, in each direction."""
    actor.require(WATCH)
    return sql.rows(Count, sql.named(ROOM, "counts"), {"seats": list(actor.scope), "words": words or None})


def connectors(actor: Actor) -> list[Connector]:
    """The ways that stand today, and those to come."""
    actor.require(WATCH)
    return sql.rows(Connector, sql.named(ROOM, "connectors"), {"day": actor.day})
