"""The desk as the doors see it."""

from lienthong.documents import actions, forms, queries
from lienthong.documents.terms import DELIVERY, DRAFT, MOVES, STATES, VERBS
from lienthong.ground.actor import Actor
from lienthong.personnel.queries import colleagues
from lienthong.work.desks import Choices, Desk, DeskAct
from lienthong.work.queries import Item


def _who_may_answer(actor: Actor, item: Item) -> Choices:
    people = colleagues(actor)
    return {
        "assignee": [("", "Chưa giao cho ai")] + [(str(p.mandate), f"{p.name} – {p.title}") for p in people]
    }


DESK = Desk(
    name="documents",
    label="Quản lý văn bản",
    kinds=frozenset({DRAFT, DELIVERY}),
    states=STATES,
    verbs=VERBS,
    acts=(
        DeskAct(MOVES["register_delivery"], actions.register_delivery),
        DeskAct(MOVES["direct_delivery"], actions.direct_delivery, forms.DirectDelivery, _who_may_answer),
        DeskAct(MOVES["complete_delivery"], actions.complete_delivery, forms.CompleteDelivery),
        DeskAct(MOVES["return_delivery"], actions.return_delivery, forms.ReturnDelivery),
        DeskAct(MOVES["submit_draft"], actions.submit_draft),
        DeskAct(MOVES["sign_document"], actions.sign_document),
        DeskAct(MOVES["send_back_draft"], actions.send_back_draft, forms.SendBackDraft),
        DeskAct(MOVES["issue_document"], actions.issue_document),
    ),
    details=queries.details,
    rows=queries.rows,
    told=queries.told,
)
