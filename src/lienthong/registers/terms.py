"""The words of registers: which there are, what an entry shows, how a closed book reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

INCOMING, OUTGOING, DOSSIERS = "van-ban-den", "van-ban-di", "ho-so"

REGISTERS: Mapping[str, str] = {
    INCOMING: "Sổ đăng ký văn bản đến",
    OUTGOING: "Sổ đăng ký văn bản đi",
    DOSSIERS: "Sổ theo dõi hồ sơ",
}
"""Decree 30/2020/NĐ-CP, annexes IV and V; of dossiers Decree 61/2018/NĐ-CP."""

OTHERS: Mapping[str, str] = {INCOMING: "Nơi gửi", OUTGOING: "Nơi nhận", DOSSIERS: "Người nộp"}

RESULTS: Mapping[str, str] = {
    "": "Tất cả",
    "dang": "Đang giải quyết",
    "xong": "Đã kết thúc",
    "tra": "Trả lại, từ chối",
}
OPEN, CLOSED, VOID = 0, 1, 2
"""What became of an entry, as the database keeps it beside each; void: the number led to nothing."""
OUTCOMES: Mapping[str, tuple[int, ...]] = {
    "": (OPEN, CLOSED, VOID), "dang": (OPEN,), "xong": (CLOSED, VOID), "tra": (VOID,),
}  # fmt: skip
"""Result a reader filters by → outcomes."""

UNNUMBERED = "hs-"
"""The book that gives no number: dossiers brought in from elsewhere under another code are counted in it."""

Place = tuple[datetime, int | str]
"""Where an entry stands in its register: when it was entered, and its number – of a dossier its code."""


@dataclass(frozen=True, slots=True)
class BookEnd:
    """How one numbering book stands: the last number given, how many entries it has, which numbers are missing."""

    book: str
    label: str
    last: int
    entered: int
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Closure:
    """Why a body's registers are closed, and who has them."""

    ended_on: date
    """The first day on which the body no longer acted."""
    basis: str
    heir: str
