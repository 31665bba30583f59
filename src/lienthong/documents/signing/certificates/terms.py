"""The words of certificates that count here."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple
from uuid import UUID

ABILITY: Final = "register_certificate"
GRANTS: Final[Mapping[str, tuple[str, ...]]] = {ABILITY: ("quan_tri", "trung_tam_cds")}

VERBS: Final = {
    "certificate.registered": "Đăng ký chứng thư số",
    "certificate.withdrawn": "Ngừng dùng chứng thư số",
}


class Registered(NamedTuple):
    """A certificate that counts here, with whose it is: a person's, or a body's own."""

    id: UUID
    person: int | None
    unit: int | None
    content: bytes
    """DER."""
    chain: bytes
    """Those between it and its authority, in PEM; may be empty."""
    subject: str
    issuer: str
    serial: str
    since: datetime
    until: datetime
    at_server: bool
    """Its key lies where the worker reads it."""
    is_trial: bool


CertificateState = Literal["valid", "ending", "not_yet", "expired", "revoked", "withdrawn"]

STATES: Final[Mapping[CertificateState, str]] = {
    "valid": "Đang dùng",
    "ending": "Sắp hết hạn",
    "not_yet": "Chưa đến ngày",
    "expired": "Đã hết hạn",
    "revoked": "Nơi cấp đã thu hồi",
    "withdrawn": "Đã ngừng dùng",
}
ENDS_SOON: Final = timedelta(days=30)
"""Before a certificate ends: so long it takes to be given another."""


class CertificateRow(NamedTuple):
    """A certificate that counts here or did. `place`: the person's body today, or nothing."""

    id: UUID
    holder: str
    place: str
    title: str
    is_seal: bool
    subject: str
    issuer: str
    serial: str
    since: datetime
    until: datetime
    at_server: bool
    is_trial: bool
    registered_at: datetime
    registered_by: str
    withdrawn_at: datetime | None


class Listed(NamedTuple):
    """One of them, and how it stands at this moment."""

    row: CertificateRow
    state: CertificateState
