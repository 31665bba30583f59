"""Verb of the journal → who is told → in which words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lienthong.work.lateness.promises import due_moved

Audience = Literal[
    "assignee", "delegate", "able", "asker", "counter", "sender", "drafter", "owner", "citizen"
]  # fmt: skip
"""`able`: whoever has the next step in their list of work (decision 0028): of those of the unit that may do it, the
one who has the work, else their section, else all. The same at the unit that received it and hands it out: `counter`.
`sender`: those of the unit it came from. `assignee`: the person it was given to. `delegate`: who may sign from now on,
or no longer. `asker`: who has the work a question was about, else who asked it, else those of the unit who may.
`drafter`: who began it. `owner`: whom the line names, or those of the unit who may if that person has left. `citizen`:
whoever opens the case with code and secret."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Of a line with this verb, this audience is told."""

    verb: str
    audience: Audience
    ability: str = ""
    """What the next step takes; for all who stand for a unit."""


DATED = ("delivery", "direction", "dossier", "report", "referral", "incident")
"""Kinds of work with a promised date, which a decided day may move."""

RULES: tuple[Rule, ...] = (
    Rule("item.assigned", "assignee"),
    Rule("delivery.arrived", "able", "register_delivery"),
    Rule("delivery.registered", "able", "direct_delivery"),
    Rule("delivery.directed", "able", "complete_delivery"),
    Rule("delivery.entered", "able", "direct_delivery"),
    Rule("delivery.registered_between", "able", "direct_delivery"),
    Rule("delivery.number_restored", "able", "direct_delivery"),
    Rule("direction.given", "able", "report_part"),
    Rule("direction.reported", "asker", "complete_delivery"),
    Rule("direction.withdrawn", "able", "report_part"),
    Rule("direction.reopened", "able", "report_part"),
    Rule("delivery.returned", "sender", "issue_document"),
    Rule("draft.submitted", "able", "sign_document"),
    Rule("draft.copy_made", "able", "sign_document"),
    Rule("draft.submitted_to_check", "able", "check_draft"),
    Rule("draft.passed", "able", "sign_document"),
    Rule("draft.sent_back", "drafter"),
    Rule("draft.returned", "drafter"),
    Rule("draft.edited", "drafter"),
    Rule("draft.commented", "drafter"),
    Rule("draft.signed", "drafter"),
    Rule("draft.signed", "able", "issue_document"),
    Rule("dossier.submitted", "able", "receive_dossier"),
    Rule("dossier.received", "able", "assess_dossier"),
    Rule("dossier.supplemented", "able", "assess_dossier"),
    Rule("dossier.assessed", "able", "sign_dossier"),
    Rule("dossier.signed", "counter", "return_dossier"),
    Rule("report.submitted", "able", "route_report"),
    Rule("report.routed", "able", "take_report"),
    Rule("report.transferred", "able", "take_report"),
    Rule("report.transferred", "able", "route_report"),
    Rule("report.reopened", "able", "take_report"),
    Rule("bridge_point.invited", "able", "join_meeting"),
    Rule("incident.reported", "able", "handle_incident"),
    Rule("incident.reported", "counter", "handle_incident"),
    Rule("request.asked", "able", "answer_request"),
    Rule("request.answered", "asker", "ask_body"),
    Rule("request.declined", "asker", "ask_body"),
    Rule("request.withdrawn", "able", "answer_request"),
    Rule("authority.delegated", "delegate"),
    Rule("authority.withdrawn", "delegate"),
    Rule("webhook.paused", "owner", "manage_webhooks"),
    # What was undone or moved on waits for somebody again.
    Rule("draft.signature_withdrawn", "drafter"),
    Rule("delivery.unregistered", "able", "register_delivery"),
    Rule("delivery.direction_withdrawn", "able", "direct_delivery"),
    Rule("delivery.reopened", "able", "direct_delivery"),
    Rule("delivery.return_withdrawn", "able", "register_delivery"),
    Rule("delivery.return_withdrawn", "sender", "issue_document"),
    Rule("delivery.moved_on", "able", "register_delivery"),
    Rule("delivery.sent_within", "assignee"),
    Rule("delivery.reminded", "able", "complete_delivery"),
    Rule("delivery.corrected", "able", "complete_delivery"),
    Rule("delivery.replaced", "able", "complete_delivery"),
    Rule("delivery.recall_asked", "able", "answer_recall"),
    Rule("delivery.recall_withdrawn", "able", "answer_recall"),
    Rule("delivery.recall_agreed", "sender", "recall_document"),
    Rule("delivery.recall_refused", "sender", "recall_document"),
    Rule("dossier.sent_back", "able", "assess_dossier"),
    Rule("dossier.signature_withdrawn", "able", "sign_dossier"),
    Rule("dossier.return_withdrawn", "counter", "return_dossier"),
    Rule("dossier.supplement_withdrawn", "able", "assess_dossier"),
    Rule("dossier.restored", "able", "assess_dossier"),
    Rule("dossier.refusal_withdrawn", "able", "assess_dossier"),
    Rule("dossier.moved_on", "able", "assess_dossier"),
    Rule("report.called_back", "able", "route_report"),
    Rule("report.put_back", "able", "take_report"),
    Rule("report.answer_withdrawn", "able", "answer_report"),
    Rule("report.refusal_withdrawn", "able", "route_report"),
    Rule("report.moved_on", "able", "take_report"),
    Rule("bridge_point.called_off", "able", "join_meeting"),
    Rule("bridge_point.reopened", "able", "join_meeting"),
    Rule("incident.put_back", "able", "handle_incident"),
    Rule("incident.reopened", "able", "handle_incident"),
    Rule("incident.reopened", "counter", "handle_incident"),
    Rule("request.put_back", "able", "answer_request"),
    Rule("request.moved_on", "able", "answer_request"),
    *(Rule(due_moved(kind), "assignee") for kind in DATED),
)

