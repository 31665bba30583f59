"""Jobs as bad as jobs can be."""

import os
import signal

from procrastinate.contrib.django import app

from lienthong.ground import sql
from lienthong.ground.jobs.running import Again, has_to_end


@app.task(name="tests.hang", queueing_lock="hang")
def hang() -> None:
    """Its statement never ends, and it asks nobody whether to end."""
    sql.run("select pg_sleep(600)")


@app.task(name="tests.kill_worker")
def kill_worker() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@app.task(name="tests.batches")
def batches() -> None:
    """Goes on until it is told to end."""
    while not has_to_end():
        sql.run("select pg_sleep(0.2)")


@app.task(name="tests.fail", retry=Again(after_seconds=0))
def fail() -> None:
    raise RuntimeError("as ever")
