"""What the state machine of reorganisations plays with: a family of wards, three acts, a crash, what it remembers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import official_act
from lienthong.kernel import clock
from lienthong.work.items.actions import move_item, open_item
from lienthong.work.items.terms import Arrival, Change, Move, NewItem
from tests import sql as asked
from tests.reorganisation.plans import signers


@contextmanager
def as_owner() -> Iterator[None]:
    sql.run("reset role")
    yield
    sql.run("set local role lienthong_app")


def signers_known() -> tuple[Actor, Actor]:
    """Asked for before the process starts to die."""
    with patch.object(sql, "_execute", _REAL):
        return signers()


_REAL = sql._execute


FAMILY = ("27088", "27091", "27094", "27106", "27112", "27115")
KINDS = ("merge", "split", "extract", "rename")
EDIT = Move(
    "assess", "Thẩm định", "dossier", frozenset({"received"}), "received", "dossier.assessed", "view_board"
)

LIVING = """
select id, code from area where rank = 'commune' and code = any (%s) and during @> %s::date order by code, id
"""
JURISDICTIONS = """
with mine as (select id from area where rank = 'commune' and code = any (%s)),
own as (select j.id from jurisdiction j left join unit u on u.id = j.unit
        where j.area in (select * from mine) or u.area in (select * from mine))
select id from own union select p.id from jurisdiction p join own on p.parent = own.id
"""
BROKEN = """
select j.id from jurisdiction j
left join (holding h join unit u on u.id = h.unit) on h.jurisdiction = j.id
where j.id = any (%s)
group by j.id
having range_agg(h.during) is distinct from datemultirange(j.during) or bool_or(not h.during <@ u.during)
    or exists (select from holding a join holding b on b.jurisdiction = a.jurisdiction and b.id > a.id
               where a.jurisdiction = j.id and a.during && b.during)
"""
HELD = "select jurisdiction, unit from holding where jurisdiction = any (%s) and during @> %s::date"
ALL = """
select md5(string_agg(t, '|' order by t)) from (
    select concat_ws(',', jurisdiction, unit, during) as t from holding where jurisdiction = any (%s)
    union all select concat_ws(',', id, state) from plan) every
"""
LASTING = """
select id, kind, reference, received_at, due_at, received_seat, place, field, chain_seq, jurisdiction
from work_item where id = any (%s)
"""


class Crash(Exception):
    pass


@official_act
def submit(area: int, day: date, number: int, *, by: Actor) -> dict[str, Any]:
    jurisdiction = asked.one("select jurisdiction_for('territory', %s::int, null, %s::date)", (area, day))
    dossier = NewItem(
        "dossier", subject="Thử", state="received", verb="dossier.received", reference=f"T-{number}",
        place=area, field="Hộ tịch", due_at=by.at + timedelta(days=number % 9),
    )  # fmt: skip
    return open_item(dossier, Arrival(jurisdiction, by.seat), by=by).answer()


@official_act
def work_on(item: UUID, *, by: Actor) -> dict[str, Any]:
    return move_item(EDIT, Change(item), by=by).answer()


@official_act
def refine(item: UUID, part: int, *, by: Actor) -> dict[str, Any]:
    return move_item(EDIT, Change(item, jurisdiction=part), by=by).answer()


def hands_of(unit: int) -> Actor:
    """Anybody of a unit, as the door would let them in today."""
    row = asked.row(
        "select seat_of(%(u)s::int) as seat, held_by(%(u)s::int, world_today()) as scope, world_now() as at",
        {"u": unit},
    )
    return Actor(
        "officer", at=clock.local(row.at), unit=unit, seat=row.seat, scope=tuple(row.scope),
        abilities=frozenset({"view_board"}),
    )  # fmt: skip


@contextmanager
def crashing_after(statements: int) -> Iterator[None]:
    """The process dies before the next statement: what it had sent is rolled back with its transaction."""
    left = [statements]
    real = sql._execute

    def dying(*args: Any, **kwargs: Any) -> Any:
        if left[0] == 0:
            raise Crash
        left[0] -= 1
        return real(*args, **kwargs)

    with patch.object(sql, "_execute", dying):
        yield


@dataclass
class Known:
    """What was acknowledged: an item with what must last, and how often it was worked on."""

    lasting: tuple[Any, ...]
    steps: int = 1


@dataclass
class Made:
    number: int
    day: date
    digest: str
    before: dict[int, int] = field(default_factory=dict)
    state: str = "draft"