OFFICER_WORDS: Mapping[str, str] = {
    "item.assigned": "Việc được giao cho bạn",
    "delivery.arrived": "Văn bản mới đến, chờ vào sổ",
    "delivery.registered": "Văn bản đến chờ chỉ đạo",
    "delivery.directed": "Văn bản đến được giao xử lý",
    "delivery.entered": "Văn bản giấy đã vào sổ, chờ chỉ đạo",
    "delivery.registered_between": "Văn bản đến chờ chỉ đạo",
    "delivery.number_restored": "Số đến hủy nhầm, văn bản chờ chỉ đạo",
    "direction.given": "Bạn có phần việc theo bút phê",
    "direction.reported": "Nơi phối hợp đã báo cáo phần việc",
    "direction.withdrawn": "Phần việc giao cho bạn đã rút",
    "direction.reopened": "Phần việc đã báo cáo nay mở lại",
    "delivery.returned": "Văn bản bị nơi nhận trả lại",
    "draft.submitted": "Dự thảo chờ bạn ký",
    "draft.copy_made": "Bản sao chờ bạn ký",
    "draft.submitted_to_check": "Dự thảo chờ bạn kiểm tra",
    "draft.passed": "Dự thảo chờ bạn ký",
    "draft.sent_back": "Dự thảo của bạn bị trả lại",
    "draft.returned": "Trưởng bộ phận trả lại dự thảo của bạn",
    "draft.edited": "Dự thảo của bạn được sửa trực tiếp",
    "draft.commented": "Dự thảo của bạn có góp ý",
    "draft.signed": "Văn bản đã được ký, chờ phát hành",
    "dossier.submitted": "Hồ sơ mới nộp, chờ tiếp nhận",
    "dossier.received": "Hồ sơ mới, chờ thẩm định",
    "dossier.supplemented": "Hồ sơ đã bổ sung giấy tờ",
    "dossier.assessed": "Hồ sơ đã thẩm định, chờ ký",
    "dossier.signed": "Hồ sơ có kết quả, chờ trả",
    "report.submitted": "Phản ánh mới, chờ điều phối",
    "report.routed": "Phản ánh mới, chờ tiếp nhận",
    "report.transferred": "Phản ánh được chuyển đến",
    "report.reopened": "Người dân báo chưa khắc phục",
    "bridge_point.invited": "Đơn vị được mời họp",
    "incident.reported": "Sự cố mới",
    "request.asked": "Cơ quan khác xin ý kiến",
    "request.answered": "Ý kiến đã hỏi có trả lời",
    "request.declined": "Cơ quan được hỏi từ chối cho ý kiến",
    "request.withdrawn": "Cơ quan hỏi đã rút yêu cầu cho ý kiến",
    "authority.delegated": "Bạn được giao ký",
    "authority.withdrawn": "Việc giao ký cho bạn đã bị rút",
    "webhook.paused": "Địa chỉ nhận thông báo tự động bị tạm dừng vì không trả lời",
    "draft.signature_withdrawn": "Người ký đã rút chữ ký trên dự thảo của bạn",
    "delivery.unregistered": "Văn bản vào sổ nhầm, chờ vào sổ lại",
    "delivery.direction_withdrawn": "Ý kiến chỉ đạo đã rút, văn bản chờ chỉ đạo lại",
    "delivery.reopened": "Văn bản kết thúc nhầm, chờ chỉ đạo lại",
    "delivery.return_withdrawn": "Việc trả lại văn bản đã được rút",
    "delivery.moved_on": "Văn bản từ nơi không có người, chờ vào sổ",
    "delivery.sent_within": "Văn bản nội bộ gửi cho bạn",
    "delivery.reminded": "Nơi gửi nhắc: văn bản chưa xử lý xong",
    "delivery.corrected": "Văn bản đã nhận được đính chính",
    "delivery.replaced": "Văn bản đã nhận được thay thế",
    "delivery.recall_asked": "Nơi gửi đề nghị thu hồi văn bản",
    "delivery.recall_withdrawn": "Nơi gửi rút đề nghị thu hồi văn bản",
    "delivery.recall_agreed": "Nơi nhận đồng ý trả lại văn bản",
    "delivery.recall_refused": "Nơi nhận không trả lại văn bản",
    "dossier.sent_back": "Hồ sơ cần thẩm định lại",
    "dossier.signature_withdrawn": "Chữ ký kết quả đã rút, hồ sơ chờ ký lại",
    "dossier.return_withdrawn": "Kết quả ghi trả nhầm, chờ trả",
    "dossier.supplement_withdrawn": "Không cần bổ sung nữa, hồ sơ chờ thẩm định",
    "dossier.restored": "Hồ sơ hủy nhầm, chờ thẩm định",
    "dossier.refusal_withdrawn": "Hồ sơ từ chối nhầm, được giải quyết tiếp",
    "dossier.moved_on": "Hồ sơ từ nơi không có người, chờ giải quyết",
    "report.called_back": "Phản ánh chuyển nhầm, chờ điều phối lại",
    "report.put_back": "Phản ánh tiếp nhận nhầm, chờ tiếp nhận",
    "report.answer_withdrawn": "Câu trả lời đã rút, phản ánh cần xử lý lại",
    "report.refusal_withdrawn": "Phản ánh từ chối nhầm, chờ điều phối",
    "report.moved_on": "Phản ánh từ nơi không có người, chờ tiếp nhận",
    "bridge_point.called_off": "Cuộc họp đã hủy",
    "bridge_point.reopened": "Cuộc họp kết thúc nhầm, nay mở lại",
    "incident.put_back": "Sự cố nhận nhầm, chờ người khác nhận",
    "incident.reopened": "Sự cố mở lại, chưa khắc phục xong",
    "request.put_back": "Yêu cầu cho ý kiến nhận nhầm, chờ người khác nhận",
    "request.moved_on": "Cơ quan khác xin ý kiến, chuyển từ nơi không có người",
    **dict.fromkeys(map(due_moved, DATED), "Ngày hẹn của việc bạn giữ đã dời theo lịch làm việc"),
}

