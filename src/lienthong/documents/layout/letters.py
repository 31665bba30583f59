"""A letter becomes a file: PDF/A-2b in the layout of its side, the same bytes for the same letter."""

from typing import Any, cast

from lienthong.documents.layout import rules
from lienthong.documents.layout.terms import FORMS_OF_COPIES, STAMPS, Box, BoxName, Copied, LaidOut, Letter
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.wording import vn_formal
from lienthong.papers.pdf import LetterMissing, archival_pdf

ROOM = "lienthong.documents.layout"


def laid_out(letter: Letter) -> LaidOut:
    """The file, and where number, date, signature and seal stand. Refuses `letter_not_in_font` for what has no form in
    the letters of an official paper.
    """
    form, facts = (
        facts_of_copy(letter, letter.copied) if letter.copied else (form_of(letter), facts_of(letter))
    )
    try:
        paper = archival_pdf(ROOM, form, facts)
    except LetterMissing as missing:
        raise Refusal(
            "letter_not_in_font",
            f"Văn bản có ký tự không in được theo thể thức: {missing.letters}. Hãy bỏ hoặc thay ký tự ấy.",
            status=409,
        ) from missing
    boxes = {
        cast("BoxName", place.name): Box(place.page, place.x0, place.y0, place.x1, place.y1)
        for place in paper.places
    }
    return LaidOut(paper.pdf, boxes)


def form_of(letter: Letter) -> str:
    return "party" if letter.side == "party" else "government"


def copied_letter(letter: Letter) -> Copied:
    """A letter as a copy of it shows it from now on: a copy with all that stands on it."""
    if letter.copied is None:
        return Copied(form_of(letter), facts_of(letter))
    said = f"{FORMS_OF_COPIES[letter.type]} số {letter.sign}, {' '.join(letter.issuer)}, {_dated(letter)}"
    return Copied(
        letter.copied.form, {**letter.copied.facts, "before": [*letter.copied.facts["before"], said]}
    )


def facts_of_copy(letter: Letter, copied: Copied) -> tuple[str, dict[str, Any]]:
    """The letter that was copied and, below it, who copied it (Decree 30/2020, annex I, on copies): form and facts."""
    own = facts_of(letter)
    said = {name: own[name] for name in ("title", "made", "draft", "trial")}
    below = {name: own[name] for name in _BELOW}
    return copied.form, {
        **copied.facts,
        **said,
        "copy": {"form": FORMS_OF_COPIES[letter.type], **below},
    }


_BELOW = ("above", "issuer", "sign", "place", "written", "receivers", "signature", "signer")
"""What is said of a copy itself."""


def facts_of(letter: Letter) -> dict[str, Any]:
    """What the form is told, JSON-able: every text in it is printed."""
    return {
        "title": rules.line_of(f"{letter.type_name} {letter.sign} {letter.subject}"),
        "made": [letter.made_on.year, letter.made_on.month, letter.made_on.day],
        "draft": letter.is_draft,
        "trial": letter.trial,
        "above": list(letter.above),
        "issuer": list(letter.issuer),
        "sign": letter.sign or ("…" if letter.is_draft else ""),
        "place": letter.place,
        "written": _dated(letter),
        "about": rules.about(letter),
        "urgency": STAMPS[letter.urgency],
        "type": "" if letter.type == "CV" else letter.type_name.upper(),
        "subject": "" if letter.type == "CV" else rules.line_of(letter.subject),
        "rule": 40 if len(letter.subject) < 70 else 20,
        "to": rules.to_whom(letter),
        "blocks": rules.blocks_of(letter.body),
        "receivers": rules.receivers(letter),
        "signature": list(rules.authority(letter)),
        "signer": letter.signer,
        "before": [],
        "copy": None,
    }


def _dated(letter: Letter) -> str:
    """In full words; of a draft with room for the day, as offices leave it."""
    if letter.issued_on:
        return vn_formal(letter.issued_on)
    return f"ngày … tháng … năm {letter.made_on.year}" if letter.is_draft else ""
