"""The official act that moves promised dates after a day was decided otherwise."""

from collections.abc import Sequence
from itertools import groupby
from uuid import UUID

from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act, reaching
from lienthong.ground.journal import append_line
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.decided.rules import check_concerns
from lienthong.work.items.actions import move_items
from lienthong.work.items.terms import Change, Note
from lienthong.work.lateness.promises import due_moved
from lienthong.work.promises import queries
from lienthong.work.promises.terms import AT_ONCE, Decision, Moving


@official_act
def move_promises(decision: UUID, *, by: Actor) -> Answer:
    """Move the promised dates that an approved or withdrawn decision touches, and no other; each with a line that says
    why and from when, which its officer and its citizen are told. At most `AT_ONCE` of them: `goes_on` says whether to
    ask again. Refuses `decision_waits`.
    """
    by.require("move_promises")
    row = queries.decision_of(decision)
    check_concerns(row.unit, own=by.unit, may_for_all=queries.may_for_all(by))
    if row.standing == "waiting":
        raise Refusal("decision_waits", "Quyết định chưa được duyệt nên chưa dời ngày hẹn nào.")
    moved = 0
    for part in queries.moving_by_slice(decision, by):
        _move(part[: AT_ONCE - moved], row, by)
        moved += len(part[: AT_ONCE - moved])
        if moved == AT_ONCE:
            break
    append_line("decision.applied", {"decision": str(decision), "moved": moved, "basis": row.basis}, by=by)
    return {"decision": str(decision), "moved": moved, "goes_on": moved == AT_ONCE}


def _move(rows: Sequence[Moving], decision: Decision, by: Actor) -> None:
    """A line of its own for each."""
    for kind, some in groupby(
        sorted(rows, key=lambda row: row.promise.kind), key=lambda row: row.promise.kind
    ):
        note = Note("move_promises", "Dời ngày hẹn", due_moved(kind), "move_promises")
        changes = [Change(row.promise.item, _facts(row, decision), due_at=row.to) for row in some]
        with reaching(*{row.promise.jurisdiction for row in rows}):
            move_items(note, changes, by=by, reached=True)


def _facts(row: Moving, decision: Decision) -> dict[str, object]:
    return {
        "decision": str(decision.id), "basis": decision.basis, "withdrawn": decision.standing == "withdrawn",
        "from": row.promise.due_at.isoformat(), "to": row.to.isoformat(), "assignee": row.promise.assignee,
    }  # fmt: skip
