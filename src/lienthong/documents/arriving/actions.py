"""Official acts on what another system sends: a letter is taken in, a letter is wanted back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.arriving import queries, rules
from lienthong.documents.arriving.queries import ROOM, Place
from lienthong.documents.arriving.terms import (
    REVISES_AS,
    TAKE_IN,
    WAY,
    Answered,
    File,
    Receiver,
    SentLetter,
    Wish,
)
from lienthong.documents.enclosures.actions import read_later, read_papers_later
from lienthong.documents.following.issuing import keep_revision
from lienthong.documents.following.terms import REVISED
from lienthong.documents.recalling.actions import ask_back_copies
from lienthong.documents.receiving import rules as receiving
from lienthong.documents.rules import register_due
from lienthong.documents.terms import DELIVERY
from lienthong.ground import files as stored
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.kernel.ids import uuid7
from lienthong.work.items.actions import move_items, open_item
from lienthong.work.items.terms import Arrival, Change, NewItem
from lienthong.work.rules import name_among


class Paper(NamedTuple):
    digest: str
    name: str


@official_act
def take_in_letter(letter: SentLetter, *, to: Sequence[Receiver], by: Actor) -> Answer:
    """A letter from another system arrives at the bodies here that it is addressed to and waits to be registered. What
    came before changes nothing: the answer's `items` are those that arrived now, `before` the others. A clerk takes in
    what is addressed to their own body; the exchange, for all. Refuses `not_addressed`, `secret_letter`,
    `exchanged_otherwise`, `nobody_there`, what a letter from outside is refused for, and what files may not come in.
    """
    _check_may(to, by)
    receiving.check_not_secret(letter.secrecy)
    receiving.check_outside(
        sender=letter.sender, subject=letter.subject, type_code=letter.type, urgency=letter.urgency, way=WAY
    )
    receiving.check_dates(dated=letter.dated, arrived_at=by.at, now=by.at)
    digest = rules.hash_of(letter)
    places = queries.places_of(to, by)
    known = queries.known([place.key for place in places])
    rules.check_same([row.content_hash for row in known], digest, letter.sign)
    before = {row.key: row.item for row in known}
    fresh = [place for place in places if place.key not in before]
    document = uuid7()
    items = _arrive(document, letter, digest, fresh, by) if fresh else []
    return {
        "items": list(map(str, items)),
        "before": list(map(str, before.values())),
        "document": str(document) if fresh else None,
        "content_hash": digest,
    }


def _check_may(to: Sequence[Receiver], by: Actor) -> None:
    """Nobody's mandate stands behind the exchange itself: it hands in what came, as the post does."""
    if by.mandate is None and to:
        return
    by.require(TAKE_IN)
    if not to or any(receiver.unit != by.unit for receiver in to):
        raise rules.not_addressed(by.unit_name)


def _arrive(
    document: UUID, letter: SentLetter, digest: str, places: Sequence[Place], by: Actor
) -> list[UUID]:
    enclosures = _kept(rules.without_doubles(letter.enclosures))
    paper = next(iter(_kept([letter.paper])), None) if letter.paper else None
    items = _open(document, letter, digest, places, by)
    _write(document, letter, digest, places, items, paper, by)
    _enclose(document, enclosures, by)
    if paper is not None:
        for item in items:
            read_papers_later(item)
    if letter.purpose in REVISES_AS:
        _revise(document, letter, [place.seat for place in places], by)
    return items


def _open(document: UUID, letter: SentLetter, digest: str, places: Sequence[Place], by: Actor) -> list[UUID]:
    """A delivery at each body's seat, as when a letter is issued here."""
    facts = {"document": str(document), "sign": letter.sign, "content_hash": digest, "letter": letter.id}
    delivery = NewItem(
        DELIVERY, subject=letter.subject, state="arrived", verb="delivery.arrived", step="register",
        reference=letter.sign, words=letter.sender, priority=letter.urgency, facts=facts,
    )  # fmt: skip
    items = []
    for place in places:
        due_at = register_due(by.at, letter.urgency, by.calendar.of(place.seat))
        own = {"in_place_of": place.unit} if place.is_over else {}
        at = Arrival(place.seat, place.seat, own)
        items.append(open_item(replace(delivery, due_at=due_at), at, by=by).id)
    return items


