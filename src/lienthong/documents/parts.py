"""The sections of a letter's page that its sub-rooms draw, in order."""

from lienthong.documents.doubles import showing as doubles
from lienthong.documents.drafting.parts import came_back, versions
from lienthong.documents.enclosures import desk as enclosures
from lienthong.documents.queries import Details
from lienthong.documents.readings import showing as readings
from lienthong.ground.actor import Actor
from lienthong.work.desks.terms import Part
from lienthong.work.queries import Item

PARTS = (came_back, doubles.part, enclosures.part, versions, readings.part)


def parts(actor: Actor, item: Item, details: Details) -> list[Part]:
    return [part for draw in PARTS for part in draw(actor, item, details)]
