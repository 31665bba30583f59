"""python -m lienthong.trials.handover OPENS_AT: what a trial world finds in flight when the new units begin.

On the morning of 27 June 2025 the counters of abolished communes take in dossiers, by the same act as every
counter; then the world's clock goes forward. A round takes two a ward, one played by people two of its own.
"""

import os
import sys
from random import Random
from typing import Any, NamedTuple

import django

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.personnel.acting import acting
from lienthong.personnel.believable.names import draw_name
from lienthong.procedures.actions import take_in_dossier
from lienthong.trials.acting import advance_clock, as_centre
from lienthong.units.terms import CITY_PROVINCE

ROUNDS, A_ROUND = 6, 2
ROUNDS_BESIDES = 2
"""For communes of other provinces: making these dossiers takes longer than all else of a world of the nation."""
PEOPLES_UNITS = ("27094",)
FOR_PEOPLE = "[Người thật]"

COUNTERS = """
select distinct on (n.id) n.code, o.id as area, o.name as place, m.id as mandate, p_new.code as province
from area n
join area p_new on p_new.id = n.province
join area_heir h on h.new = n.id and h.is_default
join area o on o.id = h.old
join unit u on u.area = o.id and u.body = 'ubnd' and u.during @> world_today()
join post p on p.unit = u.id and p.role = 'tiep_nhan'
join mandate m on m.post = p.id and m.during @> world_today()
where n.rank = 'commune' and not (n.during @> world_today())
order by n.id, h.is_partial, o.id
"""

PROCEDURES = (
    ("1.004873", ("Tờ khai", "Giấy tờ tùy thân")),
    ("1.001612", ("Giấy đề nghị đăng ký", "Giấy tờ tùy thân chủ hộ", "Hợp đồng thuê địa điểm")),
    ("2.000720", ("Thông báo thay đổi", "Giấy chứng nhận đã cấp")),
)
"""Three working days each: promised for 2 July, when another office gives the result."""


class CounterRow(NamedTuple):
    code: str
    area: int
    place: str
    mandate: int
    province: str


def main(opens_at: str) -> None:
    django.setup()
    chance = Random(2025)  # noqa: S311 – names, not secrets
    counters = sql.rows(CounterRow, COUNTERS)
    # The city first and in its old order: its names are drawn as in a world of its own.
    for counter in sorted(counters, key=lambda counter: counter.province != CITY_PROVINCE):
        with acting(counter.mandate) as clerk:
            _take_in(counter, clerk, chance)
    with as_centre() as centre:
        advance_clock(opens_at, by=centre)


def _take_in(counter: Any, clerk: Actor, chance: Random) -> None:
    rounds = ROUNDS if counter.province == CITY_PROVINCE else ROUNDS_BESIDES
    marks = [""] * (rounds * A_ROUND)
    if counter.code in PEOPLES_UNITS:
        marks += [f" {FOR_PEOPLE}"] * (ROUNDS * A_ROUND)
    for mark in marks:
        procedure, papers = chance.choice(PROCEDURES)
        take_in_dossier(
            procedure=procedure, applicant=draw_name(chance) + mark, phone=f"09{chance.randrange(10**8):08}",
            address=counter.place, area=counter.area, papers=papers,
            note=f"Mã hồ sơ thử DT-{os.urandom(4).hex()}.", by=clerk,
        )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1])
