"""Official acts on who has open work in hand, of one item or of many ticked in a list."""

from collections.abc import Sequence
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.work import queries
from lienthong.work.actions import assign_item
from lienthong.work.desks.registry import abilities_at, expected_ability
from lienthong.work.handing import rules
from lienthong.work.handing.many import each_apart
from lienthong.work.handing.terms import HANDED_BACK, MOST_AT_ONCE, TAKEN, How
from lienthong.work.items.actions import after_whom, move_item
from lienthong.work.items.refusals import wrong_state
from lienthong.work.items.terms import Change, Note


@official_act
def take_item(item: UUID, *, instead_of: int | None = None, by: Actor) -> Answer:
    """Take open work of one's unit into one's own hands: what nobody has, or a colleague's, who is named as
    `instead_of` – so that of two who reach for it at once the second hears of the first. Refuses `already_yours`,
    `not_your_step`, `in_other_hands`.
    """
    by.require(TAKEN.ability)
    row = _held(item, TAKEN, by)
    if row.jurisdiction in by.scope:
        rules.check_take(by, row, step_of(row), instead_of)
    facts = {"assignee": by.mandate, "from": row.assignee}
    return move_item(TAKEN, Change(item, facts, assignee=by.mandate), by=by).answer()


@official_act
def hand_back_item(item: UUID, *, by: Actor) -> Answer:
    """Give work one has back to whoever of the unit may do it. Refuses `not_in_your_hands`."""
    by.require(HANDED_BACK.ability)
    row = _held(item, HANDED_BACK, by)
    if row.jurisdiction in by.scope:
        rules.check_hand_back(by, row)
    return move_item(HANDED_BACK, Change(item, {"from": by.mandate}, assignee=None), by=by).answer()


@official_act
def hand_many(
    items: Sequence[UUID], *, how: How, assignee: int | None = None, section: str | None = None, by: Actor
) -> Answer:
    """The same of many, an act each: `done`, and `refused` with the sentence of each that could not be. Refuses
    `nothing_ticked`, `too_many_ticked`, `nobody_named`.
    """
    if not items:
        raise Refusal(
            "nothing_ticked", "Hãy đánh dấu ít nhất một việc trong danh sách.", status=422, field="items"
        )
    if len(items) > MOST_AT_ONCE:
        raise Refusal(
            "too_many_ticked", f"Mỗi lần chỉ giao, nhận được {MOST_AT_ONCE} việc.", status=422, field="items"
        )
    if how == "assign" and assignee is None and not section:
        raise Refusal("nobody_named", "Hãy chọn người nhận việc hoặc bộ phận.", status=422, field="assignee")
    return each_apart(items, lambda item: _hand(item, how, assignee, section, by))


def _hand(item: UUID, how: How, assignee: int | None, section: str | None, by: Actor) -> None:
    match how:
        case "take":
            take_item(item, by=by)
        case "hand_back":
            hand_back_item(item, by=by)
        case "assign":
            assign_item(item, assignee=assignee, section=section, by=by)


def step_of(item: queries.Item) -> frozenset[str]:
    """The abilities that act at an item's present step."""
    return abilities_at(item.kind, item.state) | expected_ability(item)


def _held(item: UUID, note: Note, by: Actor) -> queries.Item:
    """Locked first: whoever reaches for it at once waits, and reads whose it became."""
    sql.run("select from work_item where id = %s for update", (item,))
    row = queries.item_if_seen(item)
    if row is None:
        raise NotFound
    if row.closed_at is not None:
        raise after_whom(item, wrong_state(note.label, row.kind, row.state), by)
    return row
