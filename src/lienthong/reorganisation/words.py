"""The words of a reorganisation: where its pages stand, and what it writes into the journal."""

HOME = "/sap-xep"
"""Where the pages of a reorganisation stand."""

VERBS = {
    "item.refined": "Đưa về phần địa bàn khi chia",
    "item.taken_over": "Giao người kế nhiệm tiếp tục",
    "item.unrefined": "Rút lại quyết định phân chia",
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
