"""The words of a draft that lives: its moves, its texts and what is shown between two of them."""

from datetime import datetime
from typing import Final, Literal, NamedTuple, TypeVar

from lienthong.documents.terms import DRAFT, DRAFTERS, SIGNERS
from lienthong.work.items.terms import Move, moves

CHECKERS: Final = ("chanh_van_phong", "truong_phong", "giam_doc_ttpvhcc")
"""Heads of sections; each checks what their own section drafted."""


def _in(*states: str) -> frozenset[str]:
    return frozenset(states)


MOVES_OF_DRAFTING: Final = moves(
    Move("pass_draft", "Chuyển trình ký", DRAFT, _in("checking"), "submitted", "draft.passed", "check_draft", "t",
         step="sign"),
    Move("return_draft", "Trả lại người soạn", DRAFT, _in("checking"), "drafting", "draft.returned", "check_draft", "b",
         step="draft"),
    Move("edit_draft", "Sửa trực tiếp", DRAFT, _in("submitted", "checking"), "", "draft.edited", "edit_draft", "s"),
    Move("comment_on_draft", "Góp ý", DRAFT, _in("drafting", "checking", "submitted"), "", "draft.commented",
         "comment_on_draft", "y"),
)  # fmt: skip

TO_CHECK: Final = Move(
    "submit_draft", "Trình ký", DRAFT, _in("drafting"), "checking", "draft.submitted_to_check", "draft_document", "t",
    step="check",
)  # fmt: skip
"""What submitting does where the body has its drafts checked first."""

VERBS_OF_DRAFTING: Final = {
    "draft.submitted_to_check": "Trình trưởng bộ phận kiểm tra",
    "draft.passed": "Kiểm tra xong, chuyển trình ký",
    "draft.returned": "Trưởng bộ phận trả lại dự thảo",
    "draft.edited": "Sửa trực tiếp trên dự thảo",
    "draft.commented": "Góp ý dự thảo",
}

WORDED: Final = {
    "draft.sent_back": "Ý kiến",
    "draft.returned": "Ý kiến",
    "draft.commented": "Góp ý",
}
"""Verb → what stands before the words said with it, which are no reason for undoing anything."""

SENT_BACK: Final = ("draft.sent_back", "draft.returned")

GRANTS_OF_DRAFTING: Final[dict[str, tuple[str, ...]]] = {
    "check_draft": CHECKERS,
    "edit_draft": tuple(dict.fromkeys((*SIGNERS, *CHECKERS))),
    "comment_on_draft": tuple(dict.fromkeys((*DRAFTERS, *SIGNERS, *CHECKERS))),
}


class Text(NamedTuple):
    """What a letter says, and how."""

    side: str
    type: str
    subject: str
    to_line: str
    body: str
    urgency: int


Said = TypeVar("Said")


def _or(said: Said | None, was: Said) -> Said:
    return was if said is None else said


class Wanted(NamedTuple):
    """What somebody wants a text to be; None keeps what stands."""

    side: str | None
    type: str | None
    subject: str | None
    to_line: str | None
    body: str | None
    urgency: int | None

    def over(self, old: Text) -> Text:
        return Text(
            _or(self.side, old.side), _or(self.type, old.type), _or(self.subject, old.subject),
            _or(self.to_line, old.to_line), _or(self.body, old.body), _or(self.urgency, old.urgency),
        )  # fmt: skip


class Standing(NamedTuple):
    """A draft as it stands, to be changed."""

    side: str
    type: str
    subject: str
    to_line: str
    body: str
    urgency: int
    version: int

    @property
    def text(self) -> Text:
        return Text(*self[:-1])


class Version(NamedTuple):
    """A text a draft had or has. `until_now`: it is the one that stands."""

    version: int
    side: str
    type: str
    subject: str
    to_line: str
    body: str
    urgency: int
    addressees: list[str]
    who: str | None
    title: str | None
    at: datetime
    until_now: bool


class Piece(NamedTuple):
    """Some words of a text that was compared with another."""

    kind: Literal["same", "added", "removed"]
    words: str


class Read(NamedTuple):
    """The text of a Word file, and how many of what it holds besides were left out, by their name."""

    text: str
    left_out: dict[str, int]
