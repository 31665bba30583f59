"""The desk as the doors see it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn
from uuid import UUID

from markupsafe import Markup

from lienthong.documents import actions, forms, letters, queries, reversals
from lienthong.documents.addressing import desk as addressing
from lienthong.documents.addressing.terms import GRANTS as ADDRESSING_GRANTS
from lienthong.documents.addressing.terms import VERBS as ADDRESSING_VERBS
from lienthong.documents.arriving.terms import GRANTS_OF_ARRIVING
from lienthong.documents.directing import desk as directing
from lienthong.documents.directing.terms import GRANTS_OF_PARTS, VERBS_OF_PARTS
from lienthong.documents.dispatch import desk as dispatch
from lienthong.documents.dispatch.terms import GRANTS as DISPATCH_GRANTS
from lienthong.documents.dispatch.terms import VERBS as DISPATCH_VERBS
from lienthong.documents.drafting import desk as drafting
from lienthong.documents.drafting.terms import GRANTS_OF_DRAFTING, VERBS_OF_DRAFTING, WORDED
from lienthong.documents.enclosures.desk import ACTS_ON_ENCLOSURES, UPLOADS
from lienthong.documents.enclosures.queries import inside
from lienthong.documents.enclosures.terms import GRANTS_OF_ENCLOSURES, READ_PAPERS, VERBS_OF_ENCLOSURES
from lienthong.documents.following import opening
from lienthong.documents.following.terms import VERBS as FOLLOWING_VERBS
from lienthong.documents.parts import parts
from lienthong.documents.readings.noting import note_letter
from lienthong.documents.readings.terms import GRANTS_OF_READINGS
from lienthong.documents.recalling import actions as recalling
from lienthong.documents.recalling.queries import is_asked, is_waiting, may_be_asked
from lienthong.documents.receiving import desk as receiving
from lienthong.documents.receiving.terms import ENTERED, GRANTS_OF_RECEIVING, VERBS_OF_RECEIVING
from lienthong.documents.signing import desk as signing
from lienthong.documents.signing.terms import GRANTS_OF_SIGNING, VERBS_OF_SIGNING
from lienthong.documents.terms import (
    DELIVERY,
    DELIVERY_STATES,
    DRAFT,
    DRAFT_STATES,
    GRANTS,
    MOVES,
    SPOKEN,
    VERBS,
)
from lienthong.documents.terms import MOVES_BACK as BACK
from lienthong.documents.terms import MOVES_OF_RECALL as RECALL
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import Refusal
from lienthong.pages.forms import Choices
from lienthong.work.desks.signing import SigningAct
from lienthong.work.desks.terms import Begin, Desk, DeskAct, Kind, Many
from lienthong.work.queries import Item
from lienthong.work.reversing.desk import UndoAct
from lienthong.work.signing.queries import offer_words


def _who_may_answer(actor: Actor, item: Item) -> Choices:
    return directing.part_takers(actor)


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
            papers_read_by=READ_PAPERS,
            sealed=frozenset({"signed", "issued"}),
        ),
        Kind(
            DELIVERY,
            "Văn bản đến",
            "mail",
            DELIVERY_STATES,
            {"arrived": "register_delivery", "registered": "direct_delivery", "directed": "draft_document"},
            taken_up_by=("register_delivery",),
            papers_read_by=READ_PAPERS,
            moves_on_as="delivery.moved_on",
        ),
        directing.KIND,
    ),
    verbs=VERBS
    | VERBS_OF_DRAFTING
    | VERBS_OF_ENCLOSURES
    | ADDRESSING_VERBS
    | FOLLOWING_VERBS
    | DISPATCH_VERBS
    | VERBS_OF_RECEIVING
    | VERBS_OF_PARTS
    | VERBS_OF_SIGNING,
    dated_by=frozenset({"delivery.arrived", "delivery.directed", "draft.signed", ENTERED, "direction.given"}),
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
            opening=opening.opening,
            summary="Draft a letter",
            intro=Markup('Có sẵn tệp Word? <a href="/van-ban/tu-tep">Lấy nội dung từ tệp</a>.'),
            shows={"template": "documents/write.html", **opening.BESIDE},
        ),
        *receiving.BEGINS,
    ),
    many=(
        Many(
            "direct_many",
            "Chỉ đạo",
            url="van-ban-den/chi-dao",
            path="directions",
            kind=DELIVERY,
            ability="direct_delivery",
            perform=actions.direct_many,
            form=forms.DirectMany,
            choices=directing.part_takers,
            done="Đã chỉ đạo {} văn bản.",
            summary="Direct many letters at once",
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
        *addressing.ACTS,
        *dispatch.ACTS,
        *receiving.ACTS,
        *directing.ACTS,
        *ACTS_ON_ENCLOSURES,
        *signing.ACTS,
    ),
    grants=GRANTS
    | GRANTS_OF_DRAFTING
    | GRANTS_OF_ENCLOSURES
    | GRANTS_OF_READINGS
    | ADDRESSING_GRANTS
    | DISPATCH_GRANTS
    | GRANTS_OF_RECEIVING
    | GRANTS_OF_ARRIVING
    | GRANTS_OF_PARTS
    | GRANTS_OF_SIGNING,
    replies=opening.REPLIES,
    details=queries.details,
    rows=queries.rows,
    parts=parts,
    uploads=UPLOADS,
    inside=inside,
    noted=note_letter,
    told=queries.told,
    worded=WORDED | SPOKEN,
    numbered=queries.numbered,
)
