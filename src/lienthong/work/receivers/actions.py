"""Moving on what lies where nobody takes it up."""

from uuid import UUID

from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act, reaching
from lienthong.kernel.refusals import NotFound
from lienthong.units.queries import seat_of
from lienthong.work.items.actions import move_item
from lienthong.work.items.terms import Change
from lienthong.work.kinds import KINDS
from lienthong.work.reasons import check_reason, say_reason
from lienthong.work.receivers import rules
from lienthong.work.receivers.queries import body_taking_up, unattended_item
from lienthong.work.receivers.terms import MOVE_ON, moved_on


@official_act
def move_on_unattended(item: UUID, *, unit: int, reason: str, by: Actor) -> Answer:
    """Whoever oversees hands an open item, which lies with a body in which nobody takes it up, to one where somebody
    does: into that body's seat, as it stands. `NotFound` once somebody serves there again. Refuses `stays_there` for
    what is that body's own, `nobody_there`, `already_there`, and what a body of no day is refused for.
    """
    by.require(MOVE_ON)
    row = unattended_item(by, item)
    if row is None:
        raise NotFound
    check_reason(reason)
    rules.check_moves_on(row.kind, KINDS[row.kind].moves_on_as)
    body = body_taking_up(unit, row.kind, by.day)
    rules.check_other_body(held=row.unit, target=body.id, name=body.name)
    change = Change(
        item, {"from": row.unit, "to": body.id}, jurisdiction=seat_of(body.id), assignee=None, section=""
    )
    with reaching(row.jurisdiction):
        moved = move_item(moved_on(row.kind), change, by=by, reached=True)
        say_reason(item, reason)
    return moved.answer()
