"""The words of files of work: letters and dossiers about one matter, kept together, closed and handed to the archive
(hồ sơ công việc; Decree 30/2020/NĐ-CP, articles 28–31).
"""

from typing import Final, NamedTuple
from uuid import UUID

from lienthong.work.items.terms import Move, Note, moves

FILE: Final = "work_file"

STATES = {
    "open": "Đang lập",
    "closed": "Đã kết thúc, chờ nộp lưu",
    "offered": "Đã giao nộp, chờ lưu trữ nhận",
    "archived": "Đã nộp lưu trữ",
    "discarded": "Đã hủy, mở nhầm",
}

VERBS = {
    "file.opened": "Mở hồ sơ",
    "file.changed": "Sửa số, thời hạn bảo quản",
    "file.collected": "Đưa văn bản vào hồ sơ",
    "file.taken_out": "Bỏ văn bản khỏi hồ sơ",
    "file.closed": "Kết thúc hồ sơ",
    "file.handed_over": "Giao nộp vào lưu trữ",
    "file.received": "Lưu trữ nhận hồ sơ",
    "file.reopened": "Mở lại hồ sơ đã kết thúc",
    "file.returned": "Lưu trữ trả lại hồ sơ",
    "file.hand_over_withdrawn": "Rút việc giao nộp",
    "file.receipt_withdrawn": "Rút việc nhận vào lưu trữ",
    "file.discarded": "Hủy hồ sơ mở nhầm",
    "file.restored": "Khôi phục hồ sơ đã hủy",
    "item.collected": "Đưa vào hồ sơ công việc",
    "item.taken_out": "Bỏ khỏi hồ sơ công việc",
}


def _states(*names: str) -> frozenset[str]:
    return frozenset(names)


KEEP = "keep_files"
RECEIVE = "receive_files"

MOVES_OF_FILES = moves(
    Move("collect_items", "Đưa văn bản vào hồ sơ", FILE, _states("open"), "", "file.collected", KEEP, "d"),
    Move("close_file", "Kết thúc hồ sơ", FILE, _states("open"), "closed", "file.closed", KEEP, "k", step="hand_over"),
    Move("hand_over_file", "Giao nộp vào lưu trữ", FILE, _states("closed"), "offered", "file.handed_over", KEEP, "g",
         step="receive"),
    Move("receive_file", "Nhận vào lưu trữ", FILE, _states("offered"), "archived", "file.received", RECEIVE, "n",
         closes=True),
    Move("return_file", "Trả lại để hoàn thiện", FILE, _states("offered"), "closed", "file.returned", RECEIVE,
         step="hand_over"),
    Move("change_file", "Sửa số, thời hạn bảo quản", FILE, _states("open", "closed"), "", "file.changed", KEEP, "s"),
)  # fmt: skip

MOVES_BACK = moves(
    Move("take_out_item", "Bỏ văn bản khỏi hồ sơ", FILE, _states("open"), "", "file.taken_out", KEEP),
    Move("reopen_file", "Mở lại hồ sơ", FILE, _states("closed"), "open", "file.reopened", KEEP, step="collect"),
    Move("withdraw_hand_over", "Rút việc giao nộp", FILE, _states("offered"), "closed", "file.hand_over_withdrawn",
         KEEP, step="hand_over"),
    Move("withdraw_receipt", "Rút việc nhận", FILE, _states("archived"), "offered", "file.receipt_withdrawn", RECEIVE,
         step="receive"),
    Move("discard_file", "Hủy hồ sơ mở nhầm", FILE, _states("open"), "discarded", "file.discarded", KEEP, closes=True),
    Move("restore_file", "Khôi phục hồ sơ", FILE, _states("discarded"), "open", "file.restored", KEEP, step="collect"),
)  # fmt: skip

COLLECTED = Note("collect_item", "Đưa vào hồ sơ công việc", "item.collected", KEEP, closed_too=True)
TAKEN_OUT = Note("take_out_item", "Bỏ khỏi hồ sơ công việc", "item.taken_out", KEEP, closed_too=True)
"""What the journal of the letter says."""

KEEPERS = (
    "lanh_dao", "pho_chu_tich", "chanh_van_phong", "van_thu", "truong_phong", "chuyen_vien", "tu_phap",
    "giam_doc_ttpvhcc", "bi_thu", "pho_bi_thu", "van_thu_dang", "chuyen_vien_dang", "trung_tam_cds",
    "vptu",
)  # fmt: skip
ARCHIVISTS = ("van_thu", "chanh_van_phong", "van_thu_dang", "trung_tam_cds", "vptu")
"""Who keeps the body's archive: the clerk, and the head of office."""

GRANTS = {KEEP: KEEPERS, RECEIVE: ARCHIVISTS}

FOR_EVER = 0
RETENTIONS = {
    FOR_EVER: "Vĩnh viễn", 70: "70 năm", 50: "50 năm", 30: "30 năm", 20: "20 năm", 15: "15 năm", 10: "10 năm",
    5: "5 năm", 2: "2 năm",
}  # fmt: skip
"""For how many years a file is kept."""

MOST_AT_ONCE = 100
"""Letters put into a file together."""


def retention_words(years: int) -> str:
    return RETENTIONS.get(years, f"{years} năm")


class FileRow(NamedTuple):
    """A file as the year's list names it."""

    id: UUID
    code: str
    title: str
    state: str
    year: int
    years: int
    section: str
    keeper: str | None
    papers: int
    opened_on: str
    closed_on: str
    sheets: int | None
    due_on: str
