"""The sections of a letter's page that its sub-rooms draw, in order. Each draws what it knows of, or nothing."""

from lienthong.documents.copies import desk as copies
from lienthong.documents.directing.desk import draw_letter, draw_parts
from lienthong.documents.directing.terms import DIRECTION
from lienthong.documents.dispatch.parts import addressees
from lienthong.documents.doubles import showing as doubles
from lienthong.documents.drafting.parts import came_back, versions
from lienthong.documents.enclosures import desk as enclosures
from lienthong.documents.following.parts import beside
from lienthong.documents.layout.part import on_paper
from lienthong.documents.paper_letters import desk as paper_letters
from lienthong.documents.queries import Details
from lienthong.documents.readings import showing as readings
from lienthong.documents.recalling.parts import asked_back
from lienthong.documents.signing.desk import signatures
from lienthong.ground.actor import Actor
from lienthong.work.desks.terms import Part
from lienthong.work.queries import Item

PARTS = (
    came_back, asked_back, doubles.part, paper_letters.part, on_paper, enclosures.part, signatures, beside, copies.part,
    addressees, draw_parts, versions, readings.part,
)  # fmt: skip


def parts(actor: Actor, item: Item, details: Details) -> list[Part]:
    if item.kind == DIRECTION:  # a part of the work, which leads to its letter
        return draw_letter(actor, item, details)
    return [part for draw in PARTS for part in draw(actor, item, details)]
