"""States and moves of the part that a section or a person has in a letter which another one leads."""

from typing import Final, Literal

from lienthong.documents.terms import CLERKS, DIRECTORS, DRAFTERS
from lienthong.work.items.terms import Move, moves

DIRECTION: Final = "direction"

Role = Literal["co", "info"]
ROLES: dict[str, str] = {"co": "Phối hợp", "info": "Nhận để biết"}

DIRECTION_STATES = {
    "given": "Chờ thực hiện",
    "unread": "Nhận để biết, chưa xem",
    "reported": "Đã báo cáo",
    "read": "Đã xem",
    "withdrawn": "Đã rút",
}
OPEN = frozenset({"given", "unread"})

MOST_AT_ONCE = 100
"""Letters of one list that are directed together: two pages of it."""

MOVES_OF_PARTS = moves(
    Move("report_part", "Báo cáo phần việc", DIRECTION, frozenset({"given"}), "reported", "direction.reported",
         "report_part", "k", closes=True),
    Move("read_part", "Đã xem", DIRECTION, frozenset({"unread"}), "read", "direction.read", "report_part", "k",
         closes=True),
)  # fmt: skip

MOVES_BACK_OF_PARTS = moves(
    Move("withdraw_part", "Rút phần việc", DIRECTION, OPEN, "withdrawn", "direction.withdrawn", "withdraw_part",
         closes=True),
    Move("reopen_part", "Mở lại phần việc", DIRECTION, frozenset({"reported"}), "given", "direction.reopened",
         "reopen_part", step="report"),
)  # fmt: skip

VERBS_OF_PARTS = {
    "direction.given": "Giao phần việc theo bút phê",
    "direction.reported": "Báo cáo phần việc",
    "direction.read": "Đã xem văn bản để biết",
    "direction.withdrawn": "Rút phần việc",
    "direction.reopened": "Mở lại phần việc đã báo cáo",
}

WORKERS = tuple(
    dict.fromkeys(
        (*DIRECTORS, *DRAFTERS, *CLERKS, "giam_doc_ttpvhcc", "tiep_nhan", "dau_moi_1022", "ky_thuat")
    )
)
"""Whoever may be given a part of a letter's work."""

GRANTS_OF_PARTS = {"report_part": WORKERS, "reopen_part": WORKERS, "withdraw_part": DIRECTORS}
