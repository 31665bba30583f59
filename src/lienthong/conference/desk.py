"""The desk as the doors see it."""

from lienthong.conference import actions, forms, queries, reversals
from lienthong.conference.terms import (
    BRIDGE_POINT,
    GRANTS,
    MEETING,
    MEETING_STATES,
    MOVES,
    POINT_STATES,
    VERBS,
)
from lienthong.conference.terms import MOVES_BACK as BACK
from lienthong.ground.actor import Actor
from lienthong.pages.forms import Choice, Choices
from lienthong.units.queries import city_units, former_provinces, wards_by_name
from lienthong.work.desks.terms import Begin, Desk, DeskAct, Fields, Kind
from lienthong.work.queries import Item
from lienthong.work.receivers.queries import units_taking_up
from lienthong.work.reversing.desk import UndoAct


class OnceConfirmed(DeskAct):
    """Not offered after a cut to a point that has confirmed: there is no code to answer."""

    def offered(self, actor: Actor, item: Item) -> bool:
        return DeskAct.offered(self, actor, item) and item.step == self.move.act


def _or_everyone(actor: Actor, fields: Fields) -> Fields:
    """A meeting to which nobody is named is that of every ward in which somebody may come."""
    attended = units_taking_up(BRIDGE_POINT, actor.day)
    wards = [ward.unit for ward in city_units(actor.day) if ward.unit in attended]
    return {**fields, "units": fields["units"] or wards}


def _wards(actor: Actor) -> Choices:
    """As people still look for them: under the province a ward came from, then by name."""
    attended = units_taking_up(BRIDGE_POINT, actor.day)
    wards = [ward for ward in wards_by_name(actor.day) if ward.unit in attended]
    provinces = former_provinces([ward.area for ward in wards])
    return {"units": [Choice(str(ward.unit), ward.name, provinces[ward.area]) for ward in wards]}


DESK = Desk(
    name="conference",
    label="Hội nghị trực tuyến",
    kinds=(
        Kind(MEETING, "Cuộc họp", "users", MEETING_STATES, taken_up_by=("convene_meeting",)),
        Kind(
            BRIDGE_POINT,
            "Điểm cầu",
            "video",
            POINT_STATES,
            {"invited": "join_meeting", "left": "join_meeting", "answer_code": "answer_code"},
            taken_up_by=("join_meeting",),
        ),
    ),
    verbs=VERBS,
    begins=(
        Begin(
            "convene_meeting",
            "Triệu tập họp",
            url="hop/moi",
            path="meetings",
            perform=actions.convene_meeting,
            form=forms.CallMeeting,
            body=forms.ConveneMeeting,
            ability="convene_meeting",
            as_act=_or_everyone,
            choices=_wards,
            summary="Convene a meeting with a bridge point per unit",
        ),
    ),
    acts=(
        DeskAct(MOVES["join_meeting"], actions.join_meeting),
        OnceConfirmed(MOVES["answer_code"], actions.answer_code, forms.AnswerCode),
        DeskAct(MOVES["leave_meeting"], actions.leave_meeting, forms.LeaveMeeting),
        DeskAct(MOVES["close_meeting"], actions.close_meeting),
        UndoAct(BACK["cancel_meeting"], reversals.cancel_meeting),
        UndoAct(BACK["reopen_meeting"], reversals.reopen_meeting),
    ),
    grants=GRANTS,
    details=queries.details,
    rows=queries.rows,
)
