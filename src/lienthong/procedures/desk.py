"""The desk as the doors see it."""

from dataclasses import dataclass

from lienthong.ground.actor import Actor
from lienthong.procedures import actions, citizens, forms, queries
from lienthong.procedures.terms import DOSSIER, MOVES, STATES, VERBS
from lienthong.work.desks import Choices, Desk, DeskAct
from lienthong.work.queries import Item


@dataclass(frozen=True, slots=True)
class CounterAct(DeskAct):
    """Done by whoever is competent, or at the counter that took the dossier in: its seat stays a party."""

    def offered(self, actor: Actor, item: Item) -> bool:
        at_hand = not {item.jurisdiction, item.received_seat}.isdisjoint(actor.scope)
        return (
            item.kind == DOSSIER
            and item.state in self.move.states
            and at_hand
            and actor.can(self.move.ability)
        )


def _findings(actor: Actor, item: Item) -> Choices:
    return {"approve": [("true", "Đủ điều kiện giải quyết"), ("false", "Không đủ điều kiện")]}


DESK = Desk(
    name="procedures",
    label="Giải quyết thủ tục hành chính",
    kinds=frozenset({DOSSIER}),
    states=STATES,
    verbs=VERBS,
    acts=(
        DeskAct(MOVES["receive_dossier"], actions.receive_dossier),
        DeskAct(MOVES["assess_dossier"], actions.assess_dossier, forms.AssessDossier, _findings),
        DeskAct(MOVES["sign_dossier"], actions.sign_dossier),
        CounterAct(MOVES["return_dossier"], actions.return_dossier),
        CounterAct(MOVES["accept_supplement"], actions.accept_supplement, forms.AcceptSupplement),
        CounterAct(MOVES["request_supplement"], actions.request_supplement, forms.RequestSupplement),
        DeskAct(MOVES["refuse_dossier"], actions.refuse_dossier, forms.RefuseDossier),
    ),
    details=queries.details,
    rows=queries.rows,
    citizen_case=citizens.citizen_case,
)
