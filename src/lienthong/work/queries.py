"""Reads of the work in flight. Every one takes the actor: you reach a thing only through the person asking."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple, TypedDict
from uuid import UUID

from psycopg.rows import dict_row

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel import clock, reading
from lienthong.kernel.refusals import NotFound
from lienthong.work.persons.words import Asked, of_work

ROOM = "lienthong.work"
PAGE = 50

WIDE = 60
"""Past this many jurisdictions one ordered walk over all open work beats a walk down each (measured: GROUND.md)."""

MOST_COUNTED = 3_000
"""Of a jurisdiction: past that, figures say «3.000+». Counting 5,000 took two fifths of the whole page (measured)."""

Late = Literal["own", "before"]

POLL_OVERLAP = timedelta(seconds=5)
"""A transaction may commit after a later one: a poll looks back a little so that nothing is missed."""


class InboxRow(NamedTuple):
    """An open item as the inbox lists it."""

    id: UUID
    kind: str
    reference: str
    subject: str
    state: str
    step: str
    section: str
    assignee: int | None
    assignee_name: str | None
    priority: int
    received_at: datetime
    due_at: datetime | None
    paused_at: datetime | None
    version: int
    jurisdiction: int
    due_text: str | None
    from_name: str | None
    """The body it came from: of a letter, whoever sent it."""
    late_before: bool
    undecided: bool


class ChangedRow(NamedTuple):
    """An open item as a clerk's screen refreshes it."""

    id: UUID
    kind: str
    reference: str
    subject: str
    state: str
    step: str
    section: str
    assignee: int | None
    priority: int
    received_at: datetime
    due_at: datetime | None
    version: int
    changed_at: datetime
    """Real time."""


class Paper(TypedDict):
    """A file kept with an item."""

    id: str
    name: str
    digest: str
    at: str


class WithdrawnPaper(TypedDict):
    """A paper that is sealed: its name and digest are for whoever may open it."""

    id: str
    name: str
    digest: str
    at: str
    """When it was withdrawn."""
    who: str | None
    mandate: int | None
    reason: str


class Item(NamedTuple):
    """One item with who holds it today."""

    id: UUID
    kind: str
    reference: str
    subject: str
    jurisdiction: int
    received_seat: int | None
    sender_seat: int | None
    state: str
    step: str
    section: str
    priority: int
    place: int | None
    field: str
    received_at: datetime
    due_at: datetime | None
    paused_at: datetime | None
    closed_at: datetime | None
    parent: UUID | None
    version: int
    holder: int | None
    holder_name: str | None
    holder_code: str | None
    assignee: int | None
    assignee_name: str | None
    undecided: bool
    archive_name: str | None
    late_before: bool
    papers: list[Paper] | None
    withdrawn_papers: list[WithdrawnPaper] | None
    restricted: bool
    """The data of the citizen it is about are (`work.persons.rights`)."""


class TimelineLine(NamedTuple):
    """A line of an item's journal."""

    seq: int
    at: datetime
    verb: str
    facts: dict[str, object]
    who: str | None
    title: str | None
    unit: str | None
    reason: str | None
    """Why it was undone, withdrawn or moved on, in the words of whoever did."""
    whom: str | None
    """Whom the line gives it to."""


class FoundItem(NamedTuple):
    """An item as the search lists it."""

    id: UUID
    kind: str
    reference: str
    subject: str
    state: str
    received_at: datetime
    due_at: datetime | None
    paused_at: datetime | None
    closed_at: datetime | None
    jurisdiction: int
    from_name: str | None
    """The body it came from."""
    how: Literal["register", "number", "words", "begun", "inside"]
    """What was typed is its number in a register; begins its own; stands in it; stands in it with the last word begun;
    stands in a file of it.
    """


class KindCount(NamedTuple):
    kind: str
    n: int
    overdue: int
    """With the present holder."""
    late_before: int
    """Before it answered for the jurisdiction."""
    is_more: bool
    """Of some jurisdiction only `MOST_COUNTED` were counted: `n` is the least there are."""
    is_more_late: bool
    """And all of these were past their due time: so are the figures of lateness."""


class StateCount(NamedTuple):
    """Of one kind."""

    state: str
    n: int
    overdue: int
    late_before: int
    is_more: bool
    is_more_late: bool


class Attachment(NamedTuple):
    digest: str
    name: str
    content_type: str


class Load(NamedTuple):
    """The work of one unit."""

    unit: int
    open: int
    late: int
    late_before: int
    done_today: int


class Verified(TypedDict):
    lines: int
    chains: int
    headless: int
    broken: list[int]
    """The lines that do not fit."""


