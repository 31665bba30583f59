"""What the worker does by itself, in real time."""

from datetime import timedelta

from django.db import transaction
from procrastinate.contrib.django import app

from lienthong.ground import sql
from lienthong.work.persons.terms import KEPT

AT_ONCE = 5_000


@app.periodic(cron="41 * * * *")
@app.task(queueing_lock="sweep_readings")
def sweep_readings(timestamp: int) -> int:
    """Forget lines of reads that were kept their time; how many went."""
    swept = 0
    while gone := _sweep_some(KEPT):
        swept += gone
    return swept


def _sweep_some(kept: timedelta) -> int:
    with transaction.atomic():
        return sql.only_value(int, "select sweep_readings(%s, %s)", (kept, AT_ONCE))
