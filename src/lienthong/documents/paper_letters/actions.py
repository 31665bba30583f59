"""Official acts on letters that a body issued on paper."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from lienthong.documents.conventions.numbering import Numbered, next_sign, sign_on_paper
from lienthong.documents.drafting.rules import check_not_secret
from lienthong.documents.enclosures.actions import read_papers_later
from lienthong.documents.paper_letters import queries, rules
from lienthong.documents.paper_letters.terms import ENTER, ENTERED, MOVES_OF_PAPER
from lienthong.documents.receiving.queries import check_period_is_open
from lienthong.documents.receiving.rules import sign_as_kept
from lienthong.documents.receiving.terms import OUTGOING
from lienthong.documents.terms import DRAFT
from lienthong.documents.types.rules import type_in_force
from lienthong.ground import files as stored
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, another_act, official_act
from lienthong.kernel.ids import uuid7
from lienthong.pages.uploads import Upload
from lienthong.units.queries import UnitView, unit_by_id
from lienthong.work.items.actions import move_item, open_item
from lienthong.work.items.terms import Arrival, Change, NewItem
from lienthong.work.queries import item_of
from lienthong.work.reasons import say_reason
from lienthong.work.rules import name_among

ROOM = queries.ROOM


@official_act
def enter_paper_letter(
    *,
    subject: str,
    signer: str,
    addressees: str,
    type: str = "CV",
    dated: date | None = None,
    number: int | None = None,
    sign: str = "",
    section: str = "",
    secrecy: str = "",
    pages: int | None = None,
    reason: str = "",
    files: Sequence[Upload] = (),
    by: Actor,
) -> Answer:
    """Enter a letter that was signed and sent on paper in the register of outgoing letters, under the next number of
    its book or, with the reason, under the number it bears. `section`: who drafted it, where the sign of a công văn
    names them. Refuses `secret_document`, `number_out_of_turn`, `sign_used`, `number_too_far`, `period_closed`.
    """
    by.require(ENTER)
    check_not_secret(secrecy)
    rules.check_subject(subject)
    rules.check_paper(signer=signer, addressees=addressees)
    rules.check_reason(number, reason)
    day = dated or by.day
    rules.check_dated(day, by.day)
    unit = unit_by_id(by.unit or 0)
    type_in_force(type, unit.side, day)
    check_period_is_open(unit.id, OUTGOING, [day])
    scans = [
        stored.keep_incoming(file.name, file.content) for file in files
    ]  # before anybody waits for the book
    numbered = _number(unit, type, number, sign_as_kept(sign), section, day)
    item, document = uuid7(), uuid7()
    letter = NewItem(
        DRAFT, subject=subject, state="signed", verb=ENTERED, step="issue", section=by.section, reference=numbered.sign,
        words=f"{signer} {addressees}", facts={"document": str(document), "digests": [scan.digest for scan in scans]},
    )  # fmt: skip
    open_item(letter, Arrival(by.seat or 0, item=item), by=by)
    _write(
        {
            "document": document, "item": item, "side": unit.side, "type": type, "subject": subject, "seat": by.seat,
            "unit": unit.id, **numbered._asdict(), "issued_at": rules.issued_at(day, by.day), "dated": day,
            "signer": signer.strip(), "addressees": rules.lines_of(addressees), "pages": pages,
            "reason": reason.strip(), "mandate": by.mandate,
        },
        scans,
    )  # fmt: skip
    if scans:
        read_papers_later(item)
    if reason:
        say_reason(item, reason)
    with another_act():
        facts = {"document": str(document), "sign": numbered.sign}
        moved = move_item(MOVES_OF_PAPER["issue_on_paper"], Change(item, facts), by=by)
    return moved.answer(document=str(document), sign=numbered.sign, number=numbered.number)


def _write(letter: dict[str, object], scans: Sequence[stored.Kept]) -> None:
    """The letter, its entry and its scans, each under a name no other has."""
    names: list[str] = []
    for scan in scans:
        names.append(name_among(scan.name, names))
    sql.run(
        sql.named(ROOM, "write"),
        {
            **letter,
            "ids": [uuid7() for _ in scans],
            "digests": [scan.digest for scan in scans],
            "names": names,
        },
    )


def _number(
    unit: UnitView, type_code: str, number: int | None, sign: str, section: str, day: date
) -> Numbered:
    """One that a sign was written for is that of the sign."""
    if number is not None:
        return sign_on_paper(
            unit.id, number=number, sign=sign, type_code=type_code, side=unit.side, issuer=unit.abbreviation,
            section=section, on=day,
        )  # fmt: skip
    return next_sign(
        unit.id, type_code=type_code, side=unit.side, issuer=unit.abbreviation, section=section, on=day
    )


@official_act
def correct_paper_letter(
    item: UUID, *, subject: str, signer: str, addressees: str, pages: int | None = None, by: Actor
) -> Answer:
    """What was entered wrongly of a letter on paper, but for its number and day. Refuses `not_on_paper`."""
    by.require(ENTER)
    item_of(by, item)
    if queries.paper_letter(item) is None:
        raise queries.not_on_paper()
    rules.check_subject(subject)
    rules.check_paper(signer=signer, addressees=addressees)
    lines = rules.lines_of(addressees)
    row = item_of(by, item)
    change = Change(item, subject=subject, words=f"{row.reference} {subject} {signer} {lines}")
    moved = move_item(MOVES_OF_PAPER["correct_paper_letter"], change, by=by)
    kept = {"item": item, "subject": subject, "signer": signer.strip(), "addressees": lines, "pages": pages}
    sql.run(sql.named(ROOM, "correct"), kept)
    return moved.answer()
