"""From the page's letter to the act's: what a person chooses in a form, as the act wants it."""

from typing import Any, NamedTuple

from lienthong.documents.terms import DELIVERY
from lienthong.documents.types.choosing import text_choices
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.sorting import sort_key
from lienthong.pages.forms import Choices
from lienthong.work.receivers.queries import units_taking_up

_BODIES = """
select id, name, area is not null as is_ward
from unit
where during @> world_today() and side = any (%(sides)s)
  and (agency is not null
       or body in ('ubnd', 'dang_uy') and area in (
           select communes_of((select id from area where code = '79' and rank = 'province'
                               and during @> world_today()), world_today())))
"""


class BodyRow(NamedTuple):
    id: int
    name: str
    is_ward: bool


def _bodies(actor: Actor, *sides: str) -> list[BodyRow]:
    """In which somebody takes letters up: those of the city first, then the wards, each by name."""
    attended = units_taking_up(DELIVERY, actor.day)
    rows = [row for row in sql.rows(BodyRow, _BODIES, {"sides": list(sides)}) if row.id in attended]
    return sorted(rows, key=lambda row: (row.is_ward, sort_key(row.name)))


def choices(actor: Actor) -> Choices:
    """What the form offers: types, urgencies, and the bodies of the city that can receive a letter."""
    bodies = [(str(row.id), row.name) for row in _bodies(actor, "government", "party")]
    return {
        "to": bodies,
        "copy_to": bodies,
        **text_choices(actor.day),
    }


def as_draft(actor: Actor, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of `draft_document` from those of `WriteLetter`. «All»: in which somebody takes letters up."""
    letter = dict(fields)
    to, everywhere, copy_to = letter.pop("to"), letter.pop("to_all"), letter.pop("copy_to")
    wards = [row.id for row in _bodies(actor, letter["side"]) if row.is_ward] if everywhere else []
    return {**letter, "to": [to, *wards] if to else wards, "copies": [copy_to] if copy_to else []}
