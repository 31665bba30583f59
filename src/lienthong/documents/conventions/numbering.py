"""The number and sign a letter gets when it is issued.

Decree 30/2020/NĐ-CP, art. 15 and annex I; of the Party HD 36-HD/VPTW, II.1.3: from 01 over the committee's term.
"""

from datetime import date
from typing import NamedTuple

from lienthong.documents.types.packaged import SECTIONS, section_key
from lienthong.documents.types.rules import abbreviation_of
from lienthong.documents.types.terms import CV
from lienthong.ground import sql

ROOM = "lienthong.documents.conventions"


class _Given(NamedTuple):
    number: int
    drafter: str | None


class Numbered(NamedTuple):
    number: int
    sign: str


def next_sign(unit: int, *, type_code: str, side: str, issuer: str, section: str, on: date) -> Numbered:
    """The next number of the body's book – of the year, or on the Party's side of the committee's term – and the sign
    it makes. `issuer`: the body's abbreviation; `section`: the drafter's.
    """
    key = section_key(section)
    row = sql.only_row(
        _Given,
        sql.named(ROOM, "next_sign"),
        {
            "unit": unit,
            "side": side,
            "book": book_of(type_code, side),
            "year": on.year,
            "day": on,
            "section": key,
        },
    )
    drafter = SECTIONS.get(key, "") if row.drafter is None else row.drafter
    abbreviation = abbreviation_of(type_code, side, on)
    return Numbered(
        row.number,
        sign_of(
            row.number,
            type_code=type_code,
            side=side,
            issuer=issuer,
            drafter=drafter,
            abbreviation=abbreviation,
        ),
    )


def sign_of(
    number: int, *, type_code: str, side: str, issuer: str, drafter: str, abbreviation: str = ""
) -> str:
    """Number and notation: `15/QĐ-UBND`, công văn `15/UBND-VP`, Party `36-CV/ĐU` (Decree 30/2020, annex I). Without
    `abbreviation` the type's code stands for it.
    """
    written, named = f"{number:02d}", abbreviation or type_code
    if side == "party":
        return f"{written}-{named}/{issuer}"
    if type_code == CV:
        return f"{written}/{issuer}-{drafter}" if drafter else f"{written}/{issuer}"
    return f"{written}/{named}-{issuer}"


def book_of(type_code: str, side: str) -> str:
    """Công văn and named types are numbered in books of their own."""
    return f"vb-{side}-{type_code}"
