"""The section «Văn bản liên quan» of a letter's page."""

from lienthong.documents.following.queries import letters_beside
from lienthong.ground.actor import Actor
from lienthong.work.desks.terms import Part
from lienthong.work.queries import Item


def beside(actor: Actor, item: Item, details: object) -> list[Part]:
    rows = letters_beside(item.id)
    if not rows:
        return []
    links = [
        {"label": row.label, "url": f"/viec/{row.item}" if row.item else None, "meta": row.meta}
        for row in rows
    ]
    is_replaced = any(row.relation == "replaced" for row in rows)
    return [Part("Văn bản liên quan", "documents/_beside.html", {"links": links, "is_replaced": is_replaced})]
