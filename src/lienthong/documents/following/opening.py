"""From a letter's page to the form of another: an answer, a part of one, a correction, a replacement."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from lienthong.documents.addressing.choosing import as_they_stand
from lienthong.documents.following.issuing import letter_to_revise, own_letter
from lienthong.documents.queries import Issuer, details
from lienthong.documents.terms import DELIVERY, DRAFT, TYPES
from lienthong.documents.types.rules import skeleton_of
from lienthong.documents.types.terms import SIDES
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.units.queries import unit_by_id
from lienthong.work.desks.terms import Asked, Opening, Reply
from lienthong.work.queries import Item, item_of

ANSWERS, IN_PART = "tra-loi", "tra-loi-mot-phan"
CORRECTS, REPLACES = "dinh-chinh", "thay-the"
"""In the address of the form: which letter is answered, corrected or replaced."""

BESIDE: Final = {"beside": [("Nhóm nơi nhận và nơi ngoài hệ thống", "/nhom-noi-nhan")]}


def opening(actor: Actor, asked: Asked) -> Opening:
    """An empty letter; or one that follows another: addressed, titled and on its side."""
    for parameter, begun in _BEGUN.items():
        if asked.get(parameter):
            return begun(actor, _uuid(asked[parameter]), parameter)
    return Opening(_begun(actor, asked), title="Soạn văn bản")


def _begun(actor: Actor, asked: Asked) -> dict[str, str]:
    """On the side of the actor's body, unless the address says which side and type, and how such a letter begins."""
    side, code = asked.get("khoi", ""), asked.get("loai", "")
    if side not in SIDES:
        side = unit_by_id(actor.unit).side if actor.unit else "government"
    if code not in TYPES:
        return {"side": side}
    return {"side": side, "type": code, "body": skeleton_of(code, side)}


def _answering(actor: Actor, answered: UUID, parameter: str) -> Opening:
    item = own_letter(answered, actor)
    letter = details(actor, item)["document"]
    values = {
        "subject": f"{' '.join(filter(None, ('Trả lời', letter['sign'])))}: {letter['subject']}",
        "to_line": letter["issuer"]["name"],
        **_back_to(letter["issuer"]),
        "answers": str(item.id),
        "in_part": parameter == IN_PART,
        "side": letter["side"],
    }
    title = "Trả lời một phần" if parameter == IN_PART else "Trả lời văn bản"
    return Opening(values, title=title, back=f"/viec/{item.id}")


def _back_to(issuer: Issuer) -> dict[str, object]:
    """A body of this system as an addressee; one that is outside, which has no unit, by its name: what stands behind a
    semicolon would be its address.
    """
    if issuer["id"] is None:
        return {"outside": issuer["name"].replace(";", ",")}
    return {"to": [issuer["id"]]}


def _revising(actor: Actor, revised: UUID, parameter: str) -> Opening:
    letter_to_revise(revised, by=actor)
    item = item_of(actor, revised)
    letter = details(actor, item)["document"]
    word, revision = ("Đính chính", "corrects") if parameter == CORRECTS else ("Thay thế", "replaces")
    values: Mapping[str, Any] = {
        **as_they_stand(actor, item),
        "subject": f"{word} văn bản {letter['sign']}: {letter['subject']}",
        "to_line": letter["to_line"],
        "body": letter["body"] if revision == "replaces" else "",
        "side": letter["side"],
        "type": letter["type"],
        "revises": str(item.id),
        "revision": revision,
    }
    return Opening(values, title=f"{word} văn bản", back=f"/viec/{item.id}")


_BEGUN: Final = {ANSWERS: _answering, IN_PART: _answering, CORRECTS: _revising, REPLACES: _revising}


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


def _is_answerable(actor: Actor, item: Item) -> bool:
    """A letter being handled is answered by a letter; one that was answered may be answered once more."""
    return item.state in ("directed", "answered") and _is_held(actor, item, DELIVERY)


def _has_parts(actor: Actor, item: Item) -> bool:
    return item.state == "directed" and _is_held(actor, item, DELIVERY)


def _is_revisable(actor: Actor, item: Item) -> bool:
    return item.state == "issued" and _is_held(actor, item, DRAFT)


def _is_held(actor: Actor, item: Item, kind: str) -> bool:
    return item.kind == kind and item.jurisdiction in actor.scope and actor.can("draft_document")


REPLIES: Final = (
    Reply("draft_document", "Soạn văn bản trả lời", ANSWERS, "a", _is_answerable),
    Reply("draft_document", "Soạn trả lời một phần", IN_PART, "", _has_parts),
    Reply("draft_document", "Soạn văn bản đính chính", CORRECTS, "", _is_revisable),
    Reply("draft_document", "Soạn văn bản thay thế", REPLACES, "", _is_revisable),
)
