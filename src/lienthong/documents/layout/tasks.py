"""What the worker does by itself: the files of letters that were issued."""

from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from lienthong.documents.layout.prints import keep_print
from lienthong.ground import acts, sql

AT_ONCE = 100


class Due(NamedTuple):
    """An issued letter without a file: its draft, and the seat in which that lies."""

    item: UUID
    seat: int


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="keep_prints")
def keep_prints(timestamp: int) -> int:
    """Each in a transaction of its own, oldest first; how many were made."""
    due = sql.rows(Due, "select item, seat from prints_due(%s)", (AT_ONCE,))
    for letter in due:
        with transaction.atomic():
            acts.set_scope((letter.seat,))
            keep_print(letter.item)
    return len(due)
