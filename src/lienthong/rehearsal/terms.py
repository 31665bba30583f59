"""The words of a trial operation: verdicts, systems, and what a scenario may name."""

from datetime import timedelta
from enum import StrEnum


class Verdict(StrEnum):
    PASS = "PASS"
    PASS_ASSISTED = "PASS_ASSISTED"  # a technician did it
    FAIL = "FAIL"
    TIMEOUT = "TIMEOUT"  # the limit ran out; counts as failure
    BLOCKED = "BLOCKED"  # an earlier step did not pass
    NOT_STARTED = "NOT_STARTED"
    VOID = "VOID"  # two people and a reason; stays in N


PASSING = frozenset({Verdict.PASS, Verdict.PASS_ASSISTED})

VERDICT_LABELS = {
    Verdict.PASS: "Đạt",
    Verdict.PASS_ASSISTED: "Đạt, có kỹ thuật hỗ trợ",
    Verdict.FAIL: "Không đạt",
    Verdict.TIMEOUT: "Quá giờ",
    Verdict.BLOCKED: "Bị chặn bởi bước trước",
    Verdict.NOT_STARTED: "Chưa bắt đầu",
    Verdict.VOID: "Hủy kết quả, vẫn tính vào mẫu số",
}

SYSTEMS = ("conference", "documents", "reports", "procedures")
"""In the order of the board. A unit is complete when it is complete in all four."""

SYSTEM_LABELS = {
    "conference": "Hội nghị trực tuyến",
    "documents": "Quản lý văn bản",
    "reports": "Phản ánh 1022",
    "procedures": "Thủ tục hành chính",
}

PLAYED_BY = ("virtual", "human")
HUMAN = "human"
MACHINE = "machine"
"""Whose an act by a token is in a round of people: shown beside the human figure, never in it."""
ROUND_KINDS = ("pilot", "full", "load", "cutover", "general", "after_go_live")
ROUND_STATES = ("planned", "running", "ended")

CITIZEN = "cong_dan"
OBSERVER = "he_thong"
"""Nobody's role: the step only looks at what the others have done."""

PARTY_ROLES = frozenset({"bi_thu", "pho_bi_thu", "van_thu_dang", "chuyen_vien_dang"})
CITY_ROLES = frozenset({"quan_tri", "trung_tam_cds", "vptu", "tong_dai_1022"})
WARD_ROLES = frozenset({
    "lanh_dao", "pho_chu_tich", "chanh_van_phong", "van_thu", "truong_phong", "chuyen_vien", "tu_phap",
    "giam_doc_ttpvhcc", "tiep_nhan", "dau_moi_1022", "ky_thuat",
})  # fmt: skip
KNOWN_ROLES = PARTY_ROLES | CITY_ROLES | WARD_ROLES | {CITIZEN, OBSERVER}

TECHNICIAN = "ky_thuat"


def home_of(role: str) -> str:
    """The variable that stands for the unit a role belongs to."""
    if role in CITY_ROLES:
        return f"$city:{role}"
    return "$dang_uy" if role in PARTY_ROLES else "$unit"


CALLS = frozenset({
    "documents.send", "documents.recall", "dossiers.submit", "dossiers.supplement", "dossiers.handed_over",
    "reports.submit", "meetings.convene", "meetings.cut",
})  # fmt: skip

PLAYS: dict[str, tuple[str, tuple[str, ...]]] = {
    "register_delivery": ("delivery", ("arrived",)),
    "return_delivery": ("delivery", ("arrived",)),
    "answer_recall": ("delivery", ("arrived", "registered")),
    "direct_delivery": ("delivery", ("registered",)),
    "draft_document": ("delivery", ("directed",)),
    "submit_draft": ("draft", ("drafting",)),
    "sign_document": ("draft", ("submitted",)),
    "issue_document": ("draft", ("signed",)),
    "receive_dossier": ("dossier", ("submitted",)),
    "request_supplement": ("dossier", ("received",)),
    "refuse_dossier": ("dossier", ("submitted", "received")),
    "assess_dossier": ("dossier", ("received",)),
    "sign_dossier": ("dossier", ("assessed",)),
    "return_dossier": ("dossier", ("signed",)),
    "take_report": ("report", ("routed",)),
    "transfer_report": ("report", ("routed", "taken")),
    "answer_report": ("report", ("taken",)),
    "join_meeting": ("bridge_point", ("invited",)),
    "answer_code": ("bridge_point", ("joined",)),
    "rejoin_meeting": ("bridge_point", ("left",)),
}
"""What a person, or a virtual clerk, does at a step: the kind of item and the states it is done in."""

