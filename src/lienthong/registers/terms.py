"""The words of registers: which there are, what an entry shows, how a closed book reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

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
VOIDED = ("returned", "refused")
"""States in which a number was given and led to nothing; of a dossier «returned» is the result given back."""


@dataclass(frozen=True, slots=True)
class BookEnd:
    """How one numbering book stands: the last number given, how many entries are seen, which numbers are missing."""

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
