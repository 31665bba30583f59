from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.terms import ABILITIES


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


class Leader(NamedTuple):
    unit: int
    name: str
    title: str


def colleagues(actor: Actor) -> list[Colleague]:
    """People of the actor's unit who hold a mandate today."""
    return sql.rows(
        Colleague,
        "select m.id as mandate, p.name, po.title, po.section, po.role"
        " from post po join mandate m on m.post = po.id and m.during @> world_today()"
        " join person p on p.id = m.person where po.unit = %s order by sort_key(po.section), sort_key(p.name)",
        (actor.unit,),
    )


def mandates_of(account: int) -> list[Choosable]:
    """The mandates among which a person chooses at login, ended ones left out."""
    return sql.rows(
        Choosable,
        "select m.id, po.title, po.section, u.name as unit, m.temporary"
        " from account a join mandate m on m.person = a.person and m.during @> world_today()"
        " join post po on po.id = m.post join unit u on u.id = po.unit and u.during @> world_today()"
        " where a.id = %s order by sort_key(u.name), sort_key(po.title)",
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


def leader(unit: int, on: date) -> tuple[str, str]:
    """Name and title of who led a body on a day; empty when nobody did."""
    row = sql.row(Leader, sql.named("lienthong.personnel", "leaders"), {"units": [unit], "on": on})
    return (row.name, row.title) if row else ("", "")


def bodies_in_reach(actor: Actor, units: set[int]) -> set[int]:
    """Of these bodies, living or ended, those whose seat the actor's body holds or oversees today: their registers
    are open to the actor.
    """
    seats = [*actor.scope, *actor.reads]
    rows = sql.values(
        int, "select id from unit where id = any (%s) and seat_of(id) = any (%s)", (list(units), seats)
    )
    return set(rows)


def mandate_of(person: str, abilities: Collection[str] = ("sign_reorganisation",)) -> int:
    """The mandate under which this person may sign, or do what one of the abilities lets them."""
    signing = [role for role, own in ABILITIES.items() if not own.isdisjoint(abilities)]
    mandates = sql.values(
        int,
        "select distinct m.id from mandate m join post p on p.id = m.post join person pe on pe.id = m.person"
        " left join account a on a.person = pe.id"
        " where m.during @> world_today() and p.role = any (%s) and (a.username = %s or pe.name = %s)",
        (signing, person, person),
    )
    if len(mandates) == 1:
        return mandates[0]
    known = sql.values(
        str,
        "select distinct a.username from mandate m join post p on p.id = m.post join account a on a.person = m.person"
        " where m.during @> world_today() and p.role = any (%s) order by 1 limit 7",
        (signing,),
    )
    names = ", ".join(known) or "chưa có ai"
    why = "có nhiều phân công được ký" if mandates else "không phải người ký còn phân công"
    raise Refusal("unknown_signer", f"«{person}» {why}. Người ký được, theo tài khoản: {names}.", status=404)
