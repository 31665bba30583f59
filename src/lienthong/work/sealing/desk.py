"""Withdrawing a paper as the doors see it: an act on every kind of work."""

from dataclasses import dataclass
from typing import NoReturn

from lienthong.ground.actor import Actor
from lienthong.pages.forms import Choices
from lienthong.work.desks.terms import DeskAct, Kind
from lienthong.work.persons.showing import knows
from lienthong.work.queries import Item
from lienthong.work.rules import check_not_sealed
from lienthong.work.sealing import actions, forms
from lienthong.work.sealing.terms import paper_withdrawn


@dataclass(frozen=True, slots=True)
class PaperAct(DeskAct):
    """Offered where there is a paper this actor may see."""

    def offered(self, actor: Actor, item: Item) -> bool:
        return DeskAct.offered(self, actor, item) and bool(item.papers) and knows(actor, item)

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        actor.require(self.move.ability)
        check_not_sealed(item.kind, item.state)
        if item.jurisdiction in actor.scope:
            raise actions.no_such_paper()
        DeskAct.refuse(self, actor, item)


def _which(actor: Actor, item: Item) -> Choices:
    return {"paper": [(paper["id"], paper["name"]) for paper in item.papers or [] if knows(actor, item)]}


def withdrawing(kind: Kind) -> DeskAct:
    return PaperAct(
        paper_withdrawn(kind), actions.withdraw_paper, forms.WithdrawPaper, _which, takes_back=True
    )
