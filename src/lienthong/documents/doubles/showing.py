"""The warning on the page of a letter that may have come twice: both lead to each other."""

from datetime import datetime
from typing import Any

from lienthong.documents.around.queries import DoubleFacts, around
from lienthong.documents.doubles.terms import DOUBLE_OF
from lienthong.documents.terms import DELIVERY
from lienthong.ground.actor import Actor
from lienthong.work.desks.terms import Part
from lienthong.work.queries import Item


def part(actor: Actor, item: Item, details: Any) -> list[Part]:
    if item.kind != DELIVERY:
        return []
    rows = [_shown(double) for double in around(item.id).doubles or ()]
    shows = {"rows": rows, "is_new": item.state == "arrived"}
    return [Part("Có thể trùng", "documents/doubles.html", shows)] if rows else []


def _shown(double: DoubleFacts) -> dict[str, object]:
    came = datetime.fromisoformat(double["received_at"])
    return {**double, "received_at": came, "how": DOUBLE_OF[double["how"]]}
