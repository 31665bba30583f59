"""The desk as the doors see it."""

from lienthong.conference import actions, forms, queries
from lienthong.conference.terms import BRIDGE_POINT, MEETING, MOVES, STATES, VERBS
from lienthong.ground.actor import Actor
from lienthong.work.desks import Desk, DeskAct
from lienthong.work.queries import Item


class OnceConfirmed(DeskAct):
    """Not offered after a cut to a point that has confirmed: there is no code to answer."""

    def offered(self, actor: Actor, item: Item) -> bool:
        return DeskAct.offered(self, actor, item) and item.step == self.move.act


DESK = Desk(
    name="conference",
    label="Hội nghị trực tuyến",
    kinds=frozenset({MEETING, BRIDGE_POINT}),
    states=STATES,
    verbs=VERBS,
    acts=(
        DeskAct(MOVES["join_meeting"], actions.join_meeting),
        OnceConfirmed(MOVES["answer_code"], actions.answer_code, forms.AnswerCode),
        DeskAct(MOVES["leave_meeting"], actions.leave_meeting, forms.LeaveMeeting),
        DeskAct(MOVES["close_meeting"], actions.close_meeting),
    ),
    details=queries.details,
    rows=queries.rows,
)
