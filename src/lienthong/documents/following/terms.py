"""The words of letters that answer, correct or replace another."""

from collections.abc import Mapping
from typing import Final, Literal

from lienthong.documents.terms import DRAFT
from lienthong.work.items.terms import Note

Way = Literal["", "corrects", "replaces"]

ANSWERED_IN_PART: Final = Note(
    "answer_in_part", "Trả lời một phần", "delivery.answered_in_part", "issue_document", closed_too=True
)
ANSWERED_AGAIN: Final = Note(
    "answer_again", "Trả lời tiếp", "delivery.answered_again", "issue_document", closed_too=True
)
"""An answer that closes nothing: one of several parts, or one after the letter was closed, returned or given away."""

REVISED: Final[Mapping[str, tuple[Note, Note]]] = {
    "corrects": (
        Note("correct_document", "Đính chính văn bản", "draft.corrected", "issue_document", closed_too=True),
        Note(
            "correct_delivery", "Đính chính văn bản", "delivery.corrected", "issue_document", closed_too=True
        ),
    ),
    "replaces": (
        Note("replace_document", "Thay thế văn bản", "draft.replaced", "issue_document", closed_too=True),
        Note("replace_delivery", "Thay thế văn bản", "delivery.replaced", "issue_document", closed_too=True),
    ),
}
"""What the journals of the letter and of each of its copies say."""

VERBS: Final[dict[str, str]] = {
    "delivery.answered_in_part": "Phát hành trả lời một phần",
    "delivery.answered_again": "Phát hành trả lời tiếp",
    "draft.corrected": "Phát hành văn bản đính chính",
    "draft.replaced": "Phát hành văn bản thay thế",
    "delivery.corrected": "Nơi gửi đính chính văn bản",
    "delivery.replaced": "Nơi gửi thay thế văn bản",
}

RELATIONS: Final[Mapping[str, str]] = {
    "replaced": "Đã được thay thế bằng",
    "corrected": "Được đính chính bằng",
    "replaces": "Thay thế",
    "corrects": "Đính chính",
    "answers": "Trả lời văn bản",
    "answer": "Văn bản trả lời",
}
"""In the order in which they are shown."""

ISSUED: Final = (DRAFT, "issued")
