"""What the desk of documents offers of letters that went out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NoReturn
from uuid import UUID

from lienthong.documents.around.queries import around
from lienthong.documents.dispatch import actions, forms
from lienthong.documents.dispatch.rules import nobody_to_remind, nothing_outside
from lienthong.documents.dispatch.terms import RECEIPT, REMIND, WHOM
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import Refusal
from lienthong.pages.forms import Choices
from lienthong.work.desks.terms import DeskAct
from lienthong.work.queries import Item


def is_waited_for(draft: UUID) -> bool:
    """Whether some addressee has not done with the letter."""
    return around(draft).is_waited_for


def goes_outside(draft: UUID) -> bool:
    return around(draft).goes_outside


@dataclass(frozen=True, slots=True)
class SendersAct(DeskAct):
    """Offered while there is somebody it is about."""

    is_due: Callable[[UUID], bool] = is_waited_for
    why_not: Callable[[], Refusal] = nobody_to_remind

    def offered(self, actor: Actor, item: Item) -> bool:
        return DeskAct.offered(self, actor, item) and self.is_due(item.id)

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        if DeskAct.offered(self, actor, item):
            raise self.why_not()
        DeskAct.refuse(self, actor, item)


def _outside(actor: Actor, item: Item) -> Choices:
    names = sql.values(
        str,
        "select o.name from draft f join outside_addressee o on o.document = f.document where f.item = %s"
        " order by o.ordinal",
        (item.id,),
    )
    return {"outside": [(str(n), name) for n, name in enumerate(names, 1)]}


ACTS: Final = (
    SendersAct(
        REMIND,
        actions.remind_addressees,
        forms.RemindAddressees,
        lambda actor, item: {"whom": list(WHOM.items())},
        is_due=is_waited_for,
    ),
    SendersAct(
        RECEIPT,
        actions.enter_receipt,
        forms.EnterReceipt,
        _outside,
        is_due=goes_outside,
        why_not=nothing_outside,
    ),
)
