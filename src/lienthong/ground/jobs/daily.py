"""Work of a day. It is given out when somebody looks and finds that today's was not, however long nobody looked.

A cron at an hour counts that hour in UTC, and one missed by ten minutes – the machine was off, the database away – is
left out in silence until the next day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, TypeVar

from procrastinate import exceptions
from procrastinate.manager import JobManager

from lienthong.kernel.clock import ZONE

Task = TypeVar("Task", bound=Any)

PERIOD = "day"


@dataclass(frozen=True)
class DaysWork:
    task: Any
    after: time
    """Local time from which it may begin; before it, yesterday's is the last that is due."""


_known: dict[str, DaysWork] = {}


def daily(*, after: time) -> Callable[[Task], Task]:
    """Of a task that takes `timestamp`: the midnight, in our zone, of the day it is for (seconds of the epoch)."""

    def noted(task: Task) -> Task:
        _known[task.name] = DaysWork(task, after)
        return task

    return noted


def last_due(after: time, now: datetime) -> int:
    """The midnight of the last day whose work may have begun by `now`."""
    local = now.astimezone(ZONE)
    day = local.date() if local.time() >= after else local.date() - timedelta(days=1)
    return int(datetime.combine(day, time(), ZONE).timestamp())


async def give_out(manager: JobManager, now: datetime) -> list[str]:
    """The names of the tasks given out now. That a day's was given out is kept by the queue beside the job, in one
    statement with it, so that of two workers one gives it out and a killed one leaves both or neither.
    """
    names = []
    for name, work in sorted(_known.items()):
        midnight = last_due(work.after, now)
        job = work.task.configure(task_kwargs={"timestamp": midnight}).job
        try:
            if await manager.defer_periodic_job(job=job, periodic_id=PERIOD, defer_timestamp=midnight):
                names.append(name)
        except exceptions.AlreadyEnqueued:
            continue  # yesterday's still waits: today's comes after it
    return names
