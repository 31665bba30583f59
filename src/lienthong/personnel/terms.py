"""Roles and what each may do. A role is data of a post; abilities are code, because acts are."""

from collections.abc import Iterable

LOOKS = frozenset({"view_board"})

ABILITIES: dict[str, frozenset[str]] = {
    "lanh_dao": LOOKS
    | {
        "direct_delivery",
        "complete_delivery",
        "sign_document",
        "sign_dossier",
        "assign_item",
        "answer_report",
        "transfer_report",
        "join_meeting",
        "report_incident",
    },
    "pho_chu_tich": LOOKS
    | {"direct_delivery", "sign_document", "sign_dossier", "assign_item", "report_incident"},
    "chanh_van_phong": LOOKS
    | {"direct_delivery", "complete_delivery", "assign_item", "draft_document", "report_incident"},
    "van_thu": LOOKS
    | {
        "register_delivery",
        "return_delivery",
        "complete_delivery",
        "draft_document",
        "issue_document",
        "report_incident",
    },
    "truong_phong": LOOKS
    | {
        "draft_document",
        "complete_delivery",
        "assess_dossier",
        "answer_report",
        "assign_item",
        "report_incident",
    },
    "chuyen_vien": LOOKS
    | {
        "draft_document",
        "complete_delivery",
        "assess_dossier",
        "take_report",
        "answer_report",
        "report_incident",
    },
    "tu_phap": LOOKS
    | {"draft_document", "assess_dossier", "request_supplement", "refuse_dossier", "report_incident"},
    "giam_doc_ttpvhcc": LOOKS
    | {
        "receive_dossier",
        "request_supplement",
        "refuse_dossier",
        "return_dossier",
        "assign_item",
        "report_incident",
    },
    "tiep_nhan": LOOKS
    | {
        "receive_dossier",
        "request_supplement",
        "accept_supplement",
        "refuse_dossier",
        "return_dossier",
        "report_incident",
    },
    "dau_moi_1022": LOOKS | {"take_report", "answer_report", "transfer_report", "report_incident"},
    "ky_thuat": LOOKS | {"join_meeting", "answer_code", "report_incident", "handle_incident"},
    "bi_thu": LOOKS | {"direct_delivery", "complete_delivery", "sign_document", "report_incident"},
    "pho_bi_thu": LOOKS | {"direct_delivery", "sign_document", "report_incident"},
    "van_thu_dang": LOOKS
    | {
        "register_delivery",
        "return_delivery",
        "complete_delivery",
        "draft_document",
        "issue_document",
        "report_incident",
    },
    "chuyen_vien_dang": LOOKS | {"draft_document", "complete_delivery", "report_incident"},
    "trung_tam_cds": LOOKS
    | {
        "register_delivery",
        "return_delivery",
        "complete_delivery",
        "draft_document",
        "sign_document",
        "issue_document",
        "convene_meeting",
        "report_incident",
        "handle_incident",
    },
    "vptu": LOOKS
    | {
        "register_delivery",
        "return_delivery",
        "complete_delivery",
        "draft_document",
        "sign_document",
        "issue_document",
        "report_incident",
    },
    "tong_dai_1022": LOOKS | {"route_report", "refuse_report", "transfer_report", "report_incident"},
    "quan_tri": LOOKS
    | {
        "run_round",
        "handle_incident",
        "report_incident",
        "convene_meeting",
        "plan_reorganisation",
        "watch_storage",
    },
    "lanh_dao_tp": LOOKS | {"sign_reorganisation"},
    "to_cong_tac": LOOKS | {"report_incident"},
    "chu_tich_hdnd": LOOKS | {"report_incident"},
    "chu_tich_mttq": LOOKS | {"report_incident"},
}

DECIDE = (
    "lanh_dao", "pho_chu_tich", "chanh_van_phong", "van_thu", "truong_phong", "chuyen_vien", "tu_phap",
    "giam_doc_ttpvhcc", "tiep_nhan",
)  # fmt: skip
CONFIRM = ("lanh_dao", "pho_chu_tich", "chanh_van_phong", "lanh_dao_tp")
"""In a reorganisation: who decides where a dossier of a divided ward belongs, who confirms what arrived."""

LET_SIGN = ("lanh_dao", "chanh_van_phong")
"""Who says who signs in the head's place: the head, or the head of office by the head's paper."""

ADMINISTER = ("lanh_dao", "chanh_van_phong", "trung_tam_cds", "vptu", "quan_tri")
"""Who agrees with other systems what they are told of the unit's work."""

AUDIT = ("lanh_dao", "chanh_van_phong", "lanh_dao_tp", "trung_tam_cds", "tong_dai_1022")
"""Who looks through the lines of who read which citizen, of the bodies they hold or oversee; no name stands in them."""

SERVE_SUBJECTS = ("chanh_van_phong", "tong_dai_1022")
"""Who answers a person that asks what the body holds about them, and puts it right or restricts it."""

