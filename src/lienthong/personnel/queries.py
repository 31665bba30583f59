from datetime import date
from typing import NamedTuple

from lienthong.ground import sql
from lienthong.ground.actor import Actor


class Colleague(NamedTuple):
    mandate: int
    name: str
    title: str
    section: str
    role: str


class Choosable(NamedTuple):
    """A mandate under which somebody may act today."""

    id: int
    title: str
    section: str
    unit: str
    temporary: bool


class Officer(NamedTuple):
    """Somebody who serves in a unit today."""

    name: str
    title: str
    section: str
    temporary: bool
    until: date | None


def colleagues(actor: Actor) -> list[Colleague]:
    """People of the actor's unit who hold a mandate today."""
    return sql.rows(
        Colleague,
        "select m.id as mandate, p.name, po.title, po.section, po.role"
        " from post po join mandate m on m.post = po.id and m.during @> world_today()"
        " join person p on p.id = m.person where po.unit = %s order by po.section, p.folded",
        (actor.unit,),
    )


def mandates_of(account: int) -> list[Choosable]:
    """The mandates among which a person chooses at login, ended ones left out."""
    return sql.rows(
        Choosable,
        "select m.id, po.title, po.section, u.name as unit, m.temporary"
        " from account a join mandate m on m.person = a.person and m.during @> world_today()"
        " join post po on po.id = m.post join unit u on u.id = po.unit and u.during @> world_today()"
        " where a.id = %s order by u.name, po.title",
        (account,),
    )


def staff_of(unit: int) -> list[Officer]:
    """Who serves in a unit today, by section; names of office holders are public."""
    return sql.rows(
        Officer,
        "select p.name, po.title, po.section, m.temporary, upper(m.during) as until"
        " from post po join mandate m on m.post = po.id and m.during @> world_today()"
        " join person p on p.id = m.person where po.unit = %s"
        " order by min(po.id) over (partition by po.section), po.id",
        (unit,),
    )
