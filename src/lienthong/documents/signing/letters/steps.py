"""What stands before an act of signing, and what other acts do with it: preparing what a device signs, asking the
server to sign with a key that lies there, putting a signature to a letter and dropping it.
"""

import hashlib
from collections.abc import Mapping
from uuid import UUID

from procrastinate.contrib.django import app

from lienthong.documents.drafting.queries import place_of
from lienthong.documents.drafting.rules import issue_due
from lienthong.documents.signing import queries, rules
from lienthong.documents.signing.certificates import queries as certificates
from lienthong.documents.signing.certificates.terms import Registered
from lienthong.documents.signing.pdf.terms import Place
from lienthong.documents.signing.terms import FINISH_LETTER, MOVES_OF_SIGNING, Waiting
from lienthong.documents.terms import MOVES
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import another_act
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import Refusal
from lienthong.work.items.actions import move_item
from lienthong.work.items.terms import Change, Moved
from lienthong.work.signing.queries import authority_to_sign
from lienthong.work.signing.terms import Authority

ROOM = "lienthong.documents.signing"

SIGNED = """
update document set signer = %(mandate)s, signed_at = world_now(), signed_as = %(form)s, signed_for = %(post)s,
                    signed_under = %(delegation)s
where id = (select document from draft where item = %(item)s)
"""


def prepare_signature(item: UUID, place: Place, *, by: Actor) -> Waiting:
    """What the signer beside the browser is to sign: the letter as it stands, under the certificate that is registered
    to this person, or to their body. Refuses `not_ready_to_sign`, `certificate_missing`, what `authority_to_sign`
    refuses, and as `check_standing`.
    """
    from lienthong.documents.signing.letters import making  # here, see tests/hosting/test_loaded.py
    from lienthong.documents.signing.pdf.signing import digest_of

    move = MOVES_OF_SIGNING["sign_with_certificate" if place == "signature" else "seal_document"]
    authority = authority_to_sign(by, move.ability) if place == "signature" else None
    if authority is None:
        by.require(move.ability)
    letter = queries.letter_to_sign(item)
    if letter.state not in move.states or letter.jurisdiction not in by.scope:
        raise rules.not_ready()
    certificate = _certificate(place, by)
    certificates.check_counts(certificate, by)
    begun = making.begin(letter, place, certificate, by, authority)
    number = uuid7()
    kept = {
        "document": letter.document, "place": place, "id": number, "certificate": certificate.id,
        "mandate": by.mandate, "version": letter.version, "prepared": begun.prepared, "start": begun.start,
        "end": begun.end, "attributes": begun.attributes,
    }  # fmt: skip
    if not sql.run(sql.named(ROOM, "begin"), kept):
        raise rules.not_ready()
    about = f"{letter.sign} {letter.subject}".strip()
    return Waiting(number, digest_of(begun), hashlib.sha256(certificate.content).digest(), about)


def _certificate(place: Place, by: Actor) -> Registered:
    """The one registered to this person, or to their body."""
    row = certificates.certificate_of(by.person) if place == "signature" else certificates.seal_of(by.unit)
    if row is None:
        raise Refusal(
            "certificate_missing",
            "Chưa có chứng thư số nào được đăng ký. Hãy đề nghị quản trị hệ thống đăng ký chứng thư của bạn hoặc của "
            "cơ quan.",
            status=409,
        )
    return row


def seal_issued(item: UUID, document: UUID, *, by: Actor) -> None:
    """The seal of a letter that has just been issued, where the organisation's key lies at the server: an act of its
    own, of whoever issued it.
    """
    if ask_server(item, document, "seal", by=by):
        with another_act():
            move_item(MOVES_OF_SIGNING["seal_document"], Change(item), by=by)


def check_may_be_unsigned() -> None:
    """A mark in a table signs nothing: only a trial does without a signature. Refuses `signature_needed`."""
    if sql.only_value(str, "select kind from world") != "trial":
        raise Refusal(
            "signature_needed", "Văn bản phải được ký số. Hãy bấm «Ký số bằng thiết bị» ở phần «Chữ ký số»."
        )


def put_signature(
    item: UUID, authority: Authority, by: Actor, facts: Mapping[str, object] | None = None
) -> Moved:
    """Who signed a letter, in whose place and by which paper: the move, and what is kept with the letter. From here a
    clock runs to its issue.
    """
    due_at = issue_due(by.at, place_of(item).urgency, by.calendar.of(by.seat))
    change = Change(item, {**authority.facts(by.mandate), **(facts or {})}, due_at=due_at)
    moved = move_item(MOVES["sign_document"], change, by=by)
    kept = {
        "mandate": by.mandate, "form": authority.form, "post": authority.for_post, "delegation": authority.delegation,
        "item": item,
    }  # fmt: skip
    sql.run(SIGNED, kept)
    return moved


def ask_server(item: UUID, document: UUID, place: Place, *, by: Actor) -> bool:
    """Have the worker sign with a key at the server, where there is one for this person or body; whether there is."""
    asked = {
        "document": document, "place": place, "id": uuid7(), "mandate": by.mandate, "person": by.person,
        "unit": by.unit,
    }  # fmt: skip
    if not sql.run(sql.named(ROOM, "ask"), asked):
        return False
    finish_later(item, by.seat)
    return True


def drop_signatures(item: UUID) -> None:
    """Of a letter whose signature was taken back: the file goes back to what it was before."""
    document = queries.letter_to_sign(item).document
    if sql.run("delete from letter_signature where document = %s", (document,)):
        sql.run("select keep_signed_print(%s, '')", (document,))


def finish_later(item: UUID, seat: int | None) -> None:
    """Have the worker finish the file."""
    app.configure_task(FINISH_LETTER).defer(item=str(item), seat=seat)
