from typing import Any

from lienthong.ground import sql
from lienthong.ground.actor import Actor


def colleagues(actor: Actor) -> list[Any]:
    """People of the actor's unit who hold a mandate today: (mandate, name, title, section, role)."""
    return sql.rows(
        "select m.id as mandate, p.name, po.title, po.section, po.role"
        " from post po join mandate m on m.post = po.id and m.during @> world_today()"
        " join person p on p.id = m.person where po.unit = %s order by sort_key(po.section), sort_key(p.name)",
        (actor.unit,),
    )


def mandates_of(account: int) -> list[Any]:
    """The mandates among which a person chooses at login, ended ones left out."""
    return sql.rows(
        "select m.id, po.title, po.section, u.name as unit, m.temporary"
        " from account a join mandate m on m.person = a.person and m.during @> world_today()"
        " join post po on po.id = m.post join unit u on u.id = po.unit and u.during @> world_today()"
        " where a.id = %s order by sort_key(u.name), sort_key(po.title)",
        (account,),
    )


def staff_of(unit: int) -> list[Any]:
    """Who serves in a unit today, by section; names of office holders are public."""
    return sql.rows(
        "select p.name, po.title, po.section, m.temporary, upper(m.during) as until"
        " from post po join mandate m on m.post = po.id and m.during @> world_today()"
        " join person p on p.id = m.person where po.unit = %s"
        " order by min(po.id) over (partition by po.section), po.id",
        (unit,),
    )
