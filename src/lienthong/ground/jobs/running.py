"""How often a job runs at most, and when one that runs has to end."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from procrastinate.job_context import JobContext
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision

RUNS = 3
"""Of a job that fails or takes its worker down with it; then it stays in the queue as failed, to be looked at."""


@dataclass(frozen=True)
class Again(BaseRetryStrategy):
    """Once more after a failure. `runs` are all of them: the queue's own strategy counts only the repetitions, so that
    its `max_attempts=3` runs four times.
    """

    after_seconds: int
    runs: int = RUNS

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        return (
            RetryDecision(retry_in={"seconds": self.after_seconds}) if may_run_again(job, self.runs) else None
        )


def may_run_again(job: Job, runs: int = RUNS) -> bool:
    """After the run it is in: the queue counts those before."""
    return int(job.attempts) + 1 < runs


_has_to_end: ContextVar[Callable[[], bool]] = ContextVar("has_to_end")


def told_when_to_end(call_next: Callable[[], Any], context: JobContext, worker: Any) -> Any:
    """A middleware of the queue: lets the job below ask `has_to_end`."""
    token = _has_to_end.set(context.should_abort)
    try:
        return call_next()
    finally:
        _has_to_end.reset(token)


def has_to_end() -> bool:
    """Asked between the batches of a long job: the worker is stopping and will not wait for the next one. Outside of a
    worker False.
    """
    asked = _has_to_end.get(None)
    return asked is not None and asked()
