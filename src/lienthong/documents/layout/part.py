"""What a letter's page says of its file."""

from uuid import UUID

from lienthong.documents.layout.queries import print_behind
from lienthong.documents.layout.rules import file_name
from lienthong.documents.queries import Details
from lienthong.ground.actor import Actor
from lienthong.work.desks.terms import Part
from lienthong.work.queries import Item


def on_paper(actor: Actor, item: Item, details: Details) -> list[Part]:
    """Nothing of a letter from outside: its paper is what was scanned."""
    if details["outside"] is not None:
        return []
    letter = print_behind(item.id)
    shows = {
        "url": url_of(item.id),
        "name": file_name(letter.sign),
        "is_issued": letter.is_issued,
        "sha256": letter.digest or "",
    }
    return [Part("Bản thể thức", "documents/on_paper.html", shows)]


def url_of(item: UUID) -> str:
    return f"/viec/{item}/ban-the-thuc"
