"""States and moves of letters, and how their signs are written (Decree 30/2020/NĐ-CP)."""

from lienthong.documents.types.packaged import NAMES
from lienthong.documents.types.terms import URGENCY as URGENCY
from lienthong.work.items.terms import Move, Note, moves

DRAFT = "draft"
DELIVERY = "delivery"

DRAFT_STATES = {
    "drafting": "Đang soạn thảo",
    "checking": "Chờ trưởng bộ phận kiểm tra",
    "submitted": "Chờ ký",
    "signed": "Đã ký, chờ phát hành",
    "issued": "Đã phát hành",
    "discarded": "Đã hủy dự thảo",
}

DELIVERY_STATES = {
    "arrived": "Mới đến",
    "registered": "Đã vào sổ, chờ chỉ đạo",
    "directed": "Đang xử lý",
    "answered": "Đã trả lời",
    "completed": "Đã xử lý xong",
    "returned": "Đã trả lại nơi gửi",
    "recalled": "Đã trả lại theo đề nghị thu hồi",
    "voided": "Đã hủy số đến",
}

VERBS = {
    "draft.created": "Soạn dự thảo",
    "draft.made_of_report": "Soạn từ phản ánh 1022",
    "draft.submitted": "Trình ký",
    "draft.sent_back": "Trả lại dự thảo",
    "draft.signed": "Ký văn bản",
    "draft.issued": "Cấp số, phát hành",
    "delivery.arrived": "Văn bản đến",
    "delivery.registered": "Vào sổ văn bản đến",
    "delivery.directed": "Chỉ đạo xử lý",
    "delivery.answered": "Phát hành văn bản trả lời",
    "delivery.completed": "Kết thúc xử lý",
    "delivery.returned": "Trả lại văn bản gửi nhầm",
    "draft.recall_asked": "Đề nghị thu hồi",
    "draft.recall_withdrawn": "Rút đề nghị thu hồi",
    "delivery.recall_asked": "Nơi gửi đề nghị thu hồi",
    "delivery.recall_withdrawn": "Nơi gửi rút đề nghị thu hồi",
    "delivery.recall_agreed": "Đồng ý trả lại",
    "delivery.recall_refused": "Không trả lại",
    "draft.submission_withdrawn": "Rút dự thảo đã trình",
    "draft.changed": "Sửa dự thảo",
    "draft.discarded": "Hủy dự thảo",
    "draft.restored": "Khôi phục dự thảo đã hủy",
    "draft.signature_withdrawn": "Rút chữ ký",
    "delivery.unregistered": "Hủy vào sổ nhầm",
    "delivery.direction_withdrawn": "Rút ý kiến chỉ đạo",
    "delivery.reopened": "Mở lại văn bản đã kết thúc",
    "delivery.return_withdrawn": "Rút việc trả lại nơi gửi",
    "delivery.moved_on": "Chuyển đến nơi có người",
    "item.assigned": "Phân công",
    "item.paper_added": "Thêm giấy tờ",
}


SPOKEN = {
    "delivery.directed": "Ý kiến chỉ đạo",
    "delivery.completed": "Kết quả",
    "direction.reported": "Kết quả",
}
"""What the words of an act are called beside its line of the timeline, where they are no reason."""


def _states(*names: str) -> frozenset[str]:
    return frozenset(names)


MOVES = moves(
    Move(
        "submit_draft",
        "Trình ký",
        DRAFT,
        _states("drafting"),
        "submitted",
        "draft.submitted",
        "draft_document",
        "t",
        step="sign",
    ),
    Move(
        "send_back_draft",
        "Trả lại người soạn",
        DRAFT,
        _states("submitted"),
        "drafting",
        "draft.sent_back",
        "sign_document",
        "b",
        step="draft",
    ),
    Move(
        "sign_document",
        "Ký văn bản",
        DRAFT,
        _states("submitted"),
        "signed",
        "draft.signed",
        "sign_document",
        "k",
        step="issue",
    ),
    Move(
        "issue_document",
        "Cấp số và phát hành",
        DRAFT,
        _states("signed"),
        "issued",
        "draft.issued",
        "issue_document",
        "p",
        closes=True,
    ),
    Move(
        "register_delivery",
        "Vào sổ",
        DELIVERY,
        _states("arrived"),
        "registered",
        "delivery.registered",
        "register_delivery",
        "v",
        step="direct",
    ),
    Move(
        "return_delivery",
        "Trả lại nơi gửi",
        DELIVERY,
        _states("arrived", "registered"),
        "returned",
        "delivery.returned",
        "return_delivery",
        "r",
        closes=True,
    ),
    Move(
        "direct_delivery",
        "Chỉ đạo xử lý",
        DELIVERY,
        _states("registered", "directed"),
        "directed",
        "delivery.directed",
        "direct_delivery",
        "c",
        step="answer",
    ),
    Move(
        "complete_delivery",
        "Kết thúc, không cần trả lời",
        DELIVERY,
        _states("registered", "directed"),
        "completed",
        "delivery.completed",
        "complete_delivery",
        "x",
        closes=True,
    ),
)

