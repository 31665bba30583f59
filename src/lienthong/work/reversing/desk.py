"""Acts that undo another, as the doors see them."""

from dataclasses import dataclass
from typing import NoReturn

from lienthong.ground.actor import Actor
from lienthong.pages.forms import Form
from lienthong.work.desks.terms import DeskAct
from lienthong.work.queries import Item
from lienthong.work.reversing.forms import Undo
from lienthong.work.reversing.rules import check_window, is_in_window


def may_still(actor: Actor, item: Item) -> bool:
    """Whether what closed the item may still be undone, by the hours of the body that holds it."""
    return item.closed_at is None or is_in_window(
        item.closed_at, actor.at, actor.calendar.of(item.jurisdiction)
    )


@dataclass(frozen=True, slots=True)
class UndoAct(DeskAct):
    """Asks for the reason; of what is closed, offered while it may be undone."""

    form: type[Form] = Undo
    takes_back: bool = True

    def offered(self, actor: Actor, item: Item) -> bool:
        return DeskAct.offered(self, actor, item) and may_still(actor, item)

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        actor.require(self.move.ability)
        self.check_in_time(actor, item)
        DeskAct.refuse(self, actor, item)

    def check_in_time(self, actor: Actor, item: Item) -> None:
        """Refuses `too_late_to_undo` what stands where it could have been undone."""
        if item.state in self.move.states:
            check_window(item.closed_at, actor.at, actor.calendar.of(item.jurisdiction))