def inbox(
    actor: Actor,
    *,
    kind: str | None = None,
    state: str | None = None,
    section: str | None = None,
    mine: bool = False,
    late: Late | None = None,
    after: tuple[datetime | None, UUID] | None = None,
    limit: int = PAGE,
) -> list[InboxRow]:
    """Open work in the jurisdictions the actor's unit holds, soonest due first. `late`: overdue with this unit (`own`),
    or before it answered for the jurisdiction (`before`). An empty filter is none.
    """
    if not actor.scope:
        return []
    after_due, after_id = after or (None, None)
    return sql.rows(
        InboxRow,
        sql.named(ROOM, "inbox_narrow" if len(actor.scope) <= WIDE else "inbox_wide"),
        {
            "held": list(actor.scope),
            "kind": kind or None,
            "state": state or None,
            "section": section or None,
            "mine": actor.mandate if mine else None,
            "late": late,
            "after_due": after_due,
            "after_id": after_id,
            "limit": limit,
        },
    )


def place_of(row: InboxRow) -> str:
    """Where a row stands in the list, as the next page is asked for: `<due, UTC>_<id>`."""
    due = row.due_at.astimezone(UTC).isoformat().replace("+00:00", "Z") if row.due_at else ""
    return f"{due}_{row.id}"


def place_after(text: str) -> tuple[datetime | None, UUID] | None:
    """The place a page begins after; None when the text names none."""
    due, _, item = text.partition("_")
    try:
        return (datetime.fromisoformat(due) if due else None), UUID(item)
    except ValueError:
        return None


def changed_since(actor: Actor, since: datetime | None) -> list[ChangedRow]:
    return sql.rows(ChangedRow, sql.named(ROOM, "changed_since"), {"held": list(actor.scope), "since": since})


def item_of(actor: Actor, item: UUID) -> Item:
    """The item, if the actor may see it."""
    row = item_if_seen(item)
    if row is None:
        raise NotFound
    return row


def item_if_seen(item: UUID) -> Item | None:
    """None where the transaction's scope does not show it."""
    return sql.row(Item, sql.named(ROOM, "item"), {"id": item, "now": clock.now(), "today": clock.today()})


def timeline(item: UUID) -> list[TimelineLine]:
    """The item's journal; call after `item_of`."""
    return sql.rows(TimelineLine, sql.named(ROOM, "timeline"), {"id": item})


def search(actor: Actor, words: str, *, limit: int = PAGE) -> list[FoundItem]:
    """Items in which the actor's jurisdictions have a part: those whose number is begun first, then those with all the
    words, then those with the last word begun, the newest first in each.
    """
    return items_asked(of_work(reading.sought(words)), limit=limit)


def items_asked(
    asked: Asked, *, kinds: Sequence[str] | None = None, held: Sequence[int] | None = None, limit: int
) -> list[FoundItem]:
    """The same. `kinds` and `held`: of these kinds, what lies in these jurisdictions or came in there."""
    if not asked.whole:
        return []
    return sql.rows(
        FoundItem,
        sql.named(ROOM, "search"),
        {
            **asked._asdict(),
            "kinds": None if kinds is None else list(kinds),
            "held": None if held is None else list(held),
            "limit": limit,
        },
    )


def counts(actor: Actor) -> list[KindCount]:
    """Open work by kind, and how much of it is overdue."""
    return sql.rows(KindCount, sql.named(ROOM, "counts"), {"held": list(actor.scope), "most": MOST_COUNTED})


def counts_of_kind(actor: Actor, kind: str) -> list[StateCount]:
    """The same of one kind by state."""
    return sql.rows(
        StateCount,
        sql.named(ROOM, "counts_of_kind"),
        {"held": list(actor.scope), "kind": kind, "most": MOST_COUNTED},
    )


def attachment_of(actor: Actor, item: UUID, attachment: UUID) -> Attachment:
    row = sql.row(
        Attachment,
        "select a.digest, a.name, f.content_type from attachment a join stored_file f on f.digest = a.digest"
        " where a.id = %s and a.item = %s",
        (attachment, item),
    )
    if row is None:
        raise NotFound
    return row


def names_of_papers(item: UUID) -> list[str]:
    """Also of those that were withdrawn: a name is given once."""
    return sql.values(str, "select name from attachment where item = %s", (item,))


def verify_chains(connection: sql.Raw) -> Verified:
    """Check every chain of the journal. Needs a role that sees all."""
    with connection.cursor(row_factory=dict_row) as cursor:
        report = cursor.execute(sql.named(ROOM, "verify")).fetchone()
    assert report is not None
    return Verified(
        lines=report["lines"],
        chains=report["chains"],
        headless=report["headless"],
        broken=report["broken"] or [],
    )


def loads(actor: Actor) -> dict[int, Load]:
    """Open, late and closed today, per unit, of the work this actor may see."""
    rows = sql.rows(Load, sql.named(ROOM, "loads"), {"seen": list({*actor.scope, *actor.reads})})
    return {row.unit: row for row in rows}
