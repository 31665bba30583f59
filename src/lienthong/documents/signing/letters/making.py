"""The file of a letter on its way: what is to be signed at a place, and the file once it was."""

from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from procrastinate.contrib.django import app
from pyhanko.sign.general import SigningError

from lienthong.documents.layout.letters import laid_out
from lienthong.documents.layout.queries import letter_on_paper
from lienthong.documents.layout.terms import LaidOut
from lienthong.documents.signing import queries, rules
from lienthong.documents.signing.certificates import queries as certificates
from lienthong.documents.signing.certificates.keys import sign_with
from lienthong.documents.signing.certificates.rules import check_signature
from lienthong.documents.signing.certificates.terms import Registered
from lienthong.documents.signing.pdf import signing, timestamps
from lienthong.documents.signing.pdf.terms import Begun, Place
from lienthong.documents.signing.pdf.timestamps import NoTimestamp
from lienthong.documents.signing.terms import CHECK_FILE, SignatureRow, SignedLetter
from lienthong.ground import files, sql
from lienthong.ground.actor import Actor
from lienthong.work.signing.queries import signature_of
from lienthong.work.signing.rules import signature as plain_signature
from lienthong.work.signing.terms import Authority

WHO = """
select person.name, unit.name as unit
from mandate m join post on post.id = m.post join unit on unit.id = post.unit join person on person.id = m.person
where m.id = %s
"""
FINISHED = """
update letter_signature set standing = 'finished', digest = %(digest)s, problem = %(problem)s, prepared = '',
                            attributes = '', signature = ''
where document = %(document)s and place = %(place)s
"""


class Who(NamedTuple):
    """Whose name stands on the stamp, and of which body."""

    name: str
    unit: str


def begin(
    letter: SignedLetter, place: Place, certificate: Registered, by: Actor, signs: Authority | None
) -> Begun:
    """What is to be signed by an officer who has their own key, or their body's."""
    who = Who(by.name, by.unit_name)
    pdf = _with_places(letter, by, signs) if place == "signature" else _signed_before(letter)
    return _begin(letter, place, pdf, certificate, who, by)


def _begin(
    letter: SignedLetter, place: Place, pdf: bytes, certificate: Registered, who: Who, by: Actor
) -> Begun:
    is_seal = place == "seal"
    stamp = (
        rules.seal_stamp(who.unit, by.at, is_trial=certificate.is_trial)
        if is_seal
        else rules.person_stamp(who.name, who.unit, by.at, is_trial=certificate.is_trial)
    )
    return signing.begin(
        pdf,
        place,
        certificate=certificates.read(certificate),
        chain=certificates.chain_of(certificate),
        stamp=stamp,
        at=by.at,
        blanks=rules.blanks_of(letter.sign, letter.issued_at) if is_seal and letter.issued_at else None,
        stamped=bool(settings.TIMESTAMPS),
    )


def _with_places(letter: SignedLetter, by: Actor, signs: Authority | None) -> bytes:
    """The letter as it is signed, with its empty places. `signs`: in which form, as long as that is not kept yet."""
    written = replace(letter_on_paper(letter.item), is_draft=False, sign="", issued_on=None)
    if signs is not None:
        written = replace(written, signature=_authority(by, signs), signer=by.name)
    paper: LaidOut = laid_out(written)
    return signing.with_places(paper)


def _authority(by: Actor, signs: Authority) -> tuple[str, ...]:
    signed = signature_of(by.mandate, signs.form, signs.for_post, signs.delegation)
    return (signed or plain_signature("own", name=by.name, title=by.title)).line


def _signed_before(letter: SignedLetter) -> bytes:
    """The file with the person's signature. Refuses `not_ready_to_sign` before there is one."""
    row = queries.signature_at(letter.document, "signature")
    if row is None or row.standing != "finished" or letter.issued_at is None:
        raise rules.not_ready()
    return files.read(row.digest)


def finish(item: UUID, place: Place, by: Actor) -> str:
    """Finish the file with what was signed, or sign with the key at the server; its digest, and nothing where nothing
    waits. Refuses `signing_key_missing`, `other_certificate` for a key that is another's, `file_lost`, and as
    `check_standing` for a certificate that ended meanwhile.
    """
    letter = queries.letter_to_sign(item)
    row = queries.signature_at(letter.document, place)
    if row is None or row.standing not in ("signed", "asked") or not _is_due(letter, place):
        return ""
    certificate = certificates.certificate_with(row.certificate)
    begun = _begun(row)
    signature = row.signature
    if row.standing == "asked":
        certificates.check_counts(certificate, by)
        begun = _begun_here(letter, row, certificate, by)
        signature = sign_with(certificate.id, signing.digest_of(begun))
        check_signature(certificates.read(certificate), signing.digest_of(begun), signature)
    pdf, problem = _finished(begun, signature, certificate)
    digest = files.keep(pdf)
    kept = {"digest": digest, "problem": problem, "document": letter.document, "place": place}
    sql.run(FINISHED, kept)
    sql.run("select keep_signed_print(%s, %s)", (letter.document, digest))
    app.configure_task(CHECK_FILE).defer(digest=digest)
    return digest


def _is_due(letter: SignedLetter, place: Place) -> bool:
    """The seal comes after the person's signature, however the two were asked for."""
    if place == "signature":
        return True
    before = queries.signature_at(letter.document, "signature")
    return before is not None and before.standing == "finished" and letter.issued_at is not None


def _begun(row: SignatureRow) -> Begun:
    return Begun(row.prepared, row.region_start or 0, row.region_end or 0, row.attributes)


def _begun_here(letter: SignedLetter, row: SignatureRow, certificate: Registered, by: Actor) -> Begun:
    """At the moment it was asked for."""
    asked = replace(by, at=row.at)
    pdf = _with_places(letter, asked, None) if row.place == "signature" else _signed_before(letter)
    return _begin(letter, row.place, pdf, certificate, sql.only_row(Who, WHO, (row.mandate,)), asked)


def _finished(begun: Begun, signature: bytes, certificate: Registered) -> tuple[bytes, str]:
    """The file, and what is missing from it: a time-stamp server that does not answer keeps no letter back."""
    own, chain = certificates.read(certificate), certificates.chain_of(certificate)
    address = settings.TIMESTAMPS
    if (stamper := timestamps.stamper_at(address)) is not None:
        try:
            return signing.finish(begun, signature, certificate=own, chain=chain, timestamper=stamper), ""
        except NoTimestamp:
            timestamps.let_rest(address)
        except SigningError:
            pass  # no room: the server was named after the letter was prepared, or says more than any other
    pdf = signing.finish(begun, signature, certificate=own, chain=chain)
    return pdf, "timestamp_missing" if address else ""
