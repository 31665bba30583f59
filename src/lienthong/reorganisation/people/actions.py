"""Acts about the people of a plan: prepare and decide posts and mandates, name successors, take over open work."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, NamedTuple
from uuid import UUID

from psycopg.types.json import Jsonb

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel import reading
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.text import fold
from lienthong.papers.tables import Table
from lienthong.reorganisation.people import rules
from lienthong.reorganisation.people.queries import ROOM, candidates, hand_of, known
from lienthong.reorganisation.people.terms import Place, wrong_cells
from lienthong.reorganisation.plans.actions import said_in_words
from lienthong.reorganisation.plans.queries import plan as plan_view
from lienthong.work.items.actions import move_items
from lienthong.work.items.terms import Change, Note

TAKEN_OVER = Note("take_over_work", "Nhận việc", "item.taken_over", "assign_item")


class LeftRow(NamedTuple):
    """Open work of somebody whose body has ended, and the mandate that goes on with it."""

    item: UUID
    old: int
    new: int


@official_act
def prepare_staff(plan: int, table: Table, *, by: Actor) -> Answer:
    """Posts, mandates and accounts of the bodies a plan begins, from a list that was read; mandates begin on
    the plan's date. All of the list or, with any cell wrong, nothing: `staffing_list_wrong` names every cell.
    """
    by.require("plan_reorganisation")
    plan_view(plan)
    places, errors = rules.places(table, known(plan))
    if errors:
        raise wrong_cells(errors)
    with said_in_words():
        made = sql.only_value(
            int, "select prepare_mandates(%s::int, %s)", (plan, Jsonb([_row(place) for place in places]))
        )
    append_line("plan.staff_prepared", {"plan": plan, "listed": len(places), "mandates": made}, by=by)
    return {"plan": plan, "listed": len(places), "made": made}


@official_act
def carry_staff_over(plan: int, *, by: Actor) -> Answer:
    """Who a reversed plan had prepared for bodies this plan begins again is prepared for them here: one act instead of
    the whole list once more. Done again it finds nobody left.
    """
    by.require("plan_reorganisation")
    plan_view(plan)
    with said_in_words():
        carried = sql.only_value(dict[str, Any], "select carry_mandates_over(%s::int)", (plan,))
    if not carried["listed"]:
        raise Refusal(
            "nobody_to_carry_over",
            "Không còn ai của kế hoạch đã hoàn lại chưa được bố trí trong kế hoạch này.",
        )
    facts = {"plan": plan, "source": carried["source"], "mandates": carried["made"]}
    append_line("plan.staff_carried_over", facts, by=by)
    return facts


def _row(place: Place) -> dict[str, object]:
    return asdict(place) | {"folded": fold(place.name)}


@official_act
def decide_mandates(plan: int, unit: int, *, mandates: Sequence[int], basis: str, by: Actor) -> Answer:
    """The decision that follows the notice of assignment: the same mandates, no longer temporary."""
    by.require("plan_reorganisation")
    said = reading.short_line(basis, field="basis", label="Quyết định")
    if not said:
        raise Refusal("basis_missing", "Xin ghi số và ngày của quyết định.", status=422, field="basis")
    decided = sql.only_value(
        int,
        "select decide_mandates(%s::int, %s::int, %s::int[], %s)",
        (plan, unit, list(mandates), said),
    )
    append_line("plan.mandates_decided", {"plan": plan, "unit": unit, "mandates": list(mandates)}, by=by)
    return {"plan": plan, "unit": unit, "decided": decided}


@official_act
def name_successor(plan: int, mandate: int, unit: int, *, successor: int, by: Actor) -> Answer:
    """Who at `unit` goes on with the open work of a mandate that ends. By a leader of the giving or the taking body,
    or by the planner; before the date or after it.
    """
    if not by.can("plan_reorganisation"):
        by.require("assign_item")
    hand = hand_of(by, plan, mandate, unit)
    if successor not in {candidate.id for candidate in candidates(plan, unit)}:
        raise Refusal(
            "unknown_successor", f"Người kế nhiệm phải có nhiệm vụ tại {hand.target_name} vào ngày hiệu lực.",
            status=422, field="successor",
        )  # fmt: skip
    params = {"plan": plan, "mandate": mandate, "unit": unit, "successor": successor, "by": by.mandate}
    sql.run(sql.named(ROOM, "name"), params)
    append_line(
        "plan.successor_named",
        {"plan": plan, "mandate": mandate, "unit": unit, "successor": successor},
        by=by,
    )
    return {"plan": plan, "mandate": mandate, "unit": unit, "successor": successor}


@official_act
def take_over_work(plan: int, *, by: Actor) -> Answer:
    """From the date on: what lay open with people of the ended bodies goes to their successors here, in one act with
    a line in each item's journal. Done again it finds nothing left to do.
    """
    by.require("assign_item")
    view = plan_view(plan)
    if view.state != "flipped":
        raise Refusal("not_yet", "Chỉ làm được từ ngày kế hoạch có hiệu lực.")
    if by.unit is None:
        raise NotFound
    left = sql.rows(
        LeftRow, sql.named(ROOM, "work_left"), {"plan": plan, "unit": by.unit, "held": list(by.scope)}
    )
    changes = [
        Change(row.item, {"plan": plan, "assignee": row.new, "from": row.old}, assignee=row.new)
        for row in left
    ]
    move_items(TAKEN_OVER, changes, by=by)
    append_line("plan.work_taken_over", {"plan": plan, "items": len(changes)}, by=by)
    return {"plan": plan, "items": len(changes)}
