"""The desk as the doors see it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn
from uuid import UUID

from markupsafe import Markup

from lienthong.documents import actions, forms, letters, queries, reversals
from lienthong.documents.drafting import desk as drafting
from lienthong.documents.drafting.terms import GRANTS_OF_DRAFTING, VERBS_OF_DRAFTING, WORDED
from lienthong.documents.parts import parts
from lienthong.documents.recalling import actions as recalling
from lienthong.documents.recalling.queries import is_asked, is_waiting, may_be_asked
from lienthong.documents.terms import (
    DELIVERY,
    DELIVERY_STATES,
    DRAFT,
    DRAFT_STATES,
    GRANTS,
    MOVES,
    TYPES,
    VERBS,
)
from lienthong.documents.terms import MOVES_BACK as BACK
from lienthong.documents.terms import MOVES_OF_RECALL as RECALL
from lienthong.documents.types.rules import skeleton_of
from lienthong.documents.types.terms import SIDES
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.pages.forms import Choices
from lienthong.personnel.queries import colleagues
from lienthong.units.queries import unit_by_id
from lienthong.work.desks.signing import SigningAct
from lienthong.work.desks.terms import Asked, Begin, Desk, DeskAct, Kind, Opening, Reply
from lienthong.work.queries import Item
from lienthong.work.reversing.desk import UndoAct
from lienthong.work.signing.queries import offer_words

ANSWERS = "tra-loi"
"""In the address of the form: which letter is answered."""


def _who_may_answer(actor: Actor, item: Item) -> Choices:
    people = colleagues(actor)
    return {
        "assignee": [("", "Chưa giao cho ai")] + [(str(p.mandate), f"{p.name} – {p.title}") for p in people]
    }


def _answering(actor: Actor, asked: Asked) -> Opening:
    """An empty letter, or the answer to one: addressed, titled and on its side."""
    answered = asked.get(ANSWERS, "")
    if not answered:
        return Opening(_begun(actor, asked), title="Soạn văn bản")
    letter = queries.details(actor, actions.own_letter(_uuid(answered), actor))["document"]
    values = {
        "subject": f"Trả lời {letter['sign']}: {letter['subject']}",
        "to_line": letter["issuer"]["name"],
        "to": str(letter["issuer"]["id"]),
        "answers": answered,
        "side": letter["side"],
    }
    return Opening(values, title="Trả lời văn bản", back=f"/viec/{answered}")


def _begun(actor: Actor, asked: Asked) -> dict[str, str]:
    """On the side of the actor's body, unless the address says which side and type, and how such a letter begins."""
    side, code = asked.get("khoi", ""), asked.get("loai", "")
    if side not in SIDES:
        side = unit_by_id(actor.unit).side if actor.unit else "government"
    if code not in TYPES:
        return {"side": side}
    return {"side": side, "type": code, "body": skeleton_of(code, side)}


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


@dataclass(frozen=True, slots=True)
class RecallAct(DeskAct):
    """Offered while the wish to have a letter back stands where this act has something to do."""

    is_due: Callable[[UUID], bool] = is_asked
    why_not: Callable[[UUID], Refusal] = recalling.not_asked

    def offered(self, actor: Actor, item: Item) -> bool:
        return DeskAct.offered(self, actor, item) and self.is_due(item.id)

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        if DeskAct.offered(self, actor, item):
            raise self.why_not(item.id)
        DeskAct.refuse(self, actor, item)


def _is_answerable(actor: Actor, item: Item) -> bool:
    """A letter being handled is answered by a letter."""
    return (
        item.kind == DELIVERY
        and item.state == "directed"
        and item.jurisdiction in actor.scope
        and actor.can("draft_document")
    )


DESK = Desk(
    name="documents",
    label="Quản lý văn bản",
    kinds=(
        Kind(
            DRAFT,
            "Văn bản đi",
            "file-pen",
            DRAFT_STATES,
            {
                "drafting": "submit_draft",
                "checking": "pass_draft",
                "submitted": "sign_document",
                "signed": "issue_document",
            },
            taken_up_by=("draft_document",),
            sealed=frozenset({"signed", "issued"}),
        ),
        Kind(
            DELIVERY,
            "Văn bản đến",
            "mail",
            DELIVERY_STATES,
            {"arrived": "register_delivery", "registered": "direct_delivery", "directed": "draft_document"},
            taken_up_by=("register_delivery",),
            moves_on_as="delivery.moved_on",
        ),
    ),
    verbs=VERBS | VERBS_OF_DRAFTING,
    dated_by=frozenset({"delivery.arrived", "delivery.directed", "draft.signed"}),
    begins=(
        Begin(
            "draft_document",
            "Soạn văn bản",
            url="van-ban/moi",
            path="documents",
            perform=actions.draft_document,
            form=forms.WriteLetter,
            body=forms.DraftDocument,
            ability="draft_document",
            as_act=letters.as_draft,
            choices=letters.choices,
            opening=_answering,
            summary="Draft a letter",
            intro=Markup('Có sẵn tệp Word? <a href="/van-ban/tu-tep">Lấy nội dung từ tệp</a>.'),
            shows={"template": "documents/write.html"},
        ),
    ),
    acts=(
        DeskAct(MOVES["register_delivery"], actions.register_delivery),
        DeskAct(MOVES["direct_delivery"], actions.direct_delivery, forms.DirectDelivery, _who_may_answer),
        DeskAct(MOVES["complete_delivery"], actions.complete_delivery, forms.CompleteDelivery),
        DeskAct(MOVES["return_delivery"], actions.return_delivery, forms.ReturnDelivery, is_grave=True),
        DeskAct(MOVES["submit_draft"], actions.submit_draft),
        SigningAct(
            MOVES["sign_document"], actions.sign_document, says=lambda by: offer_words(by, "sign_document")
        ),
        DeskAct(MOVES["send_back_draft"], actions.send_back_draft, forms.SendBackDraft, is_grave=True),
        DeskAct(MOVES["issue_document"], actions.issue_document),
        RecallAct(
            RECALL["recall_document"],
            recalling.recall_document,
            forms.RecallDocument,
            is_grave=True,
            is_due=may_be_asked,
            why_not=recalling.nothing_to_ask,
        ),
        RecallAct(
            RECALL["withdraw_recall"],
            recalling.withdraw_recall,
            is_due=is_waiting,
            why_not=recalling.none_waiting,
        ),
        RecallAct(RECALL["agree_to_recall"], recalling.agree_to_recall),
        RecallAct(RECALL["refuse_recall"], recalling.refuse_recall, forms.RefuseRecall),
        *drafting.ACTS,
        UndoAct(BACK["withdraw_submission"], reversals.withdraw_submission),
        UndoAct(BACK["discard_draft"], reversals.discard_draft),
        UndoAct(BACK["restore_draft"], reversals.restore_draft),
        UndoAct(BACK["withdraw_signature"], reversals.withdraw_signature),
        UndoAct(BACK["unregister_delivery"], reversals.unregister_delivery),
        UndoAct(BACK["withdraw_direction"], reversals.withdraw_direction),
        UndoAct(BACK["reopen_delivery"], reversals.reopen_delivery),
        UndoAct(BACK["withdraw_return"], reversals.withdraw_return),
    ),
    grants=GRANTS | GRANTS_OF_DRAFTING,
    replies=(Reply("draft_document", "Soạn văn bản trả lời", ANSWERS, "a", _is_answerable),),
    details=queries.details,
    rows=queries.rows,
    parts=parts,
    told=queries.told,
    worded=WORDED,
    numbered=queries.numbered,
)
