"""Whom a world believes: lists of authorities, each a file of certificates, and what they have revoked.

A list is a file `NAME.pem` in a folder of the home; `NAME.crl` beside it says what its authority revoked.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from asn1crypto import crl, pem, x509

from lienthong.documents.signing.pdf.terms import Trust

if TYPE_CHECKING:
    # The validator is loaded where a certificate is judged: every page of a letter asks which lists are believed.
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy

USAGE = frozenset({"digital_signature"})


class TrustList(NamedTuple):
    """Authorities that one list believes. `name` is that of its file, as whoever laid it there named it."""

    name: str
    authorities: tuple[x509.Certificate, ...]
    revoked: tuple[crl.CertificateList, ...]


def trust_lists(folders: Iterable[Path]) -> list[TrustList]:
    """By name. A folder that is not there holds none; a file that is no certificate stops with `ValueError`."""
    files = sorted(file for folder in folders if folder.is_dir() for file in folder.glob("*.pem"))
    return [
        TrustList(
            file.stem, tuple(certificates_in(file.read_bytes())), tuple(_revoked(file.with_suffix(".crl")))
        )
        for file in files
    ]


def certificates_in(content: bytes) -> list[x509.Certificate]:
    """In PEM, one or several, or one in DER; `ValueError` where it is neither."""
    if not pem.detect(content):
        parts = [content]
    else:
        parts = [der for kind, _, der in pem.unarmor(content, multiple=True) if kind == "CERTIFICATE"]
    certificates = [x509.Certificate.load(der, strict=True) for der in parts]
    for certificate in certificates:
        _ = certificate.public_key.native, certificate.subject.native  # read whole, or refused here
    if not certificates:
        raise ValueError("no certificate")
    return certificates


def _revoked(file: Path) -> list[crl.CertificateList]:
    if not file.exists():
        return []
    content = file.read_bytes()
    parts = [der for _, _, der in pem.unarmor(content, multiple=True)] if pem.detect(content) else [content]
    return [crl.CertificateList.load(der) for der in parts]


def digest_of(lists: Sequence[TrustList]) -> str:
    """Changes when somebody is believed, or revoked, who was not before."""
    parts = (part.dump() for known in lists for part in (*known.authorities, *known.revoked))
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def context_of(
    lists: Sequence[TrustList], at: datetime, certificate: x509.Certificate | None = None
) -> ValidationContext:
    """To judge by these lists at a moment; nothing is fetched from anywhere."""
    from pyhanko_certvalidator import ValidationContext

    revoked = [said for known in lists for said in known.revoked]
    return ValidationContext(
        trust_roots=[authority for known in lists for authority in known.authorities],
        crls=revoked,
        moment=at,
        allow_fetching=False,
        revinfo_policy=_policy(certificate, revoked),
    )


def _policy(
    certificate: x509.Certificate | None, revoked: Iterable[crl.CertificateList]
) -> CertRevTrustPolicy:
    """What its authority says of revoked ones is asked where it is known. Left to itself the validator looks into no
    list it was handed, as long as the certificate does not name the place where such lists lie.
    """
    from pyhanko_certvalidator.policy_decl import (
        CertRevTrustPolicy,
        RevocationCheckingPolicy,
        RevocationCheckingRule,
    )

    known = certificate is not None and any(said.issuer == certificate.issuer for said in revoked)
    asked = RevocationCheckingRule.CRL_REQUIRED if known else RevocationCheckingRule.CHECK_IF_DECLARED_SOFT
    policy = RevocationCheckingPolicy(
        ee_certificate_rule=asked, intermediate_ca_cert_rule=RevocationCheckingRule.CHECK_IF_DECLARED_SOFT
    )
    return CertRevTrustPolicy(policy, retroactive_revinfo=True)


def list_of(authority: x509.Certificate, lists: Iterable[TrustList]) -> str:
    """The name of the list that believes this authority."""
    return next((known.name for known in lists if authority in known.authorities), "")


def standing_of(
    certificate: x509.Certificate,
    lists: Sequence[TrustList],
    at: datetime,
    chain: Sequence[x509.Certificate] = (),
) -> tuple[Trust, str]:
    """How a certificate stands at a moment, and by which list."""
    from pyhanko_certvalidator import CertificateValidator
    from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError, ValidationError

    validator = CertificateValidator(
        certificate, intermediate_certs=list(chain), validation_context=context_of(lists, at, certificate)
    )
    try:
        path = asyncio.run(validator.async_validate_usage(set(USAGE)))
    except (ValidationError, PathBuildingError, PathValidationError) as wrong:
        return _trust_of(wrong), ""
    return "trusted", list_of(path.first, lists)


def _trust_of(wrong: Exception) -> Trust:
    from pyhanko_certvalidator import errors

    match wrong:
        case errors.RevokedError():
            return "revoked"
        case errors.ExpiredError():
            return "expired"
        case errors.NotYetValidError():
            return "not_yet"
        case errors.InsufficientRevinfoError():
            return "unchecked"
        case errors.InvalidCertificateError():
            return "unusable"
    # No path to an authority, or one that only bears the name of an authority.
    return "unknown"
