"""Letters by all that is known of them, and the searches people keep."""

from datetime import datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.finding.terms import CANDIDATES, SHOWN, WAYS, Sought
from lienthong.documents.terms import DELIVERY, DRAFT
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.clock import ZONE
from lienthong.kernel.lately import Lately
from lienthong.kernel.text import fold
from lienthong.work.persons.words import of_work
from lienthong.work.queries import items_asked

ROOM = "lienthong.documents.finding"

FIRST, LAST = datetime(1900, 1, 1, tzinfo=ZONE), datetime(2200, 1, 1, tzinfo=ZONE)

DEEPEST = 20_000
"""Items of one's own jurisdictions that are sifted where no word narrows them, of all together."""


class LetterRow(NamedTuple):
    id: UUID
    kind: str
    reference: str
    subject: str
    state: str
    received_at: datetime
    due_at: datetime | None
    paused_at: datetime | None
    closed_at: datetime | None
    type: str
    sender: str
    signer: str
    assignee: str


class UnitName(NamedTuple):
    id: int
    name: str


class SavedSearch(NamedTuple):
    id: UUID
    name: str
    query: str


def letters(actor: Actor, sought: Sought) -> list[LetterRow]:
    """Of what the actor may see, the newest first, `SHOWN` at most."""
    held = sorted({*actor.scope, *actor.archives})
    kind, _, state = sought.state.partition(".")
    kinds = [WAYS[sought.way]] if sought.way else [DELIVERY, DRAFT]
    asked = of_work(sought.words) if sought.words else None
    rows = sql.rows(
        LetterRow,
        sql.named(ROOM, "letters"),
        {
            "ids": [row.id for row in items_asked(asked, limit=CANDIDATES)] if asked else None,
            "inside": (asked.whole or None) if asked else None,
            "candidates": CANDIDATES,
            "held": held,
            "kinds": [each for each in kinds if kind in ("", each)],
            "state": state or None,
            "type": sought.type or None,
            "person": f"%{fold(sought.person)}%" if sought.person else None,
            "senders": _senders(sought.sender) if sought.sender else None,
            "since": datetime.combine(sought.since, time(), ZONE) if sought.since else FIRST,
            "until": datetime.combine(sought.until + timedelta(days=1), time(), ZONE)
            if sought.until
            else LAST,
            "depth": max(200, DEEPEST // max(1, len(held))),
            "limit": SHOWN,
        },
    )
    return [row for row in rows if not sought.sender or _is_named(row.sender, sought.sender)]


def _is_named(name: str, words: str) -> bool:
    folded = fold(name)
    return all(word in folded for word in fold(words).split())


def _senders(words: str) -> list[int]:
    """Bodies of any time whose name has all these words: a few thousand names, folded here."""
    sought = fold(words).split()
    return [unit for unit, folded in bodies() if all(word in folded for word in sought)]


def _folded_names() -> list[tuple[int, str]]:
    return [(unit.id, fold(unit.name)) for unit in sql.rows(UnitName, "select id, name from unit")]


bodies = Lately(_folded_names, seconds=60)
"""Bodies are founded by plans, not while somebody searches."""


def saved_searches(actor: Actor) -> list[SavedSearch]:
    """One's own, by name."""
    return sql.rows(
        SavedSearch,
        "select id, name, query from saved_search where mandate = %s order by sort_key(name), id",
        (actor.mandate,),
    )
