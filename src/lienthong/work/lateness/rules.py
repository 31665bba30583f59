"""Whether an item is late, and whose lateness it is. Pure; `sql/lateness.sql` says the same of many items."""

from datetime import datetime
from typing import Literal

Lateness = Literal["undated", "paused", "in_time", "late_here", "late_before"]


def lateness(
    due_at: datetime | None,
    paused_at: datetime | None = None,
    *,
    at: datetime,
    held_since: datetime | None = None,
) -> Lateness:
    """How an open item stands at `at`. What was overdue before `held_since`, when its present holder took over, is
    `late_before`: not counted against that holder. Without `held_since` whoever holds it has held it all along.
    """
    if paused_at is not None:
        return "paused"
    if due_at is None:
        return "undated"
    if due_at >= at:
        return "in_time"
    return "late_before" if held_since is not None and due_at < held_since else "late_here"


def is_overdue(due_at: datetime | None, paused_at: datetime | None = None, *, at: datetime) -> bool:
    """Late at `at`, whosever lateness it is."""
    return lateness(due_at, paused_at, at=at) == "late_here"
