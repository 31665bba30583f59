"""The words of what became of a letter at its addressees."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final, Literal

from lienthong.documents.terms import CLERKS, DELIVERY_STATES, DRAFT
from lienthong.work.items.terms import Move, Note

STATES: Final[Mapping[str, str]] = {
    **DELIVERY_STATES,
    "arrived": "Chưa vào sổ",
    "registered": "Đã vào sổ",
    "returned": "Trả lại",
    "recalled": "Đã thu hồi",
    "unsent": "Không gửi được",
    "sent": "Đã gửi, chưa báo nhận",
    "received": "Đã báo nhận",
}
"""As the sender reads them; the last three of bodies outside."""

FILTERS: Final[Mapping[str, str]] = {"open": "Chưa xong", "late": "Quá hạn"}
"""Beside the states."""

SENDERS = ("van_thu", "chanh_van_phong", "lanh_dao", "van_thu_dang", "trung_tam_cds", "vptu", "chuyen_vien")

_ISSUED = frozenset({"issued"})

REMIND: Final = Move(
    "remind_addressees", "Nhắc nơi nhận", DRAFT, _ISSUED, "", "draft.reminded", "remind_addressees"
)
REMINDED: Final = Note("remind", "Nơi gửi nhắc", "delivery.reminded", "remind_addressees")
RECEIPT: Final = Move(
    "enter_receipt", "Ghi nơi ngoài đã nhận", DRAFT, _ISSUED, "", "draft.receipt_entered", "enter_receipt"
)

TOLD: Final = Note(
    "note_course", "Ghi tình trạng nơi ngoài báo", "draft.course_told", "enter_receipt", closed_too=True
)
"""By the other body's own system, not by hand."""

VERBS: Final[dict[str, str]] = {
    "draft.reminded": "Nhắc nơi nhận chưa xử lý",
    "delivery.reminded": "Nơi gửi nhắc xử lý",
    "draft.receipt_entered": "Ghi nhận nơi ngoài hệ thống đã nhận",
    "draft.course_told": "Nơi nhận qua trục liên thông báo tình trạng",
    "delivery.sent_within": "Văn bản nội bộ đến",
}

GRANTS: Final[dict[str, tuple[str, ...]]] = {"remind_addressees": SENDERS, "enter_receipt": CLERKS}

Whom = Literal["arrived", "open"]
WHOM: Final[Mapping[str, str]] = {
    "arrived": "Nơi chưa vào sổ",
    "open": "Nơi chưa xử lý xong, kể cả chưa vào sổ",
}

BETWEEN_REMINDERS: Final = timedelta(hours=1)
"""Ours: nobody is reminded of a letter twice within it."""

PAGE: Final = 50
EXPORTED: Final = (
    "Nơi nhận", "Đồng gửi", "Tình trạng", "Quá hạn", "Gửi lúc", "Đến lúc", "Số đến", "Vào sổ lúc", "Chỉ đạo lúc",
    "Văn bản trả lời", "Trả lời lúc", "Xong lúc", "Nhắc lúc", "Thu hồi", "Ghi chú",
)  # fmt: skip
