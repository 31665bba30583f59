from datetime import date
from typing import Any

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.terms import ABILITIES


def colleagues(actor: Actor) -> list[Any]:
    """People of the actor's unit who hold a mandate today: (mandate, name, title, section, role)."""
    return sql.rows(
        "select m.id as mandate, p.name, po.title, po.section, po.role"
        " from post po join mandate m on m.post = po.id and m.during @> world_today()"
        " join person p on p.id = m.person where po.unit = %s order by po.section, p.folded",
        (actor.unit,),
    )


def mandates_of(account: int) -> list[Any]:
    """The mandates among which a person chooses at login, ended ones left out."""
    return sql.rows(
        "select m.id, po.title, po.section, u.name as unit, m.temporary"
        " from account a join mandate m on m.person = a.person and m.during @> world_today()"
        " join post po on po.id = m.post join unit u on u.id = po.unit and u.during @> world_today()"
        " where a.id = %s order by u.name, po.title",
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


def leader(unit: int, on: date) -> tuple[str, str]:
    """Name and title of who led a body on a day; empty when nobody did."""
    found = sql.row(sql.named("lienthong.personnel", "leaders"), {"units": [unit], "on": on})
    return (found.name, found.title) if found else ("", "")


def mandate_of(person: str) -> int:
    """The mandate under which this person may sign."""
    signing = [role for role, abilities in ABILITIES.items() if "sign_reorganisation" in abilities]
    found = sql.rows(
        "select distinct m.id from mandate m join post p on p.id = m.post join person pe on pe.id = m.person"
        " left join account a on a.person = pe.id"
        " where m.during @> world_today() and p.role = any (%s) and (a.username = %s or pe.name = %s)",
        (signing, person, person),
    )
    if len(found) == 1:
        return int(found[0].id)
    known = sql.rows(
        "select distinct a.username from mandate m join post p on p.id = m.post join account a on a.person = m.person"
        " where m.during @> world_today() and p.role = any (%s) order by 1 limit 7",
        (signing,),
    )
    names = ", ".join(row.username for row in known) or "chưa có ai"
    why = "có nhiều phân công được ký" if found else "không phải người ký còn phân công"
    raise Refusal("unknown_signer", f"«{person}» {why}. Người ký được, theo tài khoản: {names}.", status=404)