VERBS = frozenset({
    "document.issued", "delivery.arrived", "delivery.registered", "delivery.directed", "delivery.completed",
    "delivery.answered", "delivery.returned", "delivery.recall_asked", "delivery.recall_agreed",
    "delivery.recall_refused", "dossier.submitted", "dossier.received",
    "dossier.supplement_requested", "dossier.supplemented", "dossier.refused", "dossier.assessed",
    "dossier.signed", "dossier.returned", "report.submitted", "report.routed", "report.taken",
    "report.answered", "report.transferred", "report.refused", "meeting.convened", "bridge_point.joined",
    "bridge_point.code_answered", "bridge_point.left", "draft.created", "draft.submitted", "draft.signed",
    "draft.issued",
})  # fmt: skip
"""What the desks write in the journal."""

OPENS = {
    "document.issued": "delivery", "delivery.arrived": "delivery", "draft.created": "draft",
    "dossier.submitted": "dossier", "report.submitted": "report", "meeting.convened": "meeting",
}  # fmt: skip
"""The events with which an item of a kind begins."""

CAME_WITH = {"bridge_point": "meeting"}
"""Items that another opens."""

ITEM_KINDS = frozenset({"draft", "delivery", "dossier", "report", "meeting", "bridge_point"})

UNIQUE_NUMBERS = frozenset({"incoming_number", "outgoing_number", "dossier_code"})
"""Numbers a proof may ask to be unique; the verifier has a query for each."""

METRICS = frozenset({"gap_seconds"})

SCENARIO_MINUTES = 240
ARRIVAL_MINUTES = 200
"""A shipped round spans 08:00–12:00; what comes from outside arrives in its first 200 minutes."""

PEOPLES_WINDOW = 0.02
"""A round played by people brings its work in the first four minutes: they come to it when they have time."""

PILOT_CODES = ("26983", "26995", "26977", "27007", "26968", "27004")
"""The pilot of 11/6/2025: Bảy Hiền, Tân Hòa, Tân Sơn Hòa, Tân Sơn, Tân Sơn Nhất, Tân Bình."""

HUMAN_DEMO_CODE = "27094"
"""An Khánh, whose human round the demo opens beside the virtual one."""

IN_FLIGHT = "dang_do"
"""The kind of instance whose item was made before the round, by an old body."""

ENDED_BODY = "don_vi_cu"
"""The parameter that names a body that is no more, whose letters come to the unit."""

READER_ROLES = ("van_thu", "van_thu_dang", "trung_tam_cds", "vptu")
"""With whose eyes proofs look: one post a unit and role is enough, because a unit sees what it holds."""

READERS = "verifier"
"""The label of the verifier's tokens."""


CONCLUDES_WITHIN = timedelta(minutes=10)
"""So long the verifier may need after a round's end (real time)."""


def clerks_of(number: int) -> str:
    """The label of the tokens of a round's virtual clerks."""
    return f"clerks of round {number}"


def pass_of(number: int) -> str:
    """The label of the pass of a round's citizens."""
    return f"round {number}"


LATENESS_LIMIT_MS = 250.0

PLAYED_BY_LABELS = {"virtual": "cán bộ ảo", "human": "người thật"}
MACHINE_WORDS = "máy làm trong vòng của người"
"""The two are never added together: a round of people and a round of virtual clerks are two rounds."""

SEVERITIES = ("low", "medium", "high", "critical")

ROUND_VERBS = {
    "campaign.opened": "Mở đợt vận hành thử nghiệm",
    "round.planned": "Lập kế hoạch một vòng",
    "round.started": "Bắt đầu một vòng",
    "round.ended": "Kết thúc một vòng",
    "round.lateness_noted": "Ghi độ trễ của bộ phát sinh",
    "round.conduct_noted": "Ghi số đo của một vòng",
    "round.unit_withdrawn": "Rút một đơn vị khỏi vòng",
    "attempt.void_requested": "Đề nghị hủy một kết quả",
    "attempt.void_confirmed": "Xác nhận hủy một kết quả",
    "finding.opened": "Ghi một phát hiện",
    "finding.closed": "Khép một phát hiện",
    "clock.advanced": "Chuyển đồng hồ của thế giới thử",
}
"""What a trial operation writes into the journal."""
