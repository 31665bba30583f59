"""Sections of their own that letters have on an item's page, in order. Each draws what it knows of, or nothing."""

from lienthong.documents.directing.desk import draw_letter, draw_parts
from lienthong.documents.queries import Details
from lienthong.ground.actor import Actor
from lienthong.work.desks.terms import Part
from lienthong.work.queries import Item

PARTS = (draw_letter, draw_parts)


def parts(actor: Actor, item: Item, details: Details) -> list[Part]:
    return [part for draw in PARTS for part in draw(actor, item, details)]
