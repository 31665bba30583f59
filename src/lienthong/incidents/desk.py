"""The desk as the doors see it."""

from dataclasses import dataclass
from typing import NoReturn

from lienthong.ground.actor import Actor
from lienthong.incidents import actions, forms, queries, reversals, rules
from lienthong.incidents.terms import GRANTS, INCIDENT, MOVES, STATES, VERBS
from lienthong.incidents.terms import MOVES_BACK as BACK
from lienthong.pages.forms import Choices
from lienthong.work.desks.terms import Begin, Desk, DeskAct, Kind
from lienthong.work.items.refusals import not_holder, wrong_state
from lienthong.work.queries import Item
from lienthong.work.reversing.desk import UndoAct, may_still


@dataclass(frozen=True, slots=True)
class IncidentAct(DeskAct):
    """Offered to the centre too, which does not hold the jurisdiction but received the incident."""

    def offered(self, actor: Actor, item: Item) -> bool:
        return (
            item.kind == self.move.kind
            and item.state in self.move.states
            and actor.can(self.move.ability)
            and rules.may_handle(seat=item.jurisdiction, received_seat=item.received_seat, scope=actor.scope)
        )

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        actor.require(self.move.ability)
        if not rules.may_handle(seat=item.jurisdiction, received_seat=item.received_seat, scope=actor.scope):
            raise not_holder(item.holder_name)
        raise wrong_state(self.move.label, item.kind, item.state)


@dataclass(frozen=True, slots=True)
class IncidentUndo(UndoAct):
    """Offered to whoever it concerns, reported it or received it."""

    def offered(self, actor: Actor, item: Item) -> bool:
        return (
            item.kind == self.move.kind
            and item.state in self.move.states
            and actor.can(self.move.ability)
            and rules.has_a_part(item.jurisdiction, item.received_seat, item.sender_seat, scope=actor.scope)
            and may_still(actor, item)
        )

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        actor.require(self.move.ability)
        rules.check_has_a_part(item.jurisdiction, item.received_seat, item.sender_seat, actor.scope)
        self.check_in_time(actor, item)
        raise wrong_state(self.move.label, item.kind, item.state)


def _where_and_how_bad(actor: Actor) -> Choices:
    return {
        "unit": queries.unit_choices(actor),
        "severity": [
            ("low", "Nhẹ – vẫn làm được"),
            ("medium", "Vừa – làm chậm"),
            ("high", "Nặng – một việc bị dừng"),
            ("critical", "Nghiêm trọng – cả đơn vị bị dừng"),
        ],
    }


DESK = Desk(
    name="incidents",
    label="Sự cố",
    kinds=(
        Kind(
            INCIDENT,
            "Sự cố",
            "siren",
            STATES,
            {"open": "take_incident", "taken": "resolve_incident"},
            at_receiver=frozenset({"open"}),
        ),
    ),
    verbs=VERBS,
    dated_by=frozenset({"incident.reported"}),
    recount=queries.recounted,
    begins=(
        Begin(
            "report_incident",
            "Báo sự cố",
            url="su-co/moi",
            path="incidents",
            perform=actions.report_incident,
            form=forms.ReportIncident,
            ability="report_incident",
            choices=_where_and_how_bad,
            summary="Report that something does not work",
            intro="Sự cố hiện ngay trên màn hình điều hành của thành phố.",
            home="/su-co",
            shows={"nav": "incident"},
        ),
    ),
    acts=(
        IncidentAct(MOVES["take_incident"], actions.take_incident),
        IncidentAct(MOVES["resolve_incident"], actions.resolve_incident, forms.ResolveIncident),
        IncidentUndo(BACK["withdraw_incident"], reversals.withdraw_incident),
        IncidentUndo(BACK["put_back_incident"], reversals.put_back_incident),
        IncidentUndo(BACK["reopen_incident"], reversals.reopen_incident),
    ),
    grants=GRANTS,
    details=queries.details,
    rows=queries.rows,
)
