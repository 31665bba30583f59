"""What kinds and states of work are called: the words of each desk, gathered."""

from functools import cache

from lienthong.conference import desk as conference
from lienthong.documents import desk as documents
from lienthong.incidents import desk as incidents
from lienthong.procedures import desk as procedures
from lienthong.reports import desk as reports
from lienthong.work.terms import KIND_LABELS

VERBS = {
    "item.refined": "Đưa về phần địa bàn khi chia",
    "item.taken_over": "Giao người kế nhiệm tiếp tục",
    "item.unrefined": "Rút lại quyết định phân chia",
    "item.imported": "Nhập từ hệ thống của tỉnh trước đây",
}
"""What a reorganisation writes into the journal of any kind of work."""

PLAN_VERBS = {
    "plan.drafted": "Lập dự thảo kế hoạch sắp xếp",
    "plan.head_changed": "Sửa thông tin kế hoạch sắp xếp",
    "plan.transition_added": "Thêm phương án vào kế hoạch",
    "plan.transition_changed": "Sửa phương án của kế hoạch",
    "plan.transition_removed": "Bỏ phương án khỏi kế hoạch",
    "plan.prepared": "Chuẩn bị đơn vị mới theo kế hoạch",
    "plan.signed": "Ký kế hoạch sắp xếp",
    "plan.approved": "Phê duyệt kế hoạch sắp xếp",
    "plan.flipped": "Trách nhiệm chuyển giao theo kế hoạch",
    "plan.reversed": "Hoàn lại kế hoạch sắp xếp",
    "plan.staff_prepared": "Chuẩn bị nhân sự đơn vị mới",
    "plan.staff_carried_over": "Lấy lại bố trí nhân sự của kế hoạch đã hoàn lại",
    "plan.mandates_decided": "Ghi quyết định phân công",
    "plan.successor_named": "Chỉ định người kế nhiệm",
    "plan.work_taken_over": "Giao việc cho người kế nhiệm",
    "division_rule.written": "Thêm quy tắc phân chia",
    "division_rules.written": "Thêm quy tắc theo xã, phường cũ",
    "division_rules.started": "Bắt đầu áp dụng quy tắc phân chia",
    "division_rules.applied": "Áp dụng xong quy tắc phân chia",
    "decision.seconded": "Xem lại quyết định phân chia",
    "division_rule.withdrawn": "Bỏ quy tắc phân chia",
    "reorganisation.reconciled": "Chạy đối chiếu",
    "reorganisation.totals_confirmed": "Xác nhận số liệu tiếp nhận",
}
"""What a reorganisation writes into the journal of units, beside all work."""


@cache
def _states() -> dict[tuple[str, str], str]:
    desks = (documents.DESK, procedures.DESK, reports.DESK, conference.DESK, incidents.DESK)
    return {
        (kind, state): word for desk in desks for kind in desk.kinds for state, word in desk.states.items()
    }


def kind_words(kind: str) -> str:
    return KIND_LABELS.get(kind, kind)


def state_words(kind: str, state: str) -> str:
    return _states().get((kind, state), state)
