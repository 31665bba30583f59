"""The words of the board."""

from lienthong.conference import terms as conference
from lienthong.documents import terms as documents
from lienthong.incidents import terms as incidents
from lienthong.procedures import terms as procedures
from lienthong.reorganisation import words as reorganisation
from lienthong.reports import terms as reports

PLAYED_BY = {"human": "Người thật", "virtual": "Cán bộ ảo"}
ROUND_STATES = {"planned": "sắp bắt đầu", "running": "đang chạy", "ended": "đã kết thúc"}

CALL_LABELS = {
    "documents.send": "Văn bản được gửi đến",
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

VERBS: dict[str, str] = {
    **reorganisation.VERBS,
    **reorganisation.PLAN_VERBS,
    "campaign.opened": "Mở đợt vận hành thử nghiệm",
    "round.planned": "Lập kế hoạch một vòng",
    "round.started": "Bắt đầu một vòng",
    "round.ended": "Kết thúc một vòng",
    "round.lateness_noted": "Ghi độ trễ của bộ phát sinh",
    "round.unit_withdrawn": "Rút một đơn vị khỏi vòng",
    "attempt.void_requested": "Đề nghị hủy một kết quả",
    "attempt.void_confirmed": "Xác nhận hủy một kết quả",
    "clock.advanced": "Chuyển đồng hồ của thế giới thử",
    "world.import_signed": "Ký báo cáo nhập từ hệ thống khác",
    "world.import_withdrawn": "Rút tệp nhập từ hệ thống khác",
    "world.imported": "Nhập dữ liệu từ hệ thống khác",
    "item.imported": "Nhập từ hệ thống của tỉnh trước đây",
    **{
        verb: words
        for room in (documents, procedures, reports, conference, incidents)
        for verb, words in room.VERBS.items()
    },
}

ITEM_STATES: dict[str, dict[str, str]] = {
    "draft": documents.STATES,
    "delivery": documents.STATES,
    "dossier": procedures.STATES,
    "report": reports.STATES,
    "meeting": conference.STATES,
    "bridge_point": conference.STATES,
    "incident": incidents.STATES,
}
"""By kind of item: one word is said of many things, and not always of the same one."""
