"""The words of a letter on paper (Decree 30/2020/NĐ-CP, annex I; of the Party HD 36-HD/VPTW)."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

BoxName = Literal["number", "date", "signature", "seal"]

SALUTED = frozenset({"CV", "TTr", "BC", "TB", "GM", "PG", "PC", "PB", "TCg", "CĐ"})
"""Types that speak to somebody: «Kính gửi» stands above their text. A decision has addressees and speaks to none."""

STAMPS = {0: "", 1: "KHẨN", 2: "THƯỢNG KHẨN", 3: "HỎA TỐC"}
"""Place 10b."""

FORMS_OF_COPIES = {"SY": "SAO Y", "SL": "SAO LỤC", "TrS": "TRÍCH SAO"}
"""What stands on a copy, by its type."""

MOST_NAMED = 40
"""Of bodies that are written out one by one; past that a kind of body stands for all of them, with their number."""

KINDS_OF_BODIES = {
    "ubnd": "Ủy ban nhân dân các phường, xã, đặc khu",
    "hdnd": "Hội đồng nhân dân các phường, xã, đặc khu",
    "dang_uy": "Đảng ủy các phường, xã, đặc khu",
    "mttq": "Ủy ban Mặt trận Tổ quốc các phường, xã, đặc khu",
}
OTHER_BODIES = "Các sở, ban, ngành, cơ quan"


COMMITTEES = frozenset({"ubnd", "dang_uy"})
"""Kinds of bodies that decide together: their head signs on their behalf (Decree 30/2020, art. 13.2; HD 36)."""


class Named(NamedTuple):
    """A body to which a letter goes. `kind`: the kind of a commune's body; empty for any other."""

    name: str
    kind: str
    is_copy: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands on a letter. Without `sign` and `issued_on` both places are left empty, to be filled in."""

    side: str
    type: str
    type_name: str
    subject: str
    body: str
    to_line: str
    urgency: int
    place: str
    above: tuple[str, ...]
    """The body above, in lines."""
    issuer: tuple[str, ...]
    addressees: tuple[Named, ...]
    made_on: date
    """The day of issue, or the day a draft is looked at."""
    sign: str = ""
    issued_on: date | None = None
    signature: tuple[str, ...] = ()
    """The authority, in lines: «KT. CHỦ TỊCH», «PHÓ CHỦ TỊCH»."""
    signer: str = ""
    issuer_body: str = ""
    """What kind of body it is."""
    is_draft: bool = False
    trial: str | None = None
    """What the band of a trial world says."""
    copied: "Copied | None" = None
    """Of a copy: the letter it was made of; all of the above is said of the copy itself."""


class Copied(NamedTuple):
    """A letter as it stood when it was copied. `form`: what lays it out; `facts`: what that form is told."""

    form: str
    facts: dict[str, Any]


class Box(NamedTuple):
    """A place on a page, from 1, in PDF points from the page's lower left corner."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class LaidOut(NamedTuple):
    """A letter as a file (PDF/A-2b), and where number, date, signature and seal stand in it."""

    pdf: bytes
    boxes: dict[BoxName, Box]
