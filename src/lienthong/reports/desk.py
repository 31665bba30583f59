"""The desk as the doors see it."""

from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from lienthong.ground.actor import Actor
from lienthong.pages.forms import Choices
from lienthong.reports import actions, correcting, forms, queries, reversals
from lienthong.reports.terms import GRANTS, MOVES, REPORT, STATES, VERBS
from lienthong.reports.terms import MOVES_BACK as BACK
from lienthong.units.addresses.queries import heirs_today, ward_of
from lienthong.units.addresses.wording import of_old
from lienthong.units.queries import ward_choices, wards_by_name
from lienthong.work.desks.terms import Begin, Case, CitizenAct, CitizenSide, Desk, DeskAct, Kind, Known
from lienthong.work.items.refusals import wrong_state
from lienthong.work.queries import Item
from lienthong.work.receivers.queries import units_taking_up
from lienthong.work.reversing.desk import UndoAct


@dataclass(frozen=True, slots=True)
class CallBack(UndoAct):
    """Offered to the switchboard, which handed it on and holds it no more."""

    def offered(self, actor: Actor, item: Item) -> bool:
        return (
            item.kind == self.move.kind
            and item.state in self.move.states
            and actor.can(self.move.ability)
            and item.received_seat in actor.scope
            and item.jurisdiction not in actor.scope
        )

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        actor.require(self.move.ability)
        reversals.check_called_back(item, actor)
        raise wrong_state(self.move.label, item.kind, item.state)


def _where_to(actor: Actor, item: Item) -> Choices:
    """The heirs of the place if it was divided, the wards of the day by name, then the bodies of the city; of these all
    in which somebody takes a report up.
    """
    attended = units_taking_up(REPORT, actor.day) - {actor.unit}
    wards = wards_by_name(actor.day)
    heirs = _heirs(item, actor.day)
    first = [(ward.unit, f"{ward.unit_name} ({heirs[ward.area]})") for ward in wards if ward.area in heirs]
    bodies = [(ward.unit, ward.unit_name) for ward in wards if ward.area not in heirs]
    named = [*first, *bodies, *queries.city_bodies(actor)]
    return {"unit": [("", "")] + [(str(unit), name) for unit, name in named if unit in attended]}


def _heirs(item: Item | None, day: date) -> dict[int, str]:
    """Areas among which the place of a report was divided, with what each took over."""
    area = item.place if item else None
    place, heirs = ward_of(area), heirs_today(area, day)
    if place is None or len(heirs) < 2:
        return {}
    return {heir.area: f"nhận một phần {of_old(place, day)}" for heir in heirs}


def _what_and_where(actor: Actor) -> Choices:
    return {"field": queries.field_choices(), "ward": ward_choices(wards_by_name(actor.day), by="area")}


def _as_recorded(actor: Actor) -> Choices:
    channels = [("phone", "Điện thoại 1022"), ("email", "Thư điện tử"), ("facebook", "Facebook")]
    return {**_what_and_where(actor), "channel": [*channels, ("app", "Ứng dụng công dân số")]}


def _nothing_to_choose(case: Case) -> Choices:
    return {}


DESK = Desk(
    name="reports",
    label="Phản ánh, kiến nghị 1022",
    kinds=(
        Kind(
            REPORT,
            "Phản ánh 1022",
            "megaphone",
            STATES,
            {"submitted": "route_report", "routed": "take_report", "taken": "answer_report"},
            taken_up_by=("take_report", "route_report"),
            moves_on_as="report.moved_on",
        ),
    ),
    verbs=VERBS,
    dated_by=frozenset({"report.submitted", "report.routed", "report.transferred", "report.reopened"}),
    begins=(
        Begin(
            "submit_report",
            "Phản ánh 1022",
            url="phan-anh",
            path="public/reports",
            door="public",
            counter="reports",
            perform=actions.submit_report,
            form=forms.SubmitReport,
            choices=_what_and_where,
            summary="Report to 1022; answers with code and secret",
            submit_label="Gửi phản ánh",
            intro="Phản ánh đến thẳng phường, xã có trách nhiệm. Bạn theo dõi và đọc trả lời bằng mã và số bí mật.",
            shows={"locate": True},
        ),
        Begin(
            "record_report",
            "Ghi phản ánh",
            url="phan-anh/ghi",
            path="reports",
            perform=actions.submit_report,
            form=forms.RecordReport,
            ability="route_report",
            choices=_as_recorded,
            summary="The operator writes down what came by telephone or letter",
            submit_label="Ghi và điều phối",
        ),
    ),
    acts=(
        DeskAct(MOVES["take_report"], actions.take_report),
        DeskAct(MOVES["answer_report"], actions.answer_report, forms.AnswerReport),
        DeskAct(MOVES["route_report"], actions.route_report, forms.RouteReport, _where_to),
        DeskAct(MOVES["transfer_report"], actions.transfer_report, forms.TransferReport, _where_to),
        DeskAct(MOVES["refuse_report"], actions.refuse_report, forms.RefuseReport, is_grave=True),
        CallBack(BACK["call_back_report"], reversals.call_back_report),
        UndoAct(BACK["put_back_report"], reversals.put_back_report),
        UndoAct(BACK["withdraw_answer"], reversals.withdraw_answer),
        UndoAct(BACK["withdraw_report_refusal"], reversals.withdraw_report_refusal),
    ),
    grants=GRANTS,
    details=queries.details,
    rows=queries.rows,
    persons={
        REPORT: Known(
            frozenset({"route_report"}), queries.without_citizen, correcting.by_number, correcting.words
        )
    },
    citizen=CitizenSide(
        queries.citizen_case,
        (
            CitizenAct(
                "reopen_report",
                "Phản ánh lại",
                "Chưa được khắc phục?",
                url="phan-anh/lai",
                path="public/reports/reopen",
                counter="reopenings",
                perform=actions.reopen_report,
                form=forms.ReopenReport,
                offered=lambda case: bool(case.get("may_reopen")),
                choices=_nothing_to_choose,
                summary="The reporter says that it was not fixed",
                kind="secondary",
            ),
        ),
    ),
)
