"""States and moves of a question from one body to another about a piece of work."""

from collections.abc import Collection
from typing import Final

from lienthong.work.items.terms import Move, Note, moves

REFERRAL: Final = "referral"

STATES = {
    "asked": "Chờ nhận trả lời",
    "accepted": "Đang chuẩn bị ý kiến",
    "answered": "Đã trả lời",
    "declined": "Từ chối cho ý kiến",
    "withdrawn": "Đã rút yêu cầu",
}

VERBS = {
    "request.asked": "Xin ý kiến",
    "request.accepted": "Nhận cho ý kiến",
    "request.answered": "Trả lời ý kiến",
    "request.declined": "Từ chối cho ý kiến",
    "request.withdrawn": "Rút yêu cầu cho ý kiến",
    "request.put_back": "Trả lại hàng chờ, nhận nhầm",
    "request.moved_on": "Chuyển đến nơi có người",
}

DEFAULT_DAYS = 5
LONGEST_DAYS = 30
"""Working days to answer in, when the asker names none and at most (ours): the law leaves the time to the asker."""


def _states(*names: str) -> frozenset[str]:
    return frozenset(names)


OPEN = _states("asked", "accepted")

MOVES = moves(
    Move("accept_request", "Nhận cho ý kiến", REFERRAL, _states("asked"), "accepted", "request.accepted",
         "answer_request", "n", step="answer"),
    Move("answer_request", "Trả lời ý kiến", REFERRAL, _states("accepted"), "answered", "request.answered",
         "answer_request", "t", closes=True),
    Move("decline_request", "Từ chối cho ý kiến", REFERRAL, OPEN, "declined", "request.declined",
         "answer_request", "x", closes=True),
    Move("withdraw_request", "Rút yêu cầu", REFERRAL, OPEN, "withdrawn", "request.withdrawn", "ask_body", "r",
         closes=True),
)  # fmt: skip


PUT_BACK: Final = Move("put_back_request", "Trả lại hàng chờ, nhận nhầm", REFERRAL, _states("accepted"), "asked",
                       "request.put_back", "put_back_request", step="accept")  # fmt: skip
"""What takes back an acceptance by mistake."""

ACCEPTING: dict[str, Move] = {}
"""Kind of work → the act of asking about it; `desk.accept_questions` fills it when the house is opened."""


def asking(kind: str, *states: str) -> Move:
    """The act of asking, on an item of a kind: it stays as it is."""
    return Move("ask_body", "Xin ý kiến", kind, _states(*states), "", "request.asked", "ask_body", "y")


def withdrawing(kind: str, states: Collection[str]) -> Move:
    """Taking a question back from the page of what it is about, whatever became of that meanwhile."""
    return Move(
        "withdraw_question",
        "Rút yêu cầu xin ý kiến",
        kind,
        frozenset(states),
        "",
        "request.withdrawn",
        "ask_body",
    )


def told_to_parent(move: Move) -> Note:
    """The line a move of the question writes on what was asked about, which may be closed by then."""
    return Note(move.act, move.label, move.verb, move.ability, closed_too=True)
