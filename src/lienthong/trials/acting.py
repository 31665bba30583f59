"""Acting from a command, as somebody with a mandate: through the same question as at every door."""

from collections.abc import Iterator
from contextlib import contextmanager

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.personnel.acting import acting

CENTRE = """
select m.id from mandate m join post p on p.id = m.post cross join world w
where p.role = 'quan_tri' and m.during @> world_today()
order by keys_of(w.origin) @> m.id desc, exists (select from account a where a.person = m.person and not a.active), m.id
limit 1
"""


@contextmanager
def as_centre() -> Iterator[Actor]:
    """The centre of this installation, which runs trial operations; never that of one it has joined."""
    with acting(sql.only_value(int, CENTRE)) as centre:
        yield centre


@official_act
def advance_clock(to: str, *, by: Actor) -> Answer:
    """Move a trial world's clock forward, to an instant in ISO 8601; the database refuses the other direction
    and the live world."""
    by.require("run_round")
    append_line("clock.advanced", {"to": to}, by=by)
    sql.run("select advance_clock(%s)", (to,))
    return {"to": to}
