"""The words of certificates that count here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

GRANTS: Final[Mapping[str, tuple[str, ...]]] = {"register_certificate": ("quan_tri", "trung_tam_cds")}

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
