"""Reads about the people of a plan. Counts and names of office holders; no subject of any work."""

from collections.abc import Mapping
from typing import Any

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.text import fold
from lienthong.reorganisation.people.rules import lacking
from lienthong.reorganisation.people.terms import Hand, Known, Prepared

ROOM = "lienthong.reorganisation.people"


def sees_all(actor: Actor) -> bool:
    return actor.can("plan_reorganisation") or actor.can("sign_reorganisation")


def hands(plan: int, *, unit: int | None = None, words: str = "") -> list[Hand]:
    """Those without successor first. `unit`: only work that it gives or takes."""
    given = {"plan": plan, "unit": unit, "words": fold(words).strip()}
    return [Hand(*row) for row in sql.rows(sql.named(ROOM, "hands"), given)]


def hands_of(actor: Actor, plan: int, words: str = "") -> list[Hand]:
    """Planners and signers see the whole plan, others what their own body gives or takes."""
    return hands(plan, unit=None if sees_all(actor) else actor.unit, words=words)


def hand_of(actor: Actor, plan: int, mandate: int, target: int) -> Hand:
    found = next((h for h in hands_of(actor, plan) if (h.mandate, h.target) == (mandate, target)), None)
    if found is None:
        raise NotFound
    return found


def candidates(plan: int, unit: int) -> list[Any]:
    return sql.rows(sql.named(ROOM, "candidates"), {"plan": plan, "unit": unit})


def in_hands(plan: int) -> Mapping[str, Any]:
    """What a reconciliation says of it: people, items, and those without successor."""
    found = hands(plan)
    alone = [hand for hand in found if hand.successor is None]
    return {
        "people": len({hand.mandate for hand in found}), "items": sum(hand.n for hand in found),
        "people_without": len({hand.mandate for hand in alone}), "items_without": sum(hand.n for hand in alone),
    }  # fmt: skip


def prepared(plan: int, words: str = "") -> list[Prepared]:
    found = sql.rows(sql.named(ROOM, "prepared"), {"plan": plan, "words": fold(words).strip()})
    return [
        Prepared(row.unit, row.code, row.body, row.name, row.n, row.temporary, lacking(row.body, row.roles))
        for row in found
    ]


def staff(plan: int, unit: int) -> list[Any]:
    return sql.rows(sql.named(ROOM, "staff"), {"plan": plan, "unit": unit})


def body(plan: int, unit: int) -> Prepared:
    found = next((one for one in prepared(plan) if one.unit == unit), None)
    if found is None:
        raise NotFound
    return found


def known(plan: int) -> Known:
    """What a staffing list is checked against."""
    units = sql.rows(
        "select u.code, u.body, u.id from planned_unit p join unit u on u.id = p.unit where p.plan = %s and p.begins",
        (plan,),
    )
    accounts = sql.rows("select a.username, p.name from account a join person p on p.id = a.person")
    return Known(
        {(row.code, row.body): row.id for row in units}, {row.username: row.name for row in accounts}
    )
