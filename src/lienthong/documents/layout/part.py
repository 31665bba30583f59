"""What a letter's page says of its file."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from lienthong.documents.around.queries import around
from lienthong.documents.layout.rules import file_name
from lienthong.ground.actor import Actor
from lienthong.work.desks.terms import Part
from lienthong.work.queries import Item


def on_paper(actor: Actor, item: Item, details: Mapping[str, Any]) -> list[Part]:
    """Nothing of a letter from outside: its paper is what was scanned."""
    if around(item.id).is_from_outside:
        return []
    letter = details["document"]
    shows = {
        "url": url_of(item.id),
        "name": file_name(letter["sign"]),
        "is_issued": letter["issued_at"] is not None,
        "sha256": around(item.id).print or "",
    }
    return [Part("Bản thể thức", "documents/on_paper.html", shows)]


def url_of(item: UUID) -> str:
    return f"/viec/{item}/ban-the-thuc"
