"""Who has read a letter, on its page."""

from typing import Any

from lienthong.documents.readings.queries import may_see_readers, readers
from lienthong.documents.readings.terms import SHOWN
from lienthong.ground.actor import Actor
from lienthong.work.desks.terms import Part
from lienthong.work.queries import Item


def part(actor: Actor, item: Item, details: Any) -> list[Part]:
    """Nothing where nobody has; the page that is drawn now is noted after it is drawn."""
    rows = readers(item.id) if may_see_readers(actor, item) else []
    how_many = f"{SHOWN} người đọc gần đây nhất" if len(rows) == SHOWN else f"{len(rows)} người"
    shows = {"rows": rows, "how_many": how_many, "sheet": f"/viec/{item.id}/nguoi-da-doc.csv"}
    return [Part("Ai đã đọc", "documents/readers.html", shows)] if rows else []
