"""Who plays in the tests of this room, as the database knows them."""

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel import clock
from lienthong.personnel.terms import ABILITIES

AN_KHANH, BEN_THANH = "27094", "26743"
CENTRE = "H29-TTCDS"

OFFICER = """
select m.id as mandate, m.person, p.unit, seat_of(p.unit) as seat, p.section, p.role, pe.name,
       u.name as unit_name, u.code, held_by(p.unit, world_today()) as scope, world_now() as at,
       coalesce((select array_agg(h.jurisdiction) from oversight o
                 join holding h on h.unit = o.unit and h.during @> world_today()
                 where o.post = p.id), '{}') as reads
from mandate m
join post p on p.id = m.post
join person pe on pe.id = m.person
join unit u on u.id = p.unit and u.during @> world_today()
where p.role = %s and u.code = %s and m.during @> world_today()
order by m.id limit 1
"""


def officer(role: str, code: str) -> Actor:
    found = sql.row(OFFICER, (role, code))
    return Actor(
        "officer", at=clock.local(found.at), mandate=found.mandate, person=found.person, unit=found.unit,
        seat=found.seat, section=found.section, role=role, abilities=ABILITIES[role],
        scope=tuple(found.scope), reads=tuple(found.reads), name=found.name, unit_name=found.unit_name,
        unit_code=found.code,
    )  # fmt: skip
