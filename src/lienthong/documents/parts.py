"""The sections of a letter's page that its sub-rooms draw, in order."""

from lienthong.documents.drafting.parts import came_back, versions
from lienthong.documents.queries import Details
from lienthong.ground.actor import Actor
from lienthong.work.desks.terms import Part
from lienthong.work.queries import Item

PARTS = (came_back, versions)


def parts(actor: Actor, item: Item, details: Details) -> list[Part]:
    return [part for draw in PARTS for part in draw(actor, item, details)]
