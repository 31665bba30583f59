"""Acting from a command, as somebody with a mandate: through the same question as at every door."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta

from django.db import transaction

from lienthong.ground import acts, sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.personnel.asking import mint_token, who_asks

CENTRE = """
select m.id from mandate m join post p on p.id = m.post cross join world w
where p.role = 'quan_tri' and m.during @> world_today()
order by keys_of(w.origin) @> m.id desc, m.id limit 1
"""


@contextmanager
def acting(mandate: int) -> Iterator[Actor]:
    """A transaction of the holder of this mandate."""
    with ExitStack() as stack:
        stack.enter_context(transaction.atomic())
        token = mint_token(mandate, "command line", lasts=timedelta(minutes=5))
        actor, earlier = who_asks(token, "token")
        stack.enter_context(acts.opened(actor, earlier=earlier))
        yield actor


@contextmanager
def as_centre() -> Iterator[Actor]:
    """The centre of this installation, which runs trial operations; never that of one it has joined."""
    with acting(sql.one(CENTRE)) as centre:
        yield centre


@official_act
def advance_clock(to: str, *, by: Actor) -> Answer:
    """Move a trial world's clock forward, to an instant in ISO 8601; the database refuses the other direction
    and the live world."""
    by.require("run_round")
    append_line("clock.advanced", {"to": to}, by=by)
    sql.one("select advance_clock(%s)", (to,))
    return {"to": to}
