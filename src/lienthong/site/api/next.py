"""What is to be done next in a unit, in one question: what changed in its inbox, each item as its page shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Query, Router

from lienthong.ground.actor import Actor
from lienthong.kernel import clock
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.doors import ActorRequest, by_token
from lienthong.personnel.terms import ABILITIES, roles_that_can
from lienthong.work import queries
from lienthong.work.desks.registry import known_of, state_label, steps_offered
from lienthong.work.desks.terms import DeskAct
from lienthong.work.persons.showing import of_list

router = Router(tags=["items"])

SHOWN_WHOLE = 50
"""Items of one answer that come with what their page shows; of the rest their rows."""

REMEMBERED = 50
"""Items a cursor names: more than change in a unit in the seconds a look goes back."""


@dataclass(frozen=True)
class Cursor:
    """Since when, and what of the seconds before was told already: a transaction may commit after a later one."""

    since: datetime | None = None
    told: frozenset[tuple[UUID, int]] = frozenset()

    @classmethod
    def read(cls, text: str) -> Self:
        at, _, listed = text.partition("~")
        try:
            since = datetime.fromisoformat(at.replace(" ", "+")) if at else None
            known = _pairs(listed)
        except ValueError:
            raise _bad_since() from None
        if since and (since.tzinfo is None or since > clock.real() + timedelta(minutes=5)):
            raise _bad_since()
        return cls(since, known)

    def knowing(self, listed: str) -> Self:
        """What acts have shown to the asker besides."""
        try:
            return replace(self, told=self.told | _pairs(listed))
        except ValueError:
            raise Refusal(
                "bad_known", "«known» không phải danh sách «mã việc.phiên bản».", status=422, field="known"
            ) from None

    @classmethod
    def after(cls, asked_at: datetime, rows: Iterable[queries.ChangedRow]) -> str:
        since = asked_at - queries.POLL_OVERLAP
        names = [f"{row.id.hex}.{row.version}" for row in rows if row.changed_at >= since][:REMEMBERED]
        return f"{since.isoformat()}~{','.join(names)}"

    def has_told(self, row: queries.ChangedRow) -> bool:
        return (row.id, row.version) in self.told


Steps = Callable[[queries.Item], list[DeskAct]]
"""What the unit as a whole could do next with an item."""


def _pairs(listed: str) -> frozenset[tuple[UUID, int]]:
    pairs = [pair.split(".") for pair in listed.split(",") if pair]
    return frozenset((UUID(item), int(version)) for item, version in pairs)


def _bad_since() -> Refusal:
    return Refusal(
        "bad_since", "Mốc «since» không phải «cursor» của lần hỏi trước.", status=422, field="since"
    )


@router.get(
    "/next", summary="What changed in my unit since the cursor, as its page shows it, and whose turn it is"
)
@by_token
def next_work(
    request: ActorRequest,
    since: str = "",
    known: Annotated[str, Query(description="`item.version` of what acts have shown since, by commas")] = "",
) -> dict[str, Any]:
    cursor, asked_at, actor = Cursor.read(since).knowing(known), clock.real(), request.actor
    rows = queries.changed_since(actor, cursor.since)
    fresh = [row for row in rows if not cursor.has_told(row)]
    steps = partial(steps_offered, _anybody(actor))
    return {
        "cursor": Cursor.after(asked_at, rows),
        "as_of": actor.at,
        "items": [_turn(actor, row, steps, is_whole=place < SHOWN_WHOLE) for place, row in enumerate(fresh)],
    }


def _turn(actor: Actor, row: queries.ChangedRow, steps: Steps, *, is_whole: bool) -> dict[str, Any]:
    """`acts`: what can be done now and by which roles of the unit; null where the item is not shown whole."""
    shown = row._asdict()
    if not is_whole:
        return {**shown, "acts": None}
    return {**shown, **_whole(actor, queries.item_of(actor, row.id), steps)}


def after_act(actor: Actor, item: UUID) -> dict[str, Any] | None:
    """The item as `/next` would show it; None when the unit has no more to do with it. An act reaches further than its
    actor (a sender sees where they send), so what has gone elsewhere is not read.
    """
    row = queries.item_if_seen(item)
    if row is None or row.closed_at is not None or row.jurisdiction not in actor.scope:
        return None
    return {**_facts_of(row), **_whole(actor, row, partial(steps_offered, _anybody(actor)))}


def _whole(actor: Actor, item: queries.Item, steps: Steps) -> dict[str, Any]:
    acts = steps(item)
    if not acts:
        return {"acts": []}
    papers = item.papers if known_of(item.kind) is None else None
    return {**body_of(item, of_list(actor, item), papers), "acts": [_act(act) for act in acts]}


def body_of(item: queries.Item, details: Any, papers: list[queries.Paper] | None) -> dict[str, Any]:
    """What the item is and what its desk knows of it: its page without acts, timeline, links and what was sealed."""
    return {
        **_facts_of(item),
        "papers": papers or [],
        "state_label": state_label(item.kind, item.state),
        "desk": details,
    }


def _facts_of(item: queries.Item) -> dict[str, Any]:
    """The item itself. Its papers, and what was sealed of them, are not everybody's."""
    said = item._asdict()
    del said["papers"], said["withdrawn_papers"]
    return said


def _anybody(actor: Actor) -> Actor:
    """The unit as a whole: whoever of it may do something. It sees what the asker sees, by the asker's own scope."""
    return replace(actor, abilities=_every_ability())


@cache
def _every_ability() -> frozenset[str]:
    return frozenset().union(*ABILITIES.values())


def _act(act: DeskAct) -> dict[str, Any]:
    return {"act": act.path, "label": act.move.label, "roles": _roles(act.move.ability)}


@cache
def _roles(ability: str) -> list[str]:
    return roles_that_can(ability)
