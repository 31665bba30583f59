"""Official acts on any item: give it to somebody, add a paper. Opening and moving items is `work/items`."""

from uuid import UUID

from procrastinate.contrib.django import app

from lienthong.ground import files, sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.work import queries
from lienthong.work.items.actions import after_whom, move_item
from lienthong.work.items.refusals import wrong_state
from lienthong.work.items.terms import KEEP, Change, Note
from lienthong.work.kinds import KINDS
from lienthong.work.rules import check_not_sealed, name_among

ASSIGNED = Note("assign_item", "Phân công", "item.assigned", "assign_item")
PAPER_ADDED = Note("attach_file", "Thêm giấy tờ", "item.paper_added", "add_paper")


@official_act
def assign_item(item: UUID, *, assignee: int | None, section: str | None = None, by: Actor) -> Answer:
    """Give an open item to a person's mandate or a section of the unit that holds it; the state stays."""
    by.require("assign_item")
    row = queries.item_if_seen(item)
    if row is None:
        raise NotFound
    if row.closed_at is not None:
        raise after_whom(item, wrong_state(ASSIGNED.label, row.kind, row.state), by)
    if assignee is not None and not sql.only_value(
        bool, sql.named("lienthong.work", "is_colleague"), (assignee, by.unit)
    ):
        raise Refusal("unknown_assignee", "Người nhận việc không thuộc đơn vị.", status=422, field="assignee")
    change = Change(
        item,
        {"assignee": assignee, "section": section},
        assignee=assignee,
        section=KEEP if section is None else section,
    )
    return move_item(ASSIGNED, change, by=by).answer()


@official_act
def attach_file(item: UUID, *, name: str, content: bytes, by: Actor) -> Answer:
    """Add a paper to an open item the actor's unit holds, under a name no other paper of it has. Refuses `closed`,
    `sealed` where it is signed already.
    """
    by.require(PAPER_ADDED.ability)
    row = queries.item_if_seen(item)
    if row is None:
        raise NotFound
    if row.closed_at is not None:
        raise Refusal("closed", "Việc này đã kết thúc, không thể thêm giấy tờ.")
    check_not_sealed(row.kind, row.state)
    kept = files.keep_incoming(name, content)
    # Moved first: whoever adds a paper beside this one waits here, and then sees the name.
    moved = move_item(PAPER_ADDED, Change(item, {"digest": kept.digest}), by=by)
    check_not_sealed(moved.kind, moved.state)
    called = name_among(kept.name, queries.names_of_papers(item))
    sql.run(
        "insert into attachment (id, item, digest, name, mandate, at) values (%s, %s, %s, %s, %s, world_now())",
        (uuid7(), item, kept.digest, called, by.mandate),
    )
    if job := KINDS[row.kind].papers_read_by:
        app.configure_task(job).defer(item=str(item))
    return moved.answer(digest=kept.digest, name=called)
