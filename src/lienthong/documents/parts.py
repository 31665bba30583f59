"""Sections a letter's page has of its own, in order."""

from typing import Any

from lienthong.documents.doubles import showing as doubles
from lienthong.documents.enclosures import desk as enclosures
from lienthong.documents.readings import showing as readings
from lienthong.ground.actor import Actor
from lienthong.work.desks.terms import Part
from lienthong.work.queries import Item

PARTS = (doubles.part, enclosures.part, readings.part)


def parts(actor: Actor, item: Item, details: Any) -> list[Part]:
    return [part for draw in PARTS for part in draw(actor, item, details)]
