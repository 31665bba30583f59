"""What the worker does by itself, in real time."""

from django.db import transaction
from procrastinate.contrib.django import app

from lienthong.ground import sql

AT_ONCE = 5_000


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="sweep_expired")
def sweep_expired(timestamp: int) -> int:
    """Forget expired sessions, tokens and attempts at doors; how many rows went."""
    with transaction.atomic():
        return sql.only_value(int, "select sweep_expired()")


@app.periodic(cron="37 * * * *")
@app.task(queueing_lock="sweep_answers")
def sweep_answers(timestamp: int) -> int:
    """Forget answers under keys after 30 days, and citizens' secrets in them after one; how many answers went."""
    swept = 0
    while gone := _sweep_some_answers():
        swept += gone
    return swept


def _sweep_some_answers() -> int:
    with transaction.atomic():
        return sql.only_value(int, "select sweep_answers(%s)", (AT_ONCE,))
