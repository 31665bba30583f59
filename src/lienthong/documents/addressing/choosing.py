"""What a form of addressees offers, and what stands in it before anybody types."""

from typing import NamedTuple
from uuid import UUID

from lienthong.documents.addressing.bodies import ROOM, choices_of
from lienthong.documents.addressing.terms import ADDRESS_ALL, EVERYBODY, WAYS
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.pages.forms import Choice, Choices
from lienthong.personnel.queries import colleagues
from lienthong.personnel.terms import ABILITIES
from lienthong.work.queries import Item


class Standing(NamedTuple):
    """Whom a draft goes to."""

    document: UUID
    side: str
    units: list[int]
    copies: list[int]
    persons: list[int]
    outside: list[str]


class GroupName(NamedTuple):
    id: UUID
    name: str
    n: int
    is_own: bool


class KnownOutside(NamedTuple):
    name: str
    address: str
    way: str


def choices(actor: Actor) -> Choices:
    """The bodies of the city that can receive a letter, groups, colleagues, bodies outside written to before."""
    units = choices_of(actor.day)
    return {
        "to": units,
        "copies": units,
        "groups": group_choices(actor),
        "persons": [
            Choice(str(person.mandate), f"{person.name} – {person.title}", person.section)
            for person in colleagues(actor)
            if "complete_delivery" in ABILITIES[person.role] and person.mandate != actor.mandate
        ],
        "chosen_outside": [
            (f"{body.name}; {body.address}; {body.way}", f"{body.name} ({WAYS[body.way]})")
            for body in known_outside(actor)
        ],
    }


def group_choices(actor: Actor) -> list[tuple[str, str]]:
    """Everybody for who speaks for the city, then the saved groups."""
    everybody = list(EVERYBODY.items()) if actor.can(ADDRESS_ALL) else []
    return everybody + [(str(group.id), f"{group.name} ({group.n} nơi)") for group in groups(actor)]


def groups(actor: Actor) -> list[GroupName]:
    """Those of the actor's body, then those for everybody, each by name."""
    return sql.rows(
        GroupName,
        "select id, name, cardinality(units) as n, seat = %(seat)s as is_own from addressee_group"
        " where seat = %(seat)s or is_for_all order by seat <> %(seat)s, sort_key(name)",
        {"seat": actor.seat},
    )


def known_outside(actor: Actor) -> list[KnownOutside]:
    return sql.rows(
        KnownOutside,
        "select name, address, way from outside_body where seat = %s order by sort_key(name) limit 500",
        (actor.seat,),
    )


def standing(item: UUID) -> Standing | None:
    """None where the letter is not seen."""
    return sql.row(Standing, sql.named(ROOM, "standing"), {"item": item})


def as_they_stand(actor: Actor, item: Item) -> dict[str, object]:
    """What the form of changing them holds before anybody types."""
    row = standing(item.id)
    if row is None:
        return {}
    lines = [line.rsplit("; ", 1) for line in row.outside]
    return {
        "to": row.units,
        "copies": row.copies,
        "persons": row.persons,
        "outside": "\n".join(f"{said}; {WAYS[way]}" for said, way in lines),
    }
