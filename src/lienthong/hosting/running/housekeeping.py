"""What the worker does for the queue itself: gives out the day's work, takes up what a dead worker left, sweeps."""

from datetime import time

from procrastinate import exceptions
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext
from procrastinate.jobs import Status

from lienthong.ground.jobs.daily import daily, give_out
from lienthong.ground.jobs.running import Again, may_run_again
from lienthong.kernel import clock

DEAD_AFTER_SECONDS = 30
"""Without a sign of its worker; a living one gives one every ten."""

DONE_KEPT_HOURS = 24
FAILED_KEPT_HOURS = 30 * 24


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="give_out_days_work", pass_context=True)
async def give_out_days_work(context: JobContext, timestamp: int) -> list[str]:
    return await give_out(context.app.job_manager, clock.real())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="take_up_stalled", pass_context=True)
async def take_up_stalled(context: JobContext, timestamp: int) -> int:
    """Jobs whose worker died while it ran them wait again, at most three runs each; how many do. One of which another
    waits already, or that took its worker down three times, is given up as failed.
    """
    manager, taken_up = context.app.job_manager, 0
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_SECONDS):
        try:
            if may_run_again(job):
                await manager.retry_job(job)
                taken_up += 1
                continue
        except exceptions.UniqueViolation:
            pass
        await manager.finish_job(job, Status.FAILED, delete_job=False)
    return taken_up


@daily(after=time(2, 30))
@app.task(queueing_lock="sweep_jobs", pass_context=True, retry=Again(after_seconds=600))
async def sweep_jobs(context: JobContext, timestamp: int) -> None:
    """Finished jobs leave the queue: failed ones after thirty days, those done after one (since the worker deletes them
    itself, these are of a version before).
    """
    manager = context.app.job_manager
    await manager.delete_old_jobs(nb_hours=DONE_KEPT_HOURS)
    await manager.delete_old_jobs(
        nb_hours=FAILED_KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
