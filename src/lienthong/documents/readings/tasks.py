"""What the worker does by itself, in real time."""

from datetime import timedelta

from django.db import transaction
from procrastinate.contrib.django import app

from lienthong.documents.readings.terms import KEPT
from lienthong.ground import sql

AT_ONCE = 5_000
SWEEP = "select sweep_letter_readings(%s, %s) + sweep_letter_printings(%s, %s)"


@app.periodic(cron="43 * * * *")
@app.task(name="lienthong.documents.readings.tasks.sweep", queueing_lock="sweep_letter_readings")
def sweep(timestamp: int) -> int:
    """Forget lines of reads and prints that were kept their time; how many went."""
    swept = 0
    while gone := _sweep_some(KEPT):
        swept += gone
    return swept


def _sweep_some(kept: timedelta) -> int:
    with transaction.atomic():
        return sql.only_value(int, SWEEP, (kept, AT_ONCE, kept, AT_ONCE))
