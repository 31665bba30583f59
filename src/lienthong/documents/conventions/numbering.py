"""The number and sign a letter gets when it is issued.

Decree 30/2020/NĐ-CP, art. 15 and annex I; of the Party HD 36-HD/VPTW, II.1.3: from 01 over the committee's term.
"""

from datetime import date, datetime
from typing import NamedTuple

from lienthong.documents.conventions import rules
from lienthong.documents.types.packaged import SECTIONS, section_key
from lienthong.documents.types.rules import abbreviation_of
from lienthong.documents.types.terms import BOOK_OF_COPIES, COPIES, CV
from lienthong.ground import sql
from lienthong.kernel.clock import ZONE

ROOM = "lienthong.documents.conventions"


class _Given(NamedTuple):
    number: int
    drafter: str | None


class _Taken(NamedTuple):
    last: int
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


def sign_on_paper(
    unit: int, *, number: int, sign: str, type_code: str, side: str, issuer: str, section: str, on: date
) -> Numbered:
    """The number a letter issued on paper bears, in the same book, and its sign: as it stands on the paper, or as the
    number makes it. Refuses `number_too_far`, `sign_of_other_number`, `sign_used` for a number that any letter of the
    book has, on paper or electronic.
    """
    book, key = book_of(type_code, side), section_key(section)
    asked = {
        "unit": unit,
        "side": side,
        "book": book,
        "year": on.year,
        "day": on,
        "section": key,
        "number": number,
    }
    rules.check_not_too_far(number, sql.only_value(int, sql.named(ROOM, "book_end"), asked))
    taken = sql.only_row(_Taken, sql.named(ROOM, "take_sign"), asked)
    drafter = SECTIONS.get(key, "") if taken.drafter is None else taken.drafter
    abbreviation = abbreviation_of(type_code, side, on)
    made = sign or sign_of(
        number, type_code=type_code, side=side, issuer=issuer, drafter=drafter, abbreviation=abbreviation
    )
    rules.check_sign_of_number(made, number)
    since, until = datetime(on.year, 1, 1, tzinfo=ZONE), datetime(on.year + 1, 1, 1, tzinfo=ZONE)
    used = {**asked, "types": types_of_book(type_code), "sign": made, "since": since, "until": until}
    if sql.only_value(bool, sql.named(ROOM, "is_used"), used):
        raise rules.sign_used(made, on.year)
    return Numbered(number, made)


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
    """Công văn and named types are numbered in books of their own, copies of all forms in one."""
    return f"vb-{side}-{BOOK_OF_COPIES if type_code in COPIES else type_code}"


def types_of_book(type_code: str) -> list[str]:
    """Whose numbers stand in the book of this type."""
    return list(COPIES) if type_code in COPIES else [type_code]
