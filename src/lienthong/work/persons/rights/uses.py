"""What is kept of a right that was used, and what the search finds a citizen by afterwards."""

from collections.abc import Mapping
from uuid import UUID

from psycopg.types.json import Jsonb

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.ids import uuid7

ROOM = "lienthong.work.persons.rights"


def keep_use(
    act: str, item: UUID, *, reason: str, by: Actor, before: Mapping[str, str] | None = None
) -> bool:
    """That a right was used, beside the journal's line, which holds no words of anybody: why, and of a correction what
    stood there before, field by field. False: the item is restricted already.
    """
    kept = {
        "id": uuid7(),
        "act": act,
        "item": item,
        "reason": reason.strip(),
        "before": Jsonb(before or {}),
        "mandate": by.mandate,
        "unit": by.unit,
    }
    return bool(sql.run(sql.named(ROOM, "keep_use"), kept))


def set_words(item: UUID, words: str) -> None:
    """What the search finds the citizen of an item by (`persons.words.citizen_words`), and nothing of what was; while
    the item is restricted only whoever serves the citizen does.
    """
    sql.run(sql.named(ROOM, "words"), {"item": item, "words": words})