REMINDERS: Mapping[str, str] = {
    "letter.due_soon": "Văn bản đến hạn trong ngày làm việc tới",
    "letter.late": "Văn bản đã quá hạn xử lý",
}
"""What the clock says, not an act."""

REMINDED = ("register_delivery", "direct_delivery", "complete_delivery", "report_part")
"""The next steps of letters whose days are watched."""

CITIZEN_WORDS: Mapping[str, str] = {
    "dossier.received": "Hồ sơ đã được tiếp nhận, có ngày hẹn trả.",
    "dossier.supplement_requested": "Hồ sơ cần bổ sung giấy tờ; thời hạn tạm dừng cho đến khi nộp đủ.",
    "dossier.supplemented": "Đã nhận giấy tờ bổ sung; thời hạn chạy tiếp.",
    "dossier.refused": "Hồ sơ bị từ chối; lý do ghi trên trang này.",
    "dossier.signed": "Đã có kết quả; mời đến nhận.",
    "dossier.returned": "Đã trả kết quả.",
    "report.routed": "Phản ánh đã chuyển đến nơi có trách nhiệm.",
    "report.taken": "Phản ánh đã có người nhận xử lý.",
    "report.transferred": "Phản ánh được chuyển sang cơ quan khác.",
    "report.became_dossier": "Phản ánh được chuyển thành hồ sơ; phản ánh vẫn mở cho đến khi có trả lời.",
    "report.became_letter": "Cơ quan đang soạn văn bản về phản ánh; phản ánh vẫn mở cho đến khi có trả lời.",
    "report.answered": "Phản ánh đã được trả lời; câu trả lời ghi trên trang này.",
    "report.refused": "Phản ánh không được tiếp nhận; lý do ghi trên trang này.",
    "dossier.voided": "Hồ sơ bị hủy vì tiếp nhận nhầm; lý do ghi trên trang này.",
    "dossier.restored": "Hồ sơ được khôi phục và giải quyết tiếp.",
    "dossier.supplement_withdrawn": "Không cần bổ sung giấy tờ nữa; thời hạn chạy tiếp.",
    "dossier.refusal_withdrawn": "Việc từ chối đã được rút; hồ sơ được giải quyết tiếp.",
    "dossier.signature_withdrawn": "Kết quả được xem lại; xin chờ tin mới trước khi đến nhận.",
    "dossier.return_withdrawn": "Kết quả ghi đã trả là nhầm; mời đến nhận.",
    "dossier.moved_on": "Hồ sơ được chuyển đến nơi có người giải quyết.",
    "report.answer_withdrawn": "Câu trả lời đã được rút để xử lý lại; lý do ghi trên trang này.",
    "report.refusal_withdrawn": "Việc từ chối đã được rút; phản ánh được xem xét lại.",
    "report.moved_on": "Phản ánh được chuyển đến nơi có người xử lý.",
    "dossier.due_moved": "Ngày hẹn trả đã dời vì lịch làm việc có quyết định khác; ngày mới ghi trên trang này.",
    "report.due_moved": "Hạn trả lời đã dời vì lịch làm việc có quyết định khác; hạn mới ghi trên trang này.",
}

