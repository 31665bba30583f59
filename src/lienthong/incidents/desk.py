"""The desk as the doors see it."""

from dataclasses import dataclass

from lienthong.ground.actor import Actor
from lienthong.incidents import actions, forms, queries, rules
from lienthong.incidents.terms import INCIDENT, MOVES, STATES, VERBS
from lienthong.work.desks import Desk, DeskAct
from lienthong.work.queries import Item


@dataclass(frozen=True, slots=True)
class IncidentAct(DeskAct):
    """Offered to the centre too, which does not hold the basket but received the incident."""

    def offered(self, actor: Actor, item: Item) -> bool:
        return (
            item.kind == self.move.kind
            and item.state in self.move.states
            and actor.can(self.move.ability)
            and rules.may_handle(seat=item.jurisdiction, received_seat=item.received_seat, scope=actor.scope)
        )


DESK = Desk(
    name="incidents",
    label="Sự cố",
    kinds=frozenset({INCIDENT}),
    states=STATES,
    verbs=VERBS,
    acts=(
        IncidentAct(MOVES["take_incident"], actions.take_incident),
        IncidentAct(MOVES["resolve_incident"], actions.resolve_incident, forms.ResolveIncident),
    ),
    details=queries.details,
    rows=queries.rows,
)
