"""A letter as it stands on paper, and its file; both for whoever sees the item."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.documents.layout import rules
from lienthong.documents.layout.terms import Copied, Letter, Named
from lienthong.documents.terms import TYPES
from lienthong.ground import sql
from lienthong.kernel.clock import local
from lienthong.kernel.refusals import NotFound
from lienthong.papers.pdf import trial_words
from lienthong.units.terms import CITY_PROVINCE
from lienthong.work.signing.queries import signature_of
from lienthong.work.signing.rules import signature

ROOM = "lienthong.documents.layout"


class LetterRow(NamedTuple):
    today: date
    side: str
    type: str
    subject: str
    body: str
    to_line: str
    urgency: int
    sign: str
    issued_at: datetime | None
    signer: int | None
    signed_as: str
    signed_for: int | None
    signed_under: UUID | None
    issuer: str
    issuer_body: str
    area: str
    above: str
    province: str
    signer_name: str
    signer_title: str
    copy_form: str | None
    copy_facts: dict[str, object] | None


class Print(NamedTuple):
    """The file behind an item: the letter's sign, and the digest once the file was made."""

    sign: str
    is_issued: bool
    digest: str | None


def print_behind(item: UUID) -> Print:
    """`NotFound` where the transaction sees no letter behind the item."""
    row = sql.row(Print, "select sign, is_issued, digest from print_behind(%s)", (item,))
    if row is None:
        raise NotFound
    return row


def letter_on_paper(item: UUID, body: str | None = None) -> Letter:
    """The letter behind a draft or a delivery, as it stands on paper on the day of issue or, unissued, today. `body`:
    an excerpt instead of its whole text. `NotFound` for one that was written outside of this system.
    """
    row = sql.row(LetterRow, sql.named(ROOM, "letter"), {"item": item, "city": CITY_PROVINCE})
    if row is None or not row.body:
        raise NotFound
    issued_on = local(row.issued_at).date() if row.issued_at else None
    area = row.area or row.province
    return Letter(
        side=row.side, type=row.type, type_name=TYPES.get(row.type, row.type), subject=row.subject,
        body=body or row.body,
        to_line=row.to_line, urgency=row.urgency, place=rules.place_of(area, row.side), above=_above(row),
        issuer=rules.lines_of_body(row.issuer, area),
        addressees=tuple(sql.rows(Named, "select name, kind, is_copy from bodies_on_letter(%s)", (item,))),
        made_on=issued_on or row.today, sign=row.sign, issued_on=issued_on, signature=_authority(row),
        signer=row.signer_name, issuer_body=row.issuer_body, is_draft=issued_on is None, trial=trial_words(),
        copied=Copied(row.copy_form, row.copy_facts) if row.copy_form and row.copy_facts else None,
    )  # fmt: skip


def _above(row: LetterRow) -> tuple[str, ...]:
    """A department stands below its committee, a Party committee in the organisation of the area above; a People's
    Committee and a People's Council of an area have nobody above their name.
    """
    if row.area:
        is_below = row.issuer_body == "dang_uy" and row.area != row.province
        return rules.party_above(row.province) if is_below else ()
    return rules.lines_of_body(row.above, row.province) if row.above else ()


def _authority(row: LetterRow) -> tuple[str, ...]:
    """What stands above the signatory's name; nothing as long as nobody has signed."""
    if row.signer is None:
        return ()
    signed = signature_of(row.signer, row.signed_as, row.signed_for, row.signed_under)
    return (signed or signature("own", name=row.signer_name, title=row.signer_title)).line
