"""Reads of withdrawn papers: what everybody sees of them, and who opens one."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.ground.actor import Actor
from lienthong.kernel.clock import local
from lienthong.work.queries import Item, WithdrawnPaper
from lienthong.work.rules import may_open_withdrawn
from lienthong.work.sealing.terms import OPEN_WITHDRAWN, WITHDRAWN_LABEL


class Sealed(NamedTuple):
    """A withdrawn paper as this reader sees it; without `id` it does not open."""

    label: str
    at: datetime
    who: str
    reason: str
    id: UUID | None


def withdrawn_papers(actor: Actor, item: Item) -> list[Sealed]:
    """Of an item the actor may see, in the order in which they were withdrawn."""
    return [_sealed(paper, opens=opens(actor, item, paper)) for paper in item.withdrawn_papers or []]


def _sealed(paper: WithdrawnPaper, *, opens: bool) -> Sealed:
    label = f"{WITHDRAWN_LABEL}: {paper['name']}" if opens else WITHDRAWN_LABEL
    at = local(datetime.fromisoformat(paper["at"]))
    return Sealed(label, at, paper["who"] or "", paper["reason"], UUID(paper["id"]) if opens else None)


def opens(actor: Actor, item: Item, paper: WithdrawnPaper) -> bool:
    reach = {*actor.scope, *actor.reads, *actor.archives}
    return may_open_withdrawn(
        is_own=actor.mandate is not None and paper["mandate"] == actor.mandate,
        leads=actor.can(OPEN_WITHDRAWN),
        is_in_reach=item.jurisdiction in reach,
    )


def withdrawn(item: Item, paper: UUID) -> WithdrawnPaper | None:
    """The paper, if it was withdrawn from this item."""
    return next((row for row in item.withdrawn_papers or [] if row["id"] == str(paper)), None)
