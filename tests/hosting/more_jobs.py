"""Jobs as bad as jobs can be."""

import os
import signal

from procrastinate.contrib.django import app

from lienthong.ground import sql
from lienthong.ground.jobs.running import Again, has_to_end

NEVER_FREE = 4_711


@app.task(name="tests.hang", queueing_lock="hang")
def hang() -> None:
    """Waits for a lock the test holds, and asks nobody whether to end."""
    sql.run("select pg_advisory_lock(%s)", (NEVER_FREE,))


@app.task(name="tests.kill_worker")
def kill_worker() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@app.task(name="tests.batches")
def batches() -> None:
    """Goes on until it is told to end."""
    while not has_to_end():
        sql.run("select 1")


@app.task(name="tests.fail", retry=Again(after_seconds=0))
def fail() -> None:
    raise RuntimeError("as ever")
