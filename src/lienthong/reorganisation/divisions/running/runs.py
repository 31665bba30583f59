"""Rules applied by the worker: begun by a person, batch by batch under their mandate, watched and come back to.

A batch is a transaction: its decisions and how far the run has come are written together, so a worker that is killed
leaves nothing half told and another goes on behind the last item asked.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

from psycopg.types.json import Jsonb

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel.refusals import Refusal
from lienthong.reorganisation.divisions.actions import Batch, apply_batch, own_division
from lienthong.reorganisation.divisions.queries import ROOM, rules_of

BATCH = 2_000
SILENT_SECONDS = 30
"""A batch takes a second or two; after this a run's worker is taken for dead."""

RESUMES = 3
"""Times a run is taken up again without getting one batch further."""

CHANGED = "Quy tắc đã thay đổi trong lúc áp dụng. Việc đã quyết định giữ nguyên; hãy áp dụng lại."
GIVES_UP = "Máy đã thử nhiều lần mà không áp dụng tiếp được. Việc đã quyết định giữ nguyên; hãy báo bộ phận kỹ thuật."
MOVED_AWAY = "Đơn vị của người bắt đầu không còn giữ địa bàn này. Việc đã quyết định giữ nguyên."

RunStanding = Literal["running", "silent", "ended", "stopped"]


class RunRow(NamedTuple):
    id: int
    total: int
    asked: int
    decided: dict[str, int]
    conflict: int
    unknown: int
    started_at: datetime
    ended_at: datetime | None
    why: str
    who: str
    seconds_silent: int


class RunInHand(NamedTuple):
    plan: int
    undivided: int
    rules: list[int]
    after: UUID | None
    asked: int


class SilentRow(NamedTuple):
    id: int
    resumed: int


@dataclass(frozen=True, slots=True)
class Run:
    """A run as its page tells it. `decided`: items by number of the rule that decided them."""

    id: int
    total: int
    asked: int
    decided: dict[int, int]
    conflict: int
    unknown: int
    started_at: datetime
    ended_at: datetime | None
    why: str
    who: str
    seconds_silent: int

    @property
    def standing(self) -> RunStanding:
        if self.ended_at is None:
            return "silent" if self.seconds_silent > SILENT_SECONDS else "running"
        return "stopped" if self.why else "ended"

    @property
    def is_running(self) -> bool:
        return self.ended_at is None

    @property
    def whole(self) -> int:
        """New work may have come in since it was counted."""
        return max(self.total, self.asked)

    @property
    def decided_in_all(self) -> int:
        return sum(self.decided.values())

    @property
    def left(self) -> int:
        return self.conflict + self.unknown


def last_run(plan: int, undivided: int) -> Run | None:
    """The newest of a division, running or ended."""
    row = sql.row(RunRow, sql.named(ROOM, "last_run"), {"plan": plan, "undivided": undivided})
    if row is None:
        return None
    fields: dict[str, Any] = row._asdict()
    decided = {int(no): n for no, n in sorted(row.decided.items(), key=lambda entry: int(entry[0]))}
    return Run(**fields | {"decided": decided})


@official_act
def start_rules(plan: int, undivided: int, *, by: Actor) -> Answer:
    """Begin to apply the rules to all that is undecided. {run, is_new}; one that is going on is answered as it is."""
    by.require("decide_part")
    division = own_division(plan, undivided, by)
    rules = [rule.id for rule in rules_of(plan, undivided)]
    if not rules:
        raise Refusal("no_rules", "Chưa có quy tắc nào để áp dụng. Hãy thêm quy tắc trước.", status=422)
    params = {
        "plan": plan,
        "undivided": undivided,
        "until": division.until,
        "mandate": by.mandate,
        "rules": rules,
    }
    begun = sql.value(int, sql.named(ROOM, "start_run"), params)
    if begun is None:
        going_on = last_run(plan, undivided)
        return {"run": going_on.id if going_on else None, "is_new": False}
    append_line(
        "division_rules.started",
        {"plan": plan, "undivided": undivided, "run": begun, "rules": rules},
        by=by,
    )
    return {"run": begun, "is_new": True}


@official_act
def go_on_applying(run: int, *, at_most: int = BATCH, by: Actor) -> Answer:
    """The next batch of a run: {goes_on}. False as well while somebody else has it in hand."""
    standing = sql.row(RunInHand, sql.named(ROOM, "run_in_hand"), {"run": run})
    if standing is None:
        return {"goes_on": False}
    rules = {rule.no: rule.id for rule in rules_of(standing.plan, standing.undivided)}
    if sorted(filter(None, rules.values())) != sorted(standing.rules):
        _moved(run, Batch.nothing(), ends=True, why=CHANGED)
        return {"goes_on": False}
    batch = apply_batch(standing.plan, standing.undivided, after=standing.after, at_most=at_most, actor=by)
    ends = batch.after is None
    _moved(run, batch, ends=ends)
    if ends:
        facts = {"plan": standing.plan, "undivided": standing.undivided, "run": run}
        append_line("division_rules.applied", facts | {"asked": standing.asked + batch.asked}, by=by)
    return {"goes_on": not ends}


def _moved(run: int, batch: Batch, *, ends: bool, why: str = "") -> None:
    params = {
        "run": run, "asked": batch.asked, "conflict": batch.conflict, "unknown": batch.unknown,
        "decided": Jsonb({str(no): n for no, n in batch.by_rule.items()}), "after": batch.after, "ends": ends,
        "why": why,
    }  # fmt: skip
    sql.run(sql.named(ROOM, "move_run"), params)


def stop_run(run: int, why: str) -> None:
    """It cannot go on, and says why; in the transaction that is open."""
    if sql.row(RunInHand, sql.named(ROOM, "run_in_hand"), {"run": run}) is not None:
        _moved(run, Batch.nothing(), ends=True, why=why)


def starter_of(run: int) -> int | None:
    """The mandate a run goes on under; none when it has ended."""
    return sql.value(int, "select mandate from rule_run where id = %s and ended_at is null", (run,))


def resume_silent_runs() -> list[int]:
    """Runs whose worker died, to be gone on with; one that never gets further is stopped instead."""
    rows = sql.rows(SilentRow, sql.named(ROOM, "resume_silent_runs"), {"seconds": SILENT_SECONDS})
    for row in rows:
        if row.resumed > RESUMES:
            stop_run(row.id, GIVES_UP)
    return [row.id for row in rows if row.resumed <= RESUMES]
