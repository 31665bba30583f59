"""What a recall draws on the page of an addressee's letter."""

from lienthong.documents.queries import Details
from lienthong.documents.recalling import queries
from lienthong.documents.terms import DELIVERY
from lienthong.ground.actor import Actor
from lienthong.kernel.wording import vn_datetime
from lienthong.work.desks.terms import Part
from lienthong.work.queries import Item


def asked_back(actor: Actor, item: Item, details: Details) -> list[Part]:
    """On top, until the addressee answers: who wants the letter back, when, in which words."""
    if item.kind != DELIVERY or item.closed_at is not None:
        return []
    asked = queries.asked(item.id)
    if asked is None:
        return []
    shows = {
        "words": asked.reason, "who": details["document"]["issuer"]["name"], "at": vn_datetime(asked.at),
    }  # fmt: skip
    return [Part("Nơi gửi đề nghị thu hồi văn bản này", "documents/came_back.html", shows, on_top=True)]
