"""Work found by an old or a new unit, with three views of «which unit» kept apart."""

from datetime import date
from typing import Any

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.text import fold
from lienthong.units.rules import spells

ROOM = "lienthong.work.finding"
SHOWN = 200
VIEWS = {
    "recorded": "Cơ quan khi tiếp nhận",
    "as_of": "Cơ quan vào ngày đã chọn",
    "current": "Cơ quan hiện nay",
    "constant": "Địa bàn không đổi",
}


def areas(words: str, limit: int = 40) -> list[Any]:
    """Areas of any generation, exact spellings first: a name never identifies one."""
    given = {"folded": fold(words), "code": words.strip(), "limit": limit}
    found = sql.rows(sql.named(ROOM, "areas"), given) if words.strip() else []
    return sorted(found, key=lambda area: not spells(area.name, words))


def area(number: int) -> Any:
    found = sql.row(
        "select id, code, name, lower(during) as starts_on, upper(during) as ends_on from area where id = %s",
        (number,),
    )
    if found is None:
        raise NotFound
    return found


def items(actor: Actor, area: int, on: date) -> list[Any]:
    """Open work first, the soonest due; then what is closed."""
    return sql.rows(sql.named(ROOM, "items"), {"area": area, "on": on, "limit": SHOWN})


def sums(actor: Actor, area: int, on: date, by: str) -> list[Any]:
    return sql.rows(sql.named(ROOM, "sums"), {"area": area, "on": on, "by": by})
