"""States and moves of dossiers (Decree 118/2025/NĐ-CP, before it 61/2018), and their national numbers."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal

from lienthong.work.items.terms import Move, moves
from lienthong.work.lateness.promises import DUE_MOVED

DOSSIER = "dossier"

CENTRE = "Trung tâm Phục vụ hành chính công"
"""The section that takes dossiers in and gives results out."""

STATES = {
    "submitted": "Chờ tiếp nhận",
    "received": "Đang giải quyết",
    "awaiting_supplement": "Chờ bổ sung giấy tờ",
    "assessed": "Đã thẩm định, chờ ký",
    "signed": "Có kết quả, chờ trả",
    "returned": "Đã trả kết quả",
    "refused": "Từ chối giải quyết",
    "voided": "Đã hủy, tiếp nhận nhầm",
}

NATIONAL_STATES: Final = {
    "submitted": 1, "received": 4, "awaiting_supplement": 5, "assessed": 4, "signed": 9, "returned": 10,
    "refused": 3, "voided": 3,
}  # fmt: skip
"""Numbers of the national exchange (1–10). One that was taken in by mistake counts as declined (3)."""

CLOCK_STOPS_IN = frozenset({5, 6, 8})
"""National states in which the statutory time does not run: supplement, payment, suspension."""

Channel = Literal[1, 2, 3]
COUNTER: Final = 1
ONLINE: Final = 2
POST: Final = 3
CHANNELS = {COUNTER: "Trực tiếp", ONLINE: "Trực tuyến", POST: "Qua bưu chính công ích"}

VERBS = {
    "dossier.submitted": "Nộp hồ sơ trực tuyến",
    "dossier.made_of_report": "Lập từ phản ánh 1022",
    "dossier.received": "Tiếp nhận hồ sơ",
    "dossier.supplement_requested": "Yêu cầu bổ sung giấy tờ",
    "dossier.supplemented": "Bổ sung giấy tờ",
    "dossier.refused": "Từ chối giải quyết",
    "dossier.assessed": "Thẩm định hồ sơ",
    "dossier.signed": "Ký kết quả",
    "dossier.returned": "Trả kết quả",
    "dossier.voided": "Hủy hồ sơ tiếp nhận nhầm",
    "dossier.restored": "Khôi phục hồ sơ đã hủy",
    "dossier.supplement_withdrawn": "Rút yêu cầu bổ sung",
    "dossier.sent_back": "Trả lại để thẩm định lại",
    "dossier.signature_withdrawn": "Rút chữ ký kết quả",
    "dossier.return_withdrawn": "Rút việc trả kết quả",
    "dossier.refusal_withdrawn": "Rút việc từ chối",
    "dossier.moved_on": "Chuyển đến nơi có người",
    "dossier.due_moved": DUE_MOVED,
    "item.assigned": "Phân công",
    "item.paper_added": "Thêm giấy tờ",
}


def _states(*names: str) -> frozenset[str]:
    return frozenset(names)


MOVES = moves(
    Move("receive_dossier", "Tiếp nhận, hẹn trả", DOSSIER, _states("submitted"), "received",
         "dossier.received", "receive_dossier", "v", step="assess"),
    Move("request_supplement", "Yêu cầu bổ sung", DOSSIER, _states("received"), "awaiting_supplement",
         "dossier.supplement_requested", "request_supplement", "b", step="supplement"),
    Move("accept_supplement", "Nhận giấy tờ bổ sung", DOSSIER, _states("awaiting_supplement"), "received",
         "dossier.supplemented", "accept_supplement", "n", step="assess"),
    Move("assess_dossier", "Thẩm định", DOSSIER, _states("received"), "assessed", "dossier.assessed",
         "assess_dossier", "t", step="sign"),
    Move("sign_dossier", "Ký kết quả", DOSSIER, _states("assessed"), "signed", "dossier.signed",
         "sign_dossier", "k", step="return"),
    Move("return_dossier", "Trả kết quả", DOSSIER, _states("signed"), "returned", "dossier.returned",
         "return_dossier", "p", closes=True),
    Move("refuse_dossier", "Từ chối", DOSSIER, _states("submitted", "received", "awaiting_supplement"),
         "refused", "dossier.refused", "refuse_dossier", "r", closes=True),
)  # fmt: skip

MOVES_BACK = moves(
    Move("void_dossier", "Hủy hồ sơ tiếp nhận nhầm", DOSSIER, _states("received"), "voided", "dossier.voided",
         "void_dossier", closes=True),
    Move("restore_dossier", "Khôi phục hồ sơ đã hủy", DOSSIER, _states("voided"), "received", "dossier.restored",
         "restore_dossier", step="assess"),
    Move("withdraw_supplement_request", "Rút yêu cầu bổ sung", DOSSIER, _states("awaiting_supplement"), "received",
         "dossier.supplement_withdrawn", "withdraw_supplement_request", step="assess"),
    Move("send_back_dossier", "Trả lại để thẩm định lại", DOSSIER, _states("assessed"), "received",
         "dossier.sent_back", "send_back_dossier", step="assess"),
    Move("withdraw_dossier_signature", "Rút chữ ký kết quả", DOSSIER, _states("signed"), "assessed",
         "dossier.signature_withdrawn", "withdraw_dossier_signature", step="sign"),
    Move("withdraw_result", "Rút việc trả kết quả", DOSSIER, _states("returned"), "signed",
         "dossier.return_withdrawn", "withdraw_result", step="return"),
    Move("withdraw_refusal", "Rút việc từ chối", DOSSIER, _states("refused"), "received",
         "dossier.refusal_withdrawn", "withdraw_refusal", step="assess"),
)  # fmt: skip
"""What takes back an act that was done by mistake."""

REFUSED_AT = {
    "submitted": replace(MOVES_BACK["withdraw_refusal"], to="submitted", step="receive"),
    "received": MOVES_BACK["withdraw_refusal"],
    "awaiting_supplement": replace(
        MOVES_BACK["withdraw_refusal"], to="awaiting_supplement", step="supplement"
    ),
}
"""Where a dossier stood when it was refused → how it gets there again."""

GRANTS: Final = {
    "void_dossier": ("giam_doc_ttpvhcc", "tiep_nhan"),
    "restore_dossier": ("giam_doc_ttpvhcc", "tiep_nhan"),
    "withdraw_supplement_request": ("tu_phap", "giam_doc_ttpvhcc", "tiep_nhan"),
    "send_back_dossier": ("lanh_dao", "pho_chu_tich", "truong_phong", "chuyen_vien", "tu_phap"),
    "withdraw_dossier_signature": ("lanh_dao", "pho_chu_tich"),
    "withdraw_result": ("giam_doc_ttpvhcc", "tiep_nhan"),
    "withdraw_refusal": ("tu_phap", "giam_doc_ttpvhcc", "tiep_nhan"),
}

MEETS_CITIZENS: Final = frozenset({"receive_dossier", "accept_supplement", "return_dossier"})
"""Who meets the citizen: takes in, takes what is missing, hands out."""

SUPPLEMENT: Final = MOVES["accept_supplement"]

Competence = Literal["where_received", "by_address", "department"]

TermUnit = Literal["same_day", "working_day", "day", "hour"]


@dataclass(frozen=True, slots=True)
class Term:
    """How long a procedure may take, in working days or hours unless the law says «ngày» alone."""

    length: int
    unit: TermUnit

    @property
    def words(self) -> str:
        names = {"working_day": "ngày làm việc", "day": "ngày", "hour": "giờ làm việc"}
        return "trong ngày" if self.unit == "same_day" else f"{self.length} {names[self.unit]}"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the statutory clock of a dossier shows."""

    state: str
    channel: int
    received_at: datetime
    due_at: datetime
    paused_at: datetime | None = None
    paused: timedelta = timedelta()
    supplements: int = 0
    supplement_once: bool = False
    """A building permit: papers may be asked for once."""

    def to(self, **changes: object) -> "Standing":
        return replace(self, **changes)  # type: ignore[arg-type]
