"""Official acts that sign a letter: the person with their own key, the organisation with its seal.

What is to be signed is prepared here and goes to the signer beside the person's browser; what comes back is compared
with the certificate that is registered to them, and the worker finishes the file. A key that lies at the server – a
trial's, or the organisation's – signs in the worker alone.
"""

import base64
import binascii
import hashlib
from uuid import UUID

from lienthong.documents.signing import queries, rules
from lienthong.documents.signing.certificates import queries as certificates
from lienthong.documents.signing.certificates.rules import check_signature
from lienthong.documents.signing.letters.steps import ask_server, finish_later, put_signature
from lienthong.documents.signing.pdf.terms import Place
from lienthong.documents.signing.terms import (
    MOVES_OF_SIGNING,
    SignatureRow,
    SignedLetter,
)
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.kernel.refusals import Refusal
from lienthong.work.items.actions import move_item
from lienthong.work.items.terms import Change
from lienthong.work.signing.queries import authority_to_sign

ROOM = "lienthong.documents.signing"

TAKEN = """
update letter_signature set standing = 'signed', signature = %(signature)s, at = world_now()
where document = %(document)s and place = %(place)s
"""


@official_act
def sign_with_certificate(item: UUID, *, begun: UUID, signature: str, by: Actor) -> Answer:
    """The competent signature, made with the person's own key; in whose place is decided as without one. Refuses
    `signature_not_begun`, `letter_changed`, `other_certificate`, and as `check_standing`.
    """
    by.require("sign_document")
    authority = authority_to_sign(by, "sign_document")
    letter, row = _begun_by(item, "signature", begun, by)
    made = _own_signature(row, signature, by)
    moved = put_signature(item, authority, by, {"certificate": str(row.certificate)})
    if moved.version != row.version + 1:
        raise rules.letter_changed()
    _take(letter, row, made)
    return moved.answer(signed_as=authority.form)


@official_act
def seal_with_certificate(item: UUID, *, begun: UUID, signature: str, by: Actor) -> Answer:
    """The organisation's signature, made by the clerk with the organisation's own device. Refuses as
    `sign_with_certificate`.
    """
    letter, row = _begun_by(item, "seal", begun, by)
    made = _own_signature(row, signature, by)
    change = Change(item, {"certificate": str(row.certificate)})
    moved = move_item(MOVES_OF_SIGNING["seal_with_certificate"], change, by=by)
    _take(letter, row, made)
    return moved.answer()


@official_act
def seal_document(item: UUID, *, by: Actor) -> Answer:
    """The organisation's signature with its key at the server, for whoever asks: the worker makes it. Refuses
    `seal_missing` where no such key is registered, the letter has no person's signature, or it is sealed already.
    """
    moved = move_item(MOVES_OF_SIGNING["seal_document"], Change(item), by=by)
    if not ask_server(item, queries.letter_to_sign(item).document, "seal", by=by):
        raise seal_missing()
    return moved.answer()


def seal_missing() -> Refusal:
    return Refusal(
        "seal_missing",
        "Văn bản chưa có chữ ký số của người ký, đã được đóng dấu, hoặc khóa của cơ quan không nằm tại máy chủ.",
    )


def _begun_by(item: UUID, place: Place, begun: UUID, by: Actor) -> tuple[SignedLetter, SignatureRow]:
    letter = queries.letter_to_sign(item)
    row = queries.signature_at(letter.document, place)
    if row is None or row.standing != "begun" or row.id != begun or row.mandate != by.mandate:
        raise not_begun()
    return letter, row


def not_begun() -> Refusal:
    return Refusal(
        "signature_not_begun",
        "Lần ký này không còn hiệu lực: văn bản đã được ký, hoặc người khác vừa bấm ký. Hãy tải lại trang rồi ký lại.",
        field="begun",
    )


def _own_signature(row: SignatureRow, text: str, by: Actor) -> bytes:
    """The signature, if it was made with the certificate it was prepared for, and that still counts."""
    certificate = certificates.certificate_with(row.certificate)
    certificates.check_counts(certificate, by)
    try:
        made = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        made = b""
    check_signature(certificates.read(certificate), hashlib.sha256(row.attributes).digest(), made)
    return made


def _take(letter: SignedLetter, row: SignatureRow, signature: bytes) -> None:
    sql.run(TAKEN, {"signature": signature, "document": letter.document, "place": row.place})
    finish_later(letter.item, letter.jurisdiction)
