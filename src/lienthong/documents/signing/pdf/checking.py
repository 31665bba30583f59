"""Who signed a PDF, when, whether anything changed since, and who believes it.

pyHanko is loaded where a file holds a signature: who serves pages does without it (tests/hosting/test_loaded.py).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from asn1crypto import x509

from lienthong.documents.signing.pdf.terms import TRIAL_MARK, Change, Checked, Outcome, Trust
from lienthong.documents.signing.pdf.trust import TrustList, context_of, list_of, standing_of

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus

SIGNED = b"/ByteRange"
"""Without it a PDF holds no signature, and nothing more is read of it."""


def check(pdf: bytes, lists: Sequence[TrustList], at: datetime) -> Outcome:
    """Every signature of a PDF, in the order in which they were made, by these lists at this moment."""
    if SIGNED not in pdf:
        return Outcome(())
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        if reader.encrypted:
            return Outcome((), unreadable=True)
        signatures = [_checked(signature, lists, at) for signature in reader.embedded_regular_signatures]
    except Exception:
        # A stranger's file: whatever reading it raises says the same of it.
        return Outcome((), unreadable=True)
    # It says that it is signed, and no signature is found in it: somebody broke it.
    return Outcome(tuple(signatures), unreadable=not signatures)


def _checked(signature: EmbeddedPdfSignature, lists: Sequence[TrustList], at: datetime) -> Checked:
    from pyhanko.sign.validation import async_validate_pdf_signature

    context = context_of(lists, at, signature.signer_cert)
    status: PdfSignatureStatus = asyncio.run(
        async_validate_pdf_signature(signature, context, ts_validation_context=context_of(lists, at))
    )
    certificate: x509.Certificate = status.signing_cert
    trust, list_name = _trust(signature, status, lists, at)
    stamped = status.timestamp_validity
    return Checked(
        name=_part(certificate.subject, "common_name"),
        organisation=_part(certificate.subject, "organization_name"),
        issuer=_part(certificate.issuer, "common_name"),
        serial=format(certificate.serial_number, "x"),
        signed_at=status.signer_reported_dt,
        timestamped_at=stamped.timestamp
        if stamped is not None and stamped.valid and stamped.trusted
        else None,
        is_whole=bool(status.intact and status.valid),
        change=_change(status),
        trust=trust,
        list_name=list_name,
        is_trial=TRIAL_MARK in certificate.issuer.human_friendly,
        until=certificate.not_valid_after,
    )


def _trust(
    signature: EmbeddedPdfSignature, status: PdfSignatureStatus, lists: Sequence[TrustList], at: datetime
) -> tuple[Trust, str]:
    if status.trusted and status.validation_path is not None:
        return "trusted", list_of(status.validation_path.first, lists)
    chain = list(signature.other_embedded_certs)
    trust, list_name = standing_of(status.signing_cert, lists, at, chain)
    # Of a signature that does not fit pyHanko asks no more; of one that does, it asks what the key is for.
    return ("unusable", "") if trust == "trusted" and status.intact and status.valid else (trust, list_name)


def _change(status: PdfSignatureStatus) -> Change:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return ""
    allowed = status.modification_level in (ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
    return "filled" if allowed and status.docmdp_ok else "altered"


def words_of_name(name: x509.Name) -> str:
    """Whom a certificate names, as people read it: the name, and the organisation where that is another."""
    parts = (_part(name, part) for part in ("common_name", "organization_name"))
    return ", ".join(dict.fromkeys(part for part in parts if part)) or str(name.human_friendly)


def _part(name: x509.Name, part: str) -> str:
    value = name.native.get(part, "")
    return ", ".join(value) if isinstance(value, list) else str(value)
