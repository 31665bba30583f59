"""Official acts on certificates: one is registered to a person or a body, one no longer counts."""

import hashlib
from uuid import UUID

from asn1crypto import pem, x509

from lienthong.documents.signing.certificates import queries, rules
from lienthong.documents.signing.certificates.terms import ABILITY
from lienthong.documents.signing.pdf import trust
from lienthong.documents.signing.pdf.checking import part_of_name, words_of_name
from lienthong.documents.signing.pdf.terms import TRIAL_MARK
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import NotFound, Refusal

REGISTER = """
insert into certificate (id, person, unit, content, chain, subject, issuer, serial, public_key, since, until, at_server,
                         is_trial, registered_at, registered_by)
values (%(id)s, %(person)s, %(unit)s, %(content)s, %(chain)s, %(subject)s, %(issuer)s, %(serial)s, %(public_key)s,
        %(since)s, %(until)s, %(at_server)s, %(is_trial)s, world_now(), %(by)s)
on conflict do nothing
"""


@official_act
def register_certificate(
    *,
    content: bytes,
    person: int | None = None,
    unit: int | None = None,
    chain: bytes = b"",
    at_server: bool = False,
    is_checked: bool = False,
    id: UUID | None = None,
    by: Actor,
) -> Answer:
    """From now on signatures of this person (or seals of this body) are made with this certificate (PEM or DER; behind
    it in PEM those between it and its authority, as in `chain`).
    `is_checked`: that it names the person otherwise was looked at. Refuses `whose_certificate`,
    `certificate_unreadable`, `certificate_registered`, and as `rules.check_name` and `rules.check_standing`.
    """
    by.require(ABILITY)
    if (person is None) == (unit is None):
        raise whose_certificate()
    certificate, *others = _read(content)
    chain = chain or b"".join(pem.armor("CERTIFICATE", other.dump()) for other in others)
    if person is not None:
        named = part_of_name(certificate.subject, "common_name")
        rules.check_name(named, queries.name_of_person(person), is_checked=is_checked)
    standing, _ = trust.standing_of(certificate, queries.believed(), by.at, _between(chain))
    rules.check_standing(certificate, standing)
    number = id or uuid7()
    facts = {
        "certificate": str(number), "serial": format(certificate.serial_number, "x"), "person": person, "unit": unit,
    }  # fmt: skip
    if not sql.run(REGISTER, {**_columns(certificate), **facts, "id": number, "chain": chain,
                              "at_server": at_server, "by": by.mandate}):  # fmt: skip
        raise Refusal("certificate_registered", "Chứng thư số này đã được đăng ký.", status=422)
    append_line("certificate.registered", facts, by=by)
    return {"certificate": str(number), "subject": words_of_name(certificate.subject)}


def whose_certificate() -> Refusal:
    return Refusal(
        "whose_certificate",
        "Hãy nhập tên đăng nhập của người ký, hoặc chọn cơ quan khi chứng thư là dấu của cơ quan; chỉ một trong hai.",
        status=422,
        field="username",
    )


def _columns(certificate: x509.Certificate) -> dict[str, object]:
    return {
        "content": certificate.dump(),
        "subject": words_of_name(certificate.subject),
        "issuer": certificate.issuer.human_friendly,
        "public_key": hashlib.sha256(certificate.public_key.dump()).hexdigest(),
        "since": certificate.not_valid_before,
        "until": certificate.not_valid_after,
        "is_trial": TRIAL_MARK in certificate.issuer.human_friendly,
    }


def _read(content: bytes) -> list[x509.Certificate]:
    """Their own first, then those between it and its authority."""
    try:
        return trust.certificates_in(content)
    except (ValueError, TypeError, KeyError) as wrong:
        raise Refusal(
            "certificate_unreadable",
            "Tệp này không phải chứng thư số (X.509, dạng PEM hoặc DER). Hãy chọn tệp .crt, .cer hoặc .pem.",
            status=422,
        ) from wrong


def _between(chain: bytes) -> list[x509.Certificate]:
    return trust.certificates_in(chain) if chain else []


@official_act
def withdraw_certificate(certificate: UUID, *, by: Actor) -> Answer:
    """Nothing more is signed with it here; what was signed with it stays."""
    by.require(ABILITY)
    changed = sql.run(
        "update certificate set withdrawn_at = world_now() where id = %s and withdrawn_at is null",
        (certificate,),
    )
    if not changed:
        raise NotFound
    append_line("certificate.withdrawn", {"certificate": str(certificate)}, by=by)
    return {"certificate": str(certificate)}
