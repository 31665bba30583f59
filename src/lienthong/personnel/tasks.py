"""What the worker does by itself, in real time."""

from django.db import transaction
from procrastinate.contrib.django import app

from lienthong.ground import sql


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="sweep_expired")
def sweep_expired(timestamp: int) -> int:
    """Forget expired sessions, tokens and attempts at doors; how many rows went."""
    with transaction.atomic():
        return sql.only_value(int, "select sweep_expired()")
