"""Official acts that take back what was done to a letter by mistake."""

from uuid import UUID

from lienthong.documents.directing.parts import withdraw_parts
from lienthong.documents.signing.letters.steps import drop_signatures
from lienthong.documents.terms import MOVES_BACK
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.work.items.terms import Change
from lienthong.work.reversing.undoing import undo
from lienthong.work.signing.queries import check_own_signature


@official_act
def withdraw_submission(item: UUID, *, reason: str, by: Actor) -> Answer:
    """The drafter takes a draft back before it is signed."""
    return undo(MOVES_BACK["withdraw_submission"], Change(item), reason, by=by).answer()


@official_act
def discard_draft(item: UUID, *, reason: str, by: Actor) -> Answer:
    """A draft that will not become a letter."""
    return undo(MOVES_BACK["discard_draft"], Change(item), reason, by=by).answer()


@official_act
def restore_draft(item: UUID, *, reason: str, by: Actor) -> Answer:
    return undo(MOVES_BACK["restore_draft"], Change(item), reason, by=by).answer()


@official_act
def withdraw_signature(item: UUID, *, reason: str, by: Actor) -> Answer:
    """Before it has a number, whoever signed takes the signature back; where they have left, whoever may sign. Refuses
    `not_signer`.
    """
    move = MOVES_BACK["withdraw_signature"]
    by.require(move.ability)
    signer = sql.value(
        int, "select d.signer from draft r join document d on d.id = r.document where r.item = %s", (item,)
    )
    check_own_signature(signer, by=by)
    moved = undo(move, Change(item, due_at=None), reason, by=by)
    drop_signatures(item)
    sql.run(
        "update document set signer = null, signed_at = null, signed_as = '', signed_for = null, signed_under = null"
        " where id = (select document from draft where item = %s)",
        (item,),
    )
    return moved.answer()


@official_act
def unregister_delivery(item: UUID, *, reason: str, by: Actor) -> Answer:
    """A letter entered by mistake waits for its entry again. Its number stays its own: no other letter gets it, and
    entering it again gives no second one.
    """
    return undo(MOVES_BACK["unregister_delivery"], Change(item), reason, by=by).answer()


@official_act
def withdraw_direction(item: UUID, *, reason: str, by: Actor) -> Answer:
    """The leader takes back who answers and by when, and with it the parts that nobody has reported."""
    change = Change(item, assignee=None, section="", due_at=None)
    moved = undo(MOVES_BACK["withdraw_direction"], change, reason, by=by)
    sql.run("update delivery set note = '', directed_at = null where item = %s", (item,))
    withdraw_parts(item, by=by)
    return moved.answer()


@official_act
def reopen_delivery(item: UUID, *, reason: str, by: Actor) -> Answer:
    """A letter that was closed by mistake waits for direction again."""
    return undo(MOVES_BACK["reopen_delivery"], Change(item), reason, by=by).answer()


@official_act
def withdraw_return(item: UUID, *, reason: str, by: Actor) -> Answer:
    """A letter that was sent back by mistake is here again."""
    moved = undo(MOVES_BACK["withdraw_return"], Change(item), reason, by=by)
    sql.run("update delivery set note = '' where item = %s", (item,))
    return moved.answer()
