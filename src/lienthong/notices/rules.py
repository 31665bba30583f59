"""Decisions about notices: what a message says, when it is tried again."""

import re
from datetime import timedelta

from lienthong.kernel import reading
from lienthong.kernel.refusals import Refusal
from lienthong.notices.terms import MAIL_TRIES, words_of

_ADDRESS = re.compile(
    r"[^\s\x00-\x1f\x7f@<>\"(),:;\[\]\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?\.[A-Za-z]{2,24}"
)


def mail_address(text: str) -> str:
    """The address as it is kept; '' for none. A line break in it would be a header of the message."""
    address = reading.plain(text)
    if address and not _ADDRESS.fullmatch(address):
        raise Refusal(
            "bad_mail_address",
            "Thư điện tử cần có dạng ten@co-quan.vn, không dấu cách.",
            status=422,
            field="address",
        )
    return address


def is_mail_address(text: str) -> bool:
    return bool(_ADDRESS.fullmatch(text))


def mail_text(verb: str, audience: str, kind: str, reference: str, link: str) -> tuple[str, str]:
    """Subject and text of a message: kind, reference, what happened and where to read it, no personal data."""
    said = words_of(verb, audience)
    what = " ".join(part for part in (kind, reference) if part)
    lines = [
        what,
        said,
        "",
        f"Xem tại: {link}" if link else "",
        "",
        "Thư tự động của hệ thống Liên Thông, xin không trả lời.",
    ]
    return f"[Liên Thông] {what or said}", "\n".join(
        line for line in lines if line is not None
    ).strip() + "\n"


def mail_tried_again_after(tries: int) -> timedelta | None:
    """How long after a failed try, or None when it was the last: 1, 4, 16, 64, 256 minutes."""
    return None if tries >= MAIL_TRIES else timedelta(minutes=4 ** (tries - 1))
