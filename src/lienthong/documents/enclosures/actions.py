"""Official acts on what goes with a letter, while it is drafted. Its signature fixes them."""

from typing import NamedTuple
from uuid import UUID

from procrastinate.contrib.django import app

from lienthong.documents.enclosures import rules
from lienthong.documents.enclosures.terms import MOVES_OF_ENCLOSURES, READ_LETTER, READ_PAPERS
from lienthong.ground import files, sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.incoming.rules import check_ending, with_ending
from lienthong.ground.incoming.terms import kind_of_type
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound
from lienthong.work.items.actions import move_item
from lienthong.work.items.terms import Change
from lienthong.work.queries import item_of
from lienthong.work.rules import check_not_sealed, name_among

ROOM = "lienthong.documents.enclosures"


class Held(NamedTuple):
    """A draft's letter, and its enclosures in order."""

    document: UUID
    ids: list[UUID] | None
    names: list[str] | None
    digests: list[str] | None


@official_act
def enclose_file(item: UUID, *, name: str, content: bytes, by: Actor) -> Answer:
    """A file that goes with a draft, behind those it has. Refuses `sealed` once it is signed, `enclosed_already`,
    `too_many_enclosures`, and what may not come in (`ground.incoming.rules`).
    """
    move = MOVES_OF_ENCLOSURES["enclose_file"]
    by.require(move.ability)
    row = item_of(by, item)
    check_not_sealed(row.kind, row.state)
    kept = files.keep_incoming(name, content)
    # Moved first: whoever encloses a file beside this one waits here, and then sees it.
    moved = move_item(move, Change(item, {"digest": kept.digest}), by=by)
    held = _held(item)
    rules.check_room(held.digests or [], kept.digest)
    enclosure, called = uuid7(), name_among(kept.name, held.names or [])
    sql.run(
        "insert into enclosure (id, document, ordinal, digest, name, mandate, at)"
        " values (%s, %s, %s, %s, %s, %s, world_now())",
        (enclosure, held.document, len(held.ids or []) + 1, kept.digest, called, by.mandate),
    )
    read_later(held.document)
    return moved.answer(enclosure=str(enclosure), digest=kept.digest, name=called)


@official_act
def rename_enclosure(item: UUID, *, enclosure: UUID, name: str, by: Actor) -> Answer:
    """Under another name, with the ending its content has. Refuses `file_ending`, `no_such_enclosure`."""
    moved = move_item(
        MOVES_OF_ENCLOSURES["rename_enclosure"], Change(item, {"enclosure": str(enclosure)}), by=by
    )
    held = _held(item)
    names = dict(zip(held.ids or [], held.names or [], strict=True))
    if enclosure not in names:
        raise rules.no_such_enclosure()
    kind = kind_of_type(_content_type(enclosure))
    check_ending(name, kind)
    called = name_among(
        with_ending(name, kind), [other for each, other in names.items() if each != enclosure]
    )
    sql.run("update enclosure set name = %s where id = %s", (called, enclosure))
    return moved.answer(name=called)


@official_act
def place_enclosure(item: UUID, *, enclosure: UUID, place: int, by: Actor) -> Answer:
    """At another place among them. Refuses `no_such_enclosure`."""
    moved = move_item(
        MOVES_OF_ENCLOSURES["place_enclosure"],
        Change(item, {"enclosure": str(enclosure), "place": place}),
        by=by,
    )
    ids = _held(item).ids or []
    if enclosure not in ids:
        raise rules.no_such_enclosure()
    _number(rules.placed(ids, enclosure, place))
    return moved.answer()


@official_act
def remove_enclosure(item: UUID, *, enclosure: UUID, by: Actor) -> Answer:
    """It no longer goes with the draft; the journal keeps its digest. Refuses `no_such_enclosure`."""
    held = _held(item, by)
    digests = dict(zip(held.ids or [], held.digests or [], strict=True))
    facts = {"enclosure": str(enclosure), "digest": digests.get(enclosure)}
    moved = move_item(MOVES_OF_ENCLOSURES["remove_enclosure"], Change(item, facts), by=by)
    if not sql.run("delete from enclosure where id = %s and document = %s", (enclosure, held.document)):
        raise rules.no_such_enclosure()
    _number(_held(item).ids or [])
    sql.run("select index_letter(%s)", (held.document,))
    return moved.answer()


def read_later(document: UUID) -> None:
    """The worker reads what goes with the letter, and whoever has a part in it by then finds it by its words."""
    app.configure_task(READ_LETTER).defer(document=str(document))


def read_papers_later(item: UUID) -> None:
    """The same of papers that came with a delivery."""
    app.configure_task(READ_PAPERS).defer(item=str(item))


def _held(item: UUID, by: Actor | None = None) -> Held:
    """Call after the move, or with who asks: to anybody else the draft is as unknown as none."""
    if by is not None:
        item_of(by, item)
    held = sql.row(Held, sql.named(ROOM, "held"), {"item": item})
    if held is None:
        raise NotFound
    return held


def _content_type(enclosure: UUID) -> str:
    return sql.only_value(
        str,
        "select f.content_type from enclosure e join stored_file f on f.digest = e.digest where e.id = %s",
        (enclosure,),
    )


def _number(ids: list[UUID]) -> None:
    sql.run(
        "update enclosure e set ordinal = n.nth from unnest(%s::uuid[]) with ordinality as n(id, nth)"
        " where e.id = n.id and e.ordinal <> n.nth",
        (ids,),
    )