PAGES: Mapping[str, tuple[str, str]] = {
    "authority.delegated": ("/uy-quyen", "Giao ký"),
    "authority.withdrawn": ("/uy-quyen", "Giao ký"),
    "webhook.paused": ("/webhook", "Kết nối"),
}
"""Verbs of lines about no item: the page that shows what was done, and what the list calls it."""

EVERY_RULE: tuple[Rule, ...] = RULES + tuple(Rule(verb, "citizen") for verb in CITIZEN_WORDS)

UNREAD_SHOWN = 99
"""Beyond it the bell says «99+»: nobody reads them one by one, and counting goes no further."""

MAIL_TRIES = 6
MAIL_LEASE_SECONDS = 120
"""Longer than a mail server may take, so that a message is not in two hands."""


def citizen_words(verb: str, code: str) -> str:
    """`code`: of the dossier a report became."""
    said = CITIZEN_WORDS.get(verb, verb)
    if verb == "report.became_dossier" and code:
        return f"{said} Mã hồ sơ {code}, tra cứu bằng mã này và bốn số cuối điện thoại."
    return said


def words_of(verb: str, audience: str) -> str:
    """What a notice says; a verb nobody wrote words for is shown as it is."""
    return (CITIZEN_WORDS if audience == "citizen" else {**OFFICER_WORDS, **REMINDERS}).get(verb, verb)