MANAGE_ACCOUNTS = (
    "lanh_dao", "chanh_van_phong", "ky_thuat", "bi_thu", "trung_tam_cds", "vptu", "quan_tri",
)  # fmt: skip
"""Who gives and ends access of the people of their own body; for those who sign, see accounts/terms.py."""

DECIDE_DAYS = ("lanh_dao", "chanh_van_phong", "bi_thu")
DECIDE_DAYS_FOR_ALL = ("quan_tri", "trung_tam_cds")
APPROVE_DAYS = ("lanh_dao", "pho_chu_tich", "bi_thu", "pho_bi_thu")
APPROVE_DAYS_FOR_ALL = ("lanh_dao_tp",)
"""Of days off, closures, hours and ids of agencies: who writes down what was decided, of their own body or of all, and
who approves it as the second person."""

ASK = ("lanh_dao", "pho_chu_tich", "chanh_van_phong", "truong_phong", "chuyen_vien", "tu_phap")
ANSWER = (
    "lanh_dao",
    "pho_chu_tich",
    "chanh_van_phong",
    "truong_phong",
    "chuyen_vien",
    "trung_tam_cds",
    "lanh_dao_tp",
)
"""Between bodies: who asks another one for an opinion, who answers for the body asked."""

ONLY_LOOK = ("to_cong_tac", "chu_tich_hdnd", "chu_tich_mttq")
"""Who sees the work, says when something is broken, and works on nothing."""

WORK = tuple(role for role in ABILITIES if role not in ONLY_LOOK)

for _roles, _ability in (
    (WORK, "add_paper"),
    (WORK, "take_item"),
    (DECIDE, "decide_part"),
    (CONFIRM, "confirm_totals"),
    (LET_SIGN, "delegate_authority"),
    (LET_SIGN, "withdraw_delegation"),
    (ADMINISTER, "manage_webhooks"),
    (AUDIT, "audit_readings"),
    (SERVE_SUBJECTS, "serve_data_subjects"),
    (MANAGE_ACCOUNTS, "manage_accounts"),
    (("quan_tri",), "manage_accounts_beyond"),
    (("dau_moi_1022", "chuyen_vien", "truong_phong"), "make_dossier_of_report"),
    (("chuyen_vien", "truong_phong"), "write_letter_on_report"),
    (DECIDE_DAYS, "enter_decision"),
    (DECIDE_DAYS_FOR_ALL, "enter_decision_for_all"),
    (APPROVE_DAYS, "approve_decision"),
    (APPROVE_DAYS_FOR_ALL, "approve_decision_for_all"),
    ((*DECIDE_DAYS, *APPROVE_DAYS, *DECIDE_DAYS_FOR_ALL, *APPROVE_DAYS_FOR_ALL), "move_promises"),
    (ASK, "ask_body"),
    (ANSWER, "answer_request"),
):
    for _role in _roles:
        ABILITIES[_role] |= {_ability}


def grant(ability: str, roles: Iterable[str]) -> None:
    """Give an ability to roles, when the house is opened: a desk says who may do what it brings. An unknown role is a
    `KeyError`.
    """
    for role in roles:
        ABILITIES[role] |= {ability}


def roles_that_can(ability: str) -> list[str]:
    return [role for role, abilities in ABILITIES.items() if ability in abilities]


ROLE_LABELS: dict[str, str] = {
    "lanh_dao": "Lãnh đạo UBND",
    "pho_chu_tich": "Phó Chủ tịch UBND",
    "chanh_van_phong": "Chánh Văn phòng",
    "van_thu": "Văn thư",
    "truong_phong": "Trưởng phòng",
    "chuyen_vien": "Chuyên viên",
    "tu_phap": "Công chức tư pháp – hộ tịch",
    "giam_doc_ttpvhcc": "Giám đốc Trung tâm Phục vụ hành chính công",
    "tiep_nhan": "Cán bộ tiếp nhận và trả kết quả",
    "dau_moi_1022": "Đầu mối 1022",
    "ky_thuat": "Cán bộ kỹ thuật",
    "bi_thu": "Bí thư Đảng ủy",
    "pho_bi_thu": "Phó Bí thư Đảng ủy",
    "van_thu_dang": "Văn thư Đảng ủy",
    "chuyen_vien_dang": "Chuyên viên Đảng ủy",
    "trung_tam_cds": "Trung tâm Chuyển đổi số",
    "vptu": "Văn phòng Thành ủy",
    "tong_dai_1022": "Tổng đài 1022",
    "quan_tri": "Quản trị",
    "lanh_dao_tp": "Lãnh đạo Thành phố",
    "to_cong_tac": "Tổ công tác",
    "chu_tich_hdnd": "Chủ tịch HĐND",
    "chu_tich_mttq": "Chủ tịch MTTQ",
}
