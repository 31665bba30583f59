"""The warning on the page of a letter that may have come twice: both lead to each other."""

from typing import Any

from lienthong.documents.doubles.queries import doubles_of
from lienthong.documents.doubles.terms import DOUBLE_OF
from lienthong.documents.terms import DELIVERY
from lienthong.ground.actor import Actor
from lienthong.work.desks.terms import Part
from lienthong.work.queries import Item


def part(actor: Actor, item: Item, details: Any) -> list[Part]:
    if item.kind != DELIVERY:
        return []
    rows = [{**row._asdict(), "how": DOUBLE_OF[row.how]} for row in doubles_of(item.id)]
    shows = {"rows": rows, "is_new": item.state == "arrived"}
    return [Part("Có thể trùng", "documents/doubles.html", shows)] if rows else []
