"""What the worker does by itself, in real time."""

from django.db import transaction
from procrastinate.contrib.django import app

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import opening
from lienthong.kernel import clock
from lienthong.reorganisation.divisions.queries import ROOM
from lienthong.reorganisation.divisions.streets import read_addresses

AT_ONCE = 5_000


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="read_divided_addresses")
def read_divided_addresses(timestamp: int) -> int:
    """Read what addresses say of work that is to be divided: after a plan was prepared, and as new work comes in.

    How many. Each batch is a transaction of its own, whose scope is the divided baskets and nothing else.
    """
    read = 0
    while batch := _read_some():
        read += batch
    return read


def _read_some() -> int:
    with transaction.atomic():
        row = sql.row(sql.named(ROOM, "divided_baskets"))
        if not row.baskets:
            return 0
        reader = Actor(
            "system", at=clock.local(row.at), scope=tuple(row.baskets), door="read_divided_addresses"
        )
        with opening(reader):
            return read_addresses(row.baskets, AT_ONCE)
