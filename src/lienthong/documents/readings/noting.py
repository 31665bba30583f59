"""That somebody opened a letter: one line a day, together with COMMIT, so that nobody waits for it."""

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.ids import uuid7
from lienthong.work.queries import Item

ROOM = "lienthong.documents.readings"


def note_letter(actor: Actor, item: Item) -> None:
    """Nothing for who has no mandate: the system reads for somebody else."""
    if actor.mandate is None:
        return
    sql.run_at_commit(
        sql.named(ROOM, "note"),
        {
            "item": item.id,
            "mandate": actor.mandate,
            "day": actor.day,
            "lasting": not sql.is_only_reading(),
        },
    )


def note_printing(actor: Actor, item: Item) -> None:
    """That this person made a print of a letter: each time, and as read that day. Written before the print goes out."""
    note_letter(actor, item)
    sql.run(
        "insert into letter_printing (id, item, mandate, at) values (%s, %s, %s, world_now())",
        (uuid7(), item.id, actor.mandate),
    )