def _write(
    document: UUID,
    letter: SentLetter,
    digest: str,
    places: Sequence[Place],
    items: Sequence[UUID],
    paper: Paper | None,
    by: Actor,
) -> None:
    sql.run(
        sql.named(ROOM, "arrive"),
        {
            "document": document, "side": places[0].side, "type": letter.type, "subject": letter.subject,
            "body": letter.body, "to_line": letter.to_line, "urgency": letter.urgency,
            "sender_unit": letter.sender_unit, "sign": letter.sign, "content_hash": digest,
            "keys": [place.key for place in places], "items": list(items),
            "receivers": [place.agency_id for place in places], "sender": letter.sender, "dated": letter.dated,
            "pages": letter.pages, "way": WAY, "letter": letter.id, "sender_id": letter.sender_id,
            "purpose": letter.purpose, "answers": _answered(letter.answers), "papers": [uuid7() for _ in items],
            "paper": paper and paper.digest, "paper_name": paper and paper.name, "mandate": by.mandate,
        },
    )  # fmt: skip


def _answered(answers: Sequence[Answered]) -> UUID | None:
    """The first letter of ours that is named; what is not known here stands in the words of the letter alone."""
    letters = (sql.value(UUID, sql.named(ROOM, "answered"), answered._asdict()) for answered in answers)
    return next((letter for letter in letters if letter is not None), None)


def _kept(files: Sequence[File]) -> list[Paper]:
    """Each under a name no other has. Refuses what may not come in."""
    papers: list[Paper] = []
    for file in files:
        kept = stored.keep_incoming(file.name, file.content)
        papers.append(Paper(kept.digest, name_among(kept.name, [paper.name for paper in papers])))
    return papers


def _enclose(document: UUID, files: Sequence[Paper], by: Actor) -> None:
    """Once the letter is seen: what goes with it is seen and written through it."""
    if not files:
        return
    sql.run(
        sql.named(ROOM, "enclose"),
        {
            "document": document, "mandate": by.mandate, "ids": [uuid7() for _ in files],
            "digests": [file.digest for file in files], "names": [file.name for file in files],
        },
    )  # fmt: skip
    read_later(document)


def _revise(document: UUID, letter: SentLetter, seats: Sequence[int], by: Actor) -> None:
    """The copies of the letter it updates or replaces say so. Of one that never came nothing is said."""
    copies = queries.copies_of(letter.about, letter.sender_id, seats)
    earlier = [copy for copy in copies if copy.document != document]
    if not earlier:
        return
    way = REVISES_AS[letter.purpose]
    keep_revision(document, way, earlier[0].document)
    facts = {"document": str(document), "sign": letter.sign}
    changes = {
        copy.item: Change(copy.item, facts) for copy in earlier if copy.document == earlier[0].document
    }
    move_items(REVISED[way][1], list(changes.values()), by=by, reached=True)


@official_act
def ask_back_letter(wish: Wish, *, to: Sequence[Receiver], by: Actor) -> Answer:
    """Another system wants a letter back: who still works on it is asked, as for a letter of ours, and answers for
    itself. Said again, it changes nothing. Refuses `exchanged_unknown`, `nothing_to_recall`, `recall_asked_already`.
    """
    _check_may(to, by)
    places = queries.places_of(to, by)
    before = {row.key: row.item for row in queries.known([place.key for place in places])}
    fresh = [place for place in places if place.key not in before]
    said = {"items": [], "before": list(map(str, before.values()))}
    if not fresh:
        return said
    newest: dict[int, queries.Copy] = {}
    for copy in queries.copies_of(wish.letter, wish.sender_id, [place.seat for place in fresh]):
        newest.setdefault(copy.seat, copy)
    asked = [(place, newest[place.seat]) for place in fresh if place.seat in newest]
    if not asked:
        raise rules.never_came(wish.letter)
    ask_back_copies([copy.item for _, copy in asked], reason=wish.reason, by=by)
    sql.run(
        sql.named(ROOM, "note_wish"),
        {
            "letter": wish.letter, "sender": wish.sender_id, "keys": [place.key for place, _ in asked],
            "items": [copy.item for _, copy in asked], "documents": [copy.document for _, copy in asked],
            "receivers": [place.agency_id for place, _ in asked],
        },
    )  # fmt: skip
    return said | {"items": [str(copy.item) for _, copy in asked]}
