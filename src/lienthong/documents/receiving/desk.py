"""Letters from outside as the doors see them."""

from dataclasses import dataclass
from typing import NoReturn

from lienthong.documents.around.queries import around
from lienthong.documents.letters import choices
from lienthong.documents.receiving import actions, forms
from lienthong.documents.receiving.queries import is_outside, not_outside
from lienthong.documents.receiving.terms import MOVES_OF_RECEIVING, REGISTER_OUTSIDE, SECRECY
from lienthong.documents.terms import WAYS
from lienthong.ground.actor import Actor
from lienthong.pages.forms import Choices
from lienthong.work.desks.terms import Begin, DeskAct
from lienthong.work.queries import Item
from lienthong.work.reversing.desk import UndoAct


@dataclass(frozen=True, slots=True)
class CancelAct(UndoAct):
    """Of letters from outside: what came by the system is returned."""

    def offered(self, actor: Actor, item: Item) -> bool:
        return UndoAct.offered(self, actor, item) and around(item.id).is_from_outside

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        actor.require(self.move.ability)
        if not is_outside(item.id):
            raise not_outside()
        UndoAct.refuse(self, actor, item)


def _choices(actor: Actor) -> Choices:
    of_letters = choices(actor)
    return {
        "sender_unit": of_letters["to"],
        "type": of_letters["type"],
        "urgency": of_letters["urgency"],
        "secrecy": [(code, label) for code, label in SECRECY.items() if code],
        "way": list(WAYS.items()),
    }


BEGINS = (
    Begin(
        "register_outside_letter",
        "Vào sổ văn bản giấy",
        url="van-ban-den/vao-so",
        path="incoming-letters",
        perform=actions.register_outside_letter,
        form=forms.RegisterOutside,
        ability=REGISTER_OUTSIDE,
        choices=_choices,
        title="Vào sổ văn bản giấy, văn bản ngoài hệ thống",
        submit_label="Vào sổ",
        intro="Văn bản nhận số đến tiếp theo của năm, chung một sổ với văn bản điện tử.",
        summary="Register a letter on paper or from another system",
    ),
)

ACTS = (
    DeskAct(MOVES_OF_RECEIVING["register_between"], actions.register_between, forms.RegisterBetween),
    CancelAct(MOVES_OF_RECEIVING["cancel_number"], actions.cancel_number),
    UndoAct(MOVES_OF_RECEIVING["restore_number"], actions.restore_number),
)
