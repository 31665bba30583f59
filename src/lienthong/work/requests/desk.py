"""The desk as the doors see it, and the one line with which another desk accepts questions about its work."""

from dataclasses import dataclass
from typing import Any, NoReturn

from lienthong.ground.actor import Actor
from lienthong.pages.forms import Choices
from lienthong.personnel.terms import ANSWER
from lienthong.work.desks import registry
from lienthong.work.desks.terms import Desk, DeskAct, Kind
from lienthong.work.items.refusals import wrong_state
from lienthong.work.receivers.queries import bodies_taking_up
from lienthong.work.requests import actions, forms, queries, rules
from lienthong.work.requests.terms import (
    ACCEPTING,
    MOVES,
    PUT_BACK,
    REFERRAL,
    STATES,
    VERBS,
    asking,
    withdrawing,
)
from lienthong.work.reversing.desk import UndoAct


@dataclass(frozen=True, slots=True)
class Asking(DeskAct):
    """Asking another body, about what is open."""

    def refuse(self, actor: Actor, item: Any) -> NoReturn:
        actor.require(self.move.ability)
        rules.check_is_open(item.closed_at)
        DeskAct.refuse(self, actor, item)


@dataclass(frozen=True, slots=True)
class AskersAct(DeskAct):
    """Offered to the body that asked, which does not hold the question's jurisdiction."""

    def offered(self, actor: Actor, item: Any) -> bool:
        return (
            item.kind == self.move.kind
            and item.state in self.move.states
            and actor.can(self.move.ability)
            and rules.may_withdraw(through=item.sender_seat, scope=actor.scope)
        )

    def refuse(self, actor: Actor, item: Any) -> NoReturn:
        actor.require(self.move.ability)
        rules.check_withdrawal(through=item.sender_seat, scope=actor.scope)
        raise wrong_state(self.move.label, item.kind, item.state)


@dataclass(frozen=True, slots=True)
class HoldersAct(DeskAct):
    """Offered to whoever took an item over together with a question whose own page does not open to them."""

    def offered(self, actor: Actor, item: Any) -> bool:
        return DeskAct.offered(self, actor, item) and bool(_without_a_page(item))

    def refuse(self, actor: Actor, item: Any) -> NoReturn:
        actor.require(self.move.ability)
        rules.check_withdrawal(through=item.jurisdiction, scope=actor.scope)
        raise rules.on_its_own_page() if queries.open_questions(item.id) else rules.no_such_question()


def _without_a_page(item: Any) -> list[queries.OpenQuestion]:
    return [question for question in queries.open_questions(item.id) if not question.is_party]


def _which(actor: Actor, item: Any) -> Choices:
    questions = queries.open_questions(item.id)
    return {"question": [(str(asked.id), f"{asked.body}: {asked.subject}") for asked in questions]}


def _whom(actor: Actor, item: Any) -> Choices:
    return {"unit": [body for body in bodies_taking_up(REFERRAL, actor.day) if body.value != str(actor.unit)]}


def accept_questions(kind: str, *states: str) -> None:
    """Let other bodies be asked about items of a kind, in these of its states."""
    ACCEPTING[kind] = asking(kind, *states)
    ask = Asking(ACCEPTING[kind], actions.ask_body, forms.AskBody, _whom)
    withdrawn = withdrawing(kind, registry.kind_of(kind).states)
    withdraw = HoldersAct(withdrawn, actions.withdraw_question, forms.WithdrawQuestion, _which, is_grave=True)
    registry.add_acts(DESK.name, kind, (ask, withdraw), {})


DESK = Desk(
    name="requests",
    label="Phối hợp giữa các cơ quan",
    kinds=(
        Kind(
            REFERRAL,
            "Việc phối hợp",
            "corner-down-left",
            STATES,
            {"asked": "accept_request", "accepted": "answer_request"},
            taken_up_by=("answer_request",),
            moves_on_as="request.moved_on",
        ),
    ),
    verbs=VERBS,
    dated_by=frozenset({"request.asked"}),
    acts=(
        DeskAct(MOVES["accept_request"], actions.accept_request),
        DeskAct(MOVES["answer_request"], actions.answer_request, forms.AnswerRequest),
        DeskAct(MOVES["decline_request"], actions.decline_request, forms.DeclineRequest, is_grave=True),
        AskersAct(MOVES["withdraw_request"], actions.withdraw_request, forms.WithdrawRequest, is_grave=True),
        UndoAct(PUT_BACK, actions.put_back_request),
    ),
    grants={PUT_BACK.ability: ANSWER},
    details=queries.details,
    rows=queries.rows,
    told=rules.told,
)
