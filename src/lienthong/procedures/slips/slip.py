"""The appointment slip: Giấy tiếp nhận hồ sơ và hẹn trả kết quả, form 01, as PDF."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from lienthong.ground import sql
from lienthong.kernel import clock
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.wording import money, vn_formal, vn_spoken
from lienthong.papers.pdf import pdf, trial_words
from lienthong.papers.qr import qr_svg
from lienthong.procedures.queries import FEE_PER
from lienthong.procedures.terms import Term, TermUnit
from lienthong.work.citizens import keys

ROOM = "lienthong.procedures"
LOOKUP = "/tra-cuu"

_FORMS = (
    (date(2025, 9, 15), "Mẫu số 01 – Thông tư 03/2025/TT-VPCP"),
    (date.min, "Mẫu số 01 – Thông tư 01/2018/TT-VPCP"),
)
"""Which form was in force when the dossier was received; the two differ in nothing this slip shows."""


class SlipRow(NamedTuple):
    """What the slip says. Only a dossier with a `code` has been received; before, `received_at` is None."""

    code: str | None
    lookup_code: str
    secret: bytes
    applicant: str
    phone: str
    address_text: str
    papers: list[str]
    fee: int
    received_at: datetime
    due_at: datetime | None
    section: str
    unit: str
    place: str
    procedure_name: str
    term: int
    term_unit: TermUnit
    fee_per: str
    receiver: str | None


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed; `facts` is JSON-able."""

    name: str
    facts: dict[str, Any]

    def pdf(self) -> bytes:
        return pdf("lienthong.procedures.slips", "slip", self.facts)


def slip_of(item: UUID, origin: str) -> Slip:
    """The slip of a received dossier that the transaction may see. `origin`: the address people open the site under, as
    the operator says it – a request names whatever host it likes.
    """
    dossier = sql.row(SlipRow, sql.named(ROOM, "slip"), {"item": item})
    if dossier is None or dossier.code is None:
        raise NotFound
    return Slip(f"phieu-hen-{dossier.code}.pdf", {**_words(dossier), **_way_in(item, dossier, origin)})


def _words(dossier: SlipRow) -> dict[str, Any]:
    received = clock.local(dossier.received_at)
    return {
        "title": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "foot": form_on(received.date()),
        "unit": dossier.unit,
        "section": dossier.section,
        "written": f"{dossier.place}, {vn_formal(received)}",
        "code": dossier.code,
        "applicant": dossier.applicant,
        "address": dossier.address_text,
        "phone": dossier.phone,
        "procedure": dossier.procedure_name,
        "papers": dossier.papers,
        "term": Term(dossier.term, dossier.term_unit).words,
        "received_at": vn_spoken(dossier.received_at),
        "due_at": vn_spoken(dossier.due_at),
        "fee": f"{money(dossier.fee)}/{FEE_PER[dossier.fee_per]}" if dossier.fee else "",
        "receiver": dossier.receiver or "",
        "trial": trial_words(),
    }


def _way_in(item: UUID, dossier: SlipRow, origin: str) -> dict[str, str]:
    """Code and secret, in words and as QR; there behind the «#», which stays in the browser (`lookup.js` sends it in a
    form), so that no secret lies in a log. A secret made with another key than this process has is not printed: the
    telephone number opens the dossier instead.
    """
    secret = keys.secret_of(item)
    if keys.digest_of(secret) != bytes(dossier.secret):
        secret = ""
    held = {"ma": dossier.lookup_code, **({"bi-mat": secret} if secret else {})}
    return {
        "lookup_code": dossier.lookup_code,
        "secret": secret,
        "address_of_lookup": f"{origin}{LOOKUP}",
        "qr": qr_svg(f"{origin}{LOOKUP}#{urlencode(held)}"),
    }


def form_on(day: date) -> str:
    return next(name for since, name in _FORMS if day >= since)
