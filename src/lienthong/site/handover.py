"""python -m lienthong.site.handover OPENS_AT: what a trial world finds in flight when the new units begin.

On the morning of 27 June 2025 the counters of abolished communes take in dossiers, by the same act as every
counter; then the world's clock goes forward. A round takes two of a ward, one played by people two of its own.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from random import Random
from typing import Any

import django
from django.db import transaction

from lienthong.ground import acts, sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.personnel.asking import mint_token, who_asks
from lienthong.personnel.names import draw_name
from lienthong.procedures.actions import take_in_dossier

ROUNDS, A_ROUND = 6, 2
PEOPLES_UNITS = ("27094",)
FOR_PEOPLE = "[Người thật]"

COUNTERS = """
select distinct on (n.id) n.code, o.id as area, o.name as place, m.id as mandate
from area n
join area_heir h on h.new = n.id and h.is_default
join area o on o.id = h.old
join unit u on u.area = o.id and u.body = 'ubnd' and u.during @> world_today()
join post p on p.unit = u.id and p.role = 'tiep_nhan'
join mandate m on m.post = p.id and m.during @> world_today()
where n.rank = 'commune' and not (n.during @> world_today())
order by n.id, h.is_partial, o.id
"""

CENTRE = """
select m.id from mandate m join post p on p.id = m.post
where p.role = 'quan_tri' and m.during @> world_today() order by m.id limit 1
"""

PROCEDURES = (
    ("1.004873", ("Tờ khai", "Giấy tờ tùy thân")),
    ("1.001612", ("Giấy đề nghị đăng ký", "Giấy tờ tùy thân chủ hộ", "Hợp đồng thuê địa điểm")),
    ("2.000720", ("Thông báo thay đổi", "Giấy chứng nhận đã cấp")),
)
"""Three working days each: promised for 2 July, when another office gives the result."""


def main(opens_at: datetime) -> None:
    django.setup()
    chance = Random(2025)
    for counter in sql.rows(COUNTERS):
        with acting(counter.mandate) as clerk:
            _take_in(counter, clerk, chance)
    sql.one("select fill_in_flight()")
    with acting(sql.one(CENTRE)) as centre:
        advance_clock(opens_at, by=centre)


@contextmanager
def acting(mandate: int) -> Iterator[Actor]:
    """A transaction of the holder of this mandate, through the same question as every door's."""
    with ExitStack() as stack:
        stack.enter_context(transaction.atomic())
        token = mint_token(mandate, "world maker", lasts=timedelta(minutes=5))
        actor, earlier = who_asks(token, "token")
        stack.enter_context(acts.opened(actor, earlier=earlier))
        yield actor


def _take_in(counter: Any, clerk: Actor, chance: Random) -> None:
    marks = [""] * (ROUNDS * A_ROUND)
    if counter.code in PEOPLES_UNITS:
        marks += [f" {FOR_PEOPLE}"] * (ROUNDS * A_ROUND)
    for mark in marks:
        procedure, papers = chance.choice(PROCEDURES)
        take_in_dossier(
            procedure=procedure, applicant=draw_name(chance) + mark, phone=f"09{chance.randrange(10**8):08}",
            address=counter.place, area=counter.area, papers=papers,
            note=f"Mã hồ sơ thử DT-{os.urandom(4).hex()}.", by=clerk,
        )  # fmt: skip


@official_act
def advance_clock(to: datetime, *, by: Actor) -> Answer:
    """Move a trial world's clock forward; the database refuses the other direction and the live world."""
    by.require("run_round")
    append_line("clock.advanced", {"to": to.isoformat()}, by=by)
    sql.one("select advance_clock(%s)", (to,))
    return {"to": to.isoformat()}


if __name__ == "__main__":
    main(datetime.fromisoformat(sys.argv[1]))
