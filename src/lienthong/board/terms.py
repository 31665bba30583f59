"""The words of the board."""

from typing import Literal

State = Literal["waiting", "going", "done", "wrong", "away"]

STATES: tuple[State, ...] = ("done", "going", "wrong", "waiting", "away")

STATE_LABELS: dict[State, str] = {
    "done": "xong cả bốn hệ thống",
    "going": "đang làm",
    "wrong": "có bước không đạt",
    "waiting": "chưa bắt đầu",
    "away": "vắng",
}

PLAYED_BY = {"human": "Người thật", "virtual": "Cán bộ ảo", "machine": "Máy làm"}
"""The third is no round of its own: steps of a round of people that a token did."""
ROUND_STATES = {"planned": "sắp bắt đầu", "running": "đang chạy", "ended": "đã kết thúc"}

CALL_LABELS = {
    "documents.send": "Văn bản được gửi đến",
    "documents.recall": "Nơi gửi đề nghị thu hồi",
    "meetings.convene": "Hội nghị được triệu tập",
    "meetings.cut": "Mất đường truyền",
    "dossiers.submit": "Người dân nộp hồ sơ",
    "dossiers.supplement": "Người dân bổ sung giấy tờ",
    "dossiers.handed_over": "Hồ sơ bàn giao từ đơn vị cũ",
    "reports.submit": "Người dân gửi phản ánh",
}

REASONS = {"wrong_actor": "không phải người được phân công", "": ""}
"""Why a step did not pass. What a proof read in somebody's papers stays with the evidence."""

OTHER_REASON = "bằng chứng không khớp"
