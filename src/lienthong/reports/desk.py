"""The desk as the doors see it."""

from lienthong.ground.actor import Actor
from lienthong.reports import actions, forms, queries
from lienthong.reports.terms import MOVES, REPORT, STATES, VERBS
from lienthong.units.queries import city_units
from lienthong.work.desks import Choices, Desk, DeskAct
from lienthong.work.queries import Item


def _where_to(actor: Actor, item: Item) -> Choices:
    """The wards of the day by name, then the bodies of the city."""
    wards = sorted(city_units(actor.day), key=lambda ward: ward.folded)
    found = [(ward.unit, ward.unit_name) for ward in wards] + queries.city_bodies(actor)
    return {"unit": [("", "")] + [(str(unit), name) for unit, name in found if unit != actor.unit]}


DESK = Desk(
    name="reports",
    label="Phản ánh, kiến nghị 1022",
    kinds=frozenset({REPORT}),
    states=STATES,
    verbs=VERBS,
    acts=(
        DeskAct(MOVES["take_report"], actions.take_report),
        DeskAct(MOVES["answer_report"], actions.answer_report, forms.AnswerReport),
        DeskAct(MOVES["route_report"], actions.route_report, forms.RouteReport, _where_to),
        DeskAct(MOVES["transfer_report"], actions.transfer_report, forms.TransferReport, _where_to),
        DeskAct(MOVES["refuse_report"], actions.refuse_report, forms.RefuseReport),
    ),
    details=queries.details,
    rows=queries.rows,
    citizen_case=queries.citizen_case,
)
