"""The appointment slip: Giấy tiếp nhận hồ sơ và hẹn trả kết quả, form 01, as PDF."""

import io
import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import segno
import typst

from lienthong.ground import sql
from lienthong.kernel import clock
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.wording import money, vn_date, vn_datetime, vn_formal, vn_spoken
from lienthong.procedures import keys
from lienthong.procedures.queries import FEE_PER
from lienthong.procedures.terms import Term

ROOM = "lienthong.procedures"
LOOKUP = "/tra-cuu"

_FORMS = (
    (date(2025, 9, 15), "Mẫu số 01 – Thông tư 03/2025/TT-VPCP"),
    (date.min, "Mẫu số 01 – Thông tư 01/2018/TT-VPCP"),
)
"""Which form was in force when the dossier was received; the two differ in nothing this slip shows."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed; `facts` is JSON-able."""

    name: str
    facts: dict[str, Any]

    def pdf(self) -> bytes:
        return bytes(typst.compile(_form(), sys_inputs={"facts": json.dumps(self.facts, ensure_ascii=False)}))


@cache
def _form() -> bytes:
    return resources.files(ROOM).joinpath("slip.typ").read_bytes()


def slip_of(item: UUID, origin: str) -> Slip:
    """The slip of a received dossier that the transaction may see. `origin` is where the site is reached."""
    found = sql.row(sql.named(ROOM, "slip"), {"item": item})
    if found is None or found.code is None:
        raise NotFound
    return Slip(f"phieu-hen-{found.code}.pdf", {**_words(found), **_way_in(item, found, origin)})


def _words(found: Any) -> dict[str, Any]:
    received = clock.local(found.received_at)
    return {
        "form": form_on(received.date()),
        "unit": found.unit,
        "section": found.section,
        "written": f"{found.place}, {vn_formal(received)}",
        "code": found.code,
        "applicant": found.applicant,
        "address": found.address_text,
        "phone": found.phone,
        "procedure": found.procedure_name,
        "papers": found.papers,
        "term": Term(found.term, found.term_unit).words,
        "received_at": vn_spoken(found.received_at),
        "due_at": vn_spoken(found.due_at),
        "fee": f"{money(found.fee)}/{FEE_PER[found.fee_per]}" if found.fee else "",
        "receiver": found.receiver or "",
        "trial": _trial(found),
    }


def _way_in(item: UUID, found: Any, origin: str) -> dict[str, str]:
    """Code and secret, in words and as QR. A secret made with another key than this process has is not
    printed: the telephone number opens the dossier instead.
    """
    secret = keys.secret_of(item)
    if keys.digest_of(secret) != bytes(found.secret):
        secret = ""
    given = {"ma": found.lookup_code, **({"bi-mat": secret} if secret else {})}
    return {
        "lookup_code": found.lookup_code,
        "secret": secret,
        "address_of_lookup": f"{origin}{LOOKUP}",
        "qr": qr_svg(f"{origin}{LOOKUP}?{urlencode(given)}"),
    }


def qr_svg(text: str) -> str:
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=1, xmldecl=False)
    return drawn.getvalue().decode()


def form_on(day: date) -> str:
    return next(name for since, name in _FORMS if day >= since)


def _trial(found: Any) -> str | None:
    if found.world_kind != "trial":
        return None
    return f"Ngày trong hệ thống: {vn_datetime(found.now)} · ngày thật: {vn_date(clock.local(clock.real()))}"
