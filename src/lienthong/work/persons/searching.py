"""The search over all one may see, and at the counter by a citizen's name or number."""

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel import reading
from lienthong.kernel.text import fold
from lienthong.work.desks.registry import kinds, known_of
from lienthong.work.persons.readings import ROOM, note_readings
from lienthong.work.persons.showing import knows_all
from lienthong.work.persons.words import citizen_query, names_somebody
from lienthong.work.queries import PAGE, FoundItem
from lienthong.work.queries import search as search_work


def search(actor: Actor, words: str, *, limit: int = PAGE) -> list[FoundItem]:
    """By words of the work or by reference; for who always needs to know the citizens of a kind, by their name or
    number too – what only that found says whose it is, so it leaves a line. Newest first.
    """
    of_work, folded = search_work(actor, words, limit=limit), fold(reading.sought(words))
    of_kinds = [kind.name for kind in kinds() if known_of(kind.name) and knows_all(actor, kind.name)]
    if not of_kinds or not names_somebody(folded):
        return of_work
    known = {row.id for row in of_work}
    of_citizens = [
        row
        for row in sql.rows(
            FoundItem,
            sql.named(ROOM, "search"),
            {
                "query": citizen_query(folded, names_one=True),
                "held": list(actor.scope),
                "kinds": of_kinds,
                "limit": limit,
            },
        )
        if row.id not in known
    ]
    shown = sorted([*of_work, *of_citizens], key=lambda row: (-row.received_at.timestamp(), row.id))[:limit]
    by_citizen = {row.id for row in of_citizens}
    note_readings([row.id for row in shown if row.id in by_citizen], "search", by=actor)
    return shown