IN_HAND = _states("arrived", "registered", "directed")
"""A letter its addressee has not finished with."""

MOVES_OF_RECALL = moves(
    Move("recall_document", "Đề nghị thu hồi", DRAFT, _states("issued"), "", "draft.recall_asked", "recall_document"),
    Move("withdraw_recall", "Rút đề nghị thu hồi", DRAFT, _states("issued"), "", "draft.recall_withdrawn",
         "recall_document"),
    Move("agree_to_recall", "Đồng ý trả lại", DELIVERY, IN_HAND, "recalled", "delivery.recall_agreed",
         "answer_recall", closes=True),
    Move("refuse_recall", "Không trả lại", DELIVERY, IN_HAND, "", "delivery.recall_refused", "answer_recall"),
)  # fmt: skip

CHANGED = Move(
    "change_draft", "Sửa dự thảo", DRAFT, _states("drafting"), "", "draft.changed", "change_draft", "s"
)

MOVES_BACK = moves(
    Move("withdraw_submission", "Rút dự thảo đã trình", DRAFT, _states("submitted", "checking"), "drafting",
         "draft.submission_withdrawn", "withdraw_submission", step="draft"),
    Move("discard_draft", "Hủy dự thảo", DRAFT, _states("drafting"), "discarded", "draft.discarded", "discard_draft",
         closes=True),
    Move("restore_draft", "Khôi phục dự thảo", DRAFT, _states("discarded"), "drafting", "draft.restored",
         "restore_draft", step="draft"),
    Move("withdraw_signature", "Rút chữ ký", DRAFT, _states("signed"), "submitted", "draft.signature_withdrawn",
         "withdraw_signature", step="sign"),
    Move("unregister_delivery", "Hủy vào sổ nhầm", DELIVERY, _states("registered"), "arrived",
         "delivery.unregistered", "unregister_delivery", step="register"),
    Move("withdraw_direction", "Rút ý kiến chỉ đạo", DELIVERY, _states("directed"), "registered",
         "delivery.direction_withdrawn", "withdraw_direction", step="direct"),
    Move("reopen_delivery", "Mở lại văn bản", DELIVERY, _states("completed"), "registered", "delivery.reopened",
         "reopen_delivery", step="direct"),
    Move("withdraw_return", "Rút việc trả lại", DELIVERY, _states("returned"), "arrived",
         "delivery.return_withdrawn", "withdraw_return", step="register"),
)  # fmt: skip
"""What takes back an act that was done by mistake."""

DRAFTERS = (
    "chanh_van_phong", "van_thu", "truong_phong", "chuyen_vien", "tu_phap", "van_thu_dang", "chuyen_vien_dang",
    "trung_tam_cds", "vptu",
)  # fmt: skip
SIGNERS = ("lanh_dao", "pho_chu_tich", "bi_thu", "pho_bi_thu", "trung_tam_cds", "vptu")
CLERKS = ("van_thu", "van_thu_dang", "trung_tam_cds", "vptu")
DIRECTORS = ("lanh_dao", "pho_chu_tich", "chanh_van_phong", "bi_thu", "pho_bi_thu")

GRANTS = {
    "recall_document": ("van_thu", "lanh_dao", "chanh_van_phong", "trung_tam_cds", "vptu", "quan_tri"),
    "answer_recall": ("van_thu", "lanh_dao", "chanh_van_phong"),
    "change_draft": DRAFTERS,
    "withdraw_submission": DRAFTERS,
    "discard_draft": DRAFTERS,
    "restore_draft": DRAFTERS,
    "withdraw_signature": SIGNERS,
    "unregister_delivery": CLERKS,
    "withdraw_direction": DIRECTORS,
    "reopen_delivery": (*DIRECTORS, *DRAFTERS),
    "withdraw_return": CLERKS,
}

RECALL_ASKED = Note("ask_recall", "Đề nghị thu hồi", "delivery.recall_asked", "recall_document")
RECALL_WITHDRAWN = Note(
    "withdraw_recall", "Rút đề nghị thu hồi", "delivery.recall_withdrawn", "recall_document"
)
"""What the addressee's journal says of the sender's wish."""

RECALL_ANSWERS = {
    "agreed": "đã trả lại",
    "refused": "không trả lại",
    "withdrawn": "đã được rút đề nghị",
    "finished": "đã kết thúc xử lý, không trả lời",
    "": "chưa trả lời",
}
"""`finished`: the addressee was done with the letter before it answered; nobody waits for it any more."""

ANSWERED = Move(
    "answer_delivery",
    "Trả lời",
    DELIVERY,
    _states("registered", "directed"),
    "answered",
    "delivery.answered",
    "issue_document",
    closes=True,
)

TYPES = NAMES
"""Code → name, of whichever side; `types` says which are offered to whom, from when to when."""

WAYS = {
    "post": "Bưu chính",
    "hand": "Nộp trực tiếp",
    "email": "Thư điện tử",
    "fax": "Fax",
    "system": "Hệ thống khác",
}
"""How a letter from outside was sent."""
