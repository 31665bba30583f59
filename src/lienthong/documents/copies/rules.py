"""Decisions about copies: facts in, facts or a refusal out. Pure."""

from collections.abc import Sequence

from lienthong.documents.copies.terms import EXCERPT, FORMS
from lienthong.documents.types.terms import COPIES
from lienthong.kernel.refusals import Refusal

LONGEST_SUBJECT = 500


def check_form(form: str, *, of_type: str, is_outside: bool) -> None:
    """True copies and excerpts are made of the original, copies of copies of a true copy (art. 25). Of paper from
    outside nobody here can tell which it is. Refuses `unknown_copy_form`, `copies_a_copy`, `copies_no_copy`.
    """
    if form not in FORMS:
        raise Refusal(
            "unknown_copy_form", "Hình thức sao là sao y, sao lục hoặc trích sao.", status=422, field="form"
        )
    if of_type in COPIES and form != "SL":
        raise Refusal(
            "copies_a_copy",
            "Văn bản này là bản sao: chỉ sao lục được; sao y và trích sao thực hiện từ bản gốc, bản chính.",
            status=422,
            field="form",
        )
    if form == "SL" and of_type not in COPIES and not is_outside:
        raise Refusal(
            "copies_no_copy",
            "Sao lục thực hiện từ bản sao y; văn bản này là bản chính: hãy chọn sao y hoặc trích sao.",
            status=422,
            field="form",
        )


def excerpt_of(body: str, part: str) -> str:
    """The paragraphs of the letter that were chosen, word for word and in its order. Refuses `excerpt_missing`,
    `not_in_letter`, `excerpt_is_whole`.
    """
    chosen, paragraphs = _paragraphs(part), _paragraphs(body)
    if not chosen:
        raise excerpt_missing()
    rest = iter(paragraphs)
    for paragraph in chosen:
        if paragraph not in rest:
            raise Refusal(
                "not_in_letter",
                f"Đoạn «{paragraph[:80]}» không đứng nguyên văn, đúng thứ tự trong văn bản. Hãy chép lại từ văn bản.",
                status=422,
                field="part",
            )
    if chosen == paragraphs:
        raise Refusal(
            "excerpt_is_whole",
            "Phần trích là toàn bộ văn bản: hãy bỏ những đoạn không trích, hoặc chọn sao y.",
            status=422,
            field="part",
        )
    return "\n".join(chosen)


def _paragraphs(text: str) -> list[str]:
    return [words for words in (" ".join(line.split()) for line in text.splitlines()) if words]


def excerpt_missing() -> Refusal:
    return Refusal(
        "excerpt_missing",
        "Hãy chép phần được trích, hoặc ghi trang nào của bản quét được trích.",
        status=422,
        field="part",
    )


def check_scans(form: str, *, scans: int, brought: int) -> None:
    """What is not written here is copied by its scans; an excerpt by scans of its own. Refuses `nothing_to_copy`,
    `excerpt_scan_missing`.
    """
    if form == EXCERPT and not brought:
        raise Refusal(
            "excerpt_scan_missing",
            "Văn bản này chỉ có bản quét: hãy đính kèm bản quét của phần được trích.",
            status=422,
            field="files",
        )
    if not scans + brought:
        raise Refusal(
            "nothing_to_copy",
            "Văn bản này chưa có bản quét nào: hãy đính kèm bản quét để sao.",
            status=422,
            field="files",
        )


def body_of_scans(form: str, names: Sequence[str]) -> str:
    """What a copy says of itself whose letter is not written here."""
    return f"{SAID[form]} từ bản quét kèm theo: {'; '.join(names)}."


def not_copied() -> Refusal:
    return Refusal(
        "not_to_be_copied",
        "Chỉ sao được văn bản đến đã vào sổ và văn bản đi đã phát hành của đơn vị. Hãy mở văn bản ấy rồi bấm «Sao văn"
        " bản».",
        status=422,
        field="of",
    )


def subject_of(form: str, sign: str, subject: str) -> str:
    """«Sao y 12/BNV-TCBC: Về biên chế»."""
    named = f"{SAID[form]} {sign}".strip()
    return f"{named}: {subject}"[:LONGEST_SUBJECT]


SAID = {str(code): label for code, label in FORMS.items()}
