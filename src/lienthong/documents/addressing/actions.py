"""The official act that changes whom a draft goes to."""

from collections.abc import Sequence
from uuid import UUID

from lienthong.documents.addressing.choosing import standing
from lienthong.documents.addressing.resolving import addressees, write_addressees
from lienthong.documents.addressing.terms import CHANGED, Addressing
from lienthong.documents.drafting.actions import keep_version
from lienthong.documents.drafting.queries import held
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.kernel.refusals import NotFound
from lienthong.work.items.actions import move_item
from lienthong.work.items.terms import Change


@official_act
def change_addressees(
    item: UUID,
    *,
    to: Sequence[int] = (),
    groups: Sequence[str] = (),
    names: Sequence[str] = (),
    copies: Sequence[int] = (),
    persons: Sequence[int] = (),
    outside: Sequence[str] = (),
    chosen_outside: Sequence[str] = (),
    by: Actor,
) -> Answer:
    """All addressees of a draft that nobody has before them to sign: these instead of those, which are kept as a
    version. Refuses as drafting does.
    """
    by.require(CHANGED.ability)
    version = held(item).version
    moved = move_item(CHANGED, Change(item, {"version": version + 1}), by=by)
    draft = standing(item)
    if draft is None:
        raise NotFound
    asked = Addressing(
        tuple(to), tuple(copies), tuple(groups), tuple(names), tuple(persons), (*outside, *chosen_outside)
    )
    wanted = addressees(asked, side=draft.side, by=by)
    keep_version(item, version)
    if not sql.value(bool, "select clear_addressees(%s)", (draft.document,)):
        raise NotFound
    write_addressees(draft.document, wanted, by=by)
    receipt = {"forwarded": list(wanted.forwarded)} if wanted.forwarded else {}
    return moved.answer(addressees=len(wanted.seats) + len(wanted.persons) + len(wanted.outside), **receipt)
