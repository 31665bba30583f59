"""Letters that a body issued on paper, outside of this system, and entered beside its electronic ones (Decree 30/2020,
art. 15.1): their numbers are one sequence.
"""

from datetime import date
from typing import Final, NamedTuple

from lienthong.documents.terms import CLERKS, DRAFT
from lienthong.work.items.terms import Move, moves

ENTER: Final = "enter_paper_letter"
ENTERED: Final = "draft.entered_on_paper"

MOVES_OF_PAPER: Final = moves(
    Move("issue_on_paper", "Ghi phát hành trên giấy", DRAFT, frozenset({"signed"}), "issued", "draft.issued_on_paper",
         ENTER, closes=True),
    Move("correct_paper_letter", "Sửa nội dung đã ghi", DRAFT, frozenset({"issued"}), "", "draft.paper_corrected",
         ENTER),
)  # fmt: skip

VERBS_OF_PAPER: Final = {
    ENTERED: "Ghi văn bản đã ký trên giấy",
    "draft.issued_on_paper": "Vào sổ văn bản phát hành trên giấy",
    "draft.paper_corrected": "Sửa nội dung đã ghi của văn bản giấy",
}

GRANTS_OF_PAPER: Final = {ENTER: CLERKS}


class PaperLetter(NamedTuple):
    """What the register says of a letter on paper besides its number, type and subject."""

    dated: date
    signer: str
    addressees: str
    """One to a line."""
    pages: int | None
    reason: str
    """Why its number is not the next one."""
