"""What the worker does by itself, in real time."""

from django.db import transaction
from procrastinate.contrib.django import app

from lienthong.ground import sql
from lienthong.ground.jobs.running import has_to_end
from lienthong.notices import telling

AT_ONCE = 5_000


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="sweep_notices")
def sweep_notices(timestamp: int) -> int:
    """Forget notices of more than 90 days and sent messages of more than 30; how many notices went."""
    swept = 0
    while not has_to_end() and (gone := _sweep_some()):
        swept += gone
    return swept


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="remind_of_due")
def remind_of_due(timestamp: int) -> int:
    """Whoever has a letter, or a part of one, that has lain since before today and is due until the end of the
    next working day, or that is late; how many.
    """
    with transaction.atomic():
        return telling.remind_of_due()


def _sweep_some() -> int:
    with transaction.atomic():
        return sql.only_value(int, "select sweep_notices(%s)", (AT_ONCE,))
