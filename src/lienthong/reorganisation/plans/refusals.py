"""What the owner's functions and the registry's constraints refuse, in words."""

from lienthong.kernel.refusals import Refusal

SENTENCES = {
    "plan_frozen": "Kế hoạch không còn là dự thảo nên không sửa, không ký thêm được.",
    "plan_edited_meanwhile": "Kế hoạch vừa được người khác sửa nên chưa ghi gì. Hãy xem bản hiện tại rồi ghi lại.",
    "plan_no_return_after_date": "Hạn không thể hoàn lại phải từ ngày hiệu lực trở đi.",
    "plan_two_signers": "Kế hoạch cần chữ ký của hai người khác nhau trên cùng một nội dung.",
    "plan_signer_unknown": "Người ký không có phân công còn hiệu lực.",
    "plan_text_changed": "Nội dung kế hoạch đã khác với nội dung được ký; hãy đọc lại và ký bản mới.",
    "plan_in_the_past": "Ngày hiệu lực phải sau hôm nay.",
    "plan_one_a_date": "Đã có kế hoạch khác được phê duyệt cho ngày này: «{what}».",
    "plan_under_later": "Kế hoạch được phê duyệt cho ngày sau đã dựa trên hiện trạng: «{what}».",
    "plan_stale": "Danh mục đơn vị đã thay đổi từ khi lập kế hoạch; hãy lập lại.",
    "plan_not_in_force": "Kế hoạch không ở trạng thái đã phê duyệt.",
    "plan_no_return": "Đã qua hạn không thể hoàn lại.",
    "plan_rested_on": "Không thể hoàn lại: kế hoạch «{what}» dựa trên kế hoạch này.",
    "plan_people_late": "Chỉ chuẩn bị nhân sự trước ngày hiệu lực của kế hoạch đang dự thảo hoặc đã phê duyệt.",
    "plan_people_elsewhere": "Danh sách có cơ quan không do kế hoạch này lập; hãy chuẩn bị kế hoạch rồi thử lại.",
    "holding_no_gap": "Kế hoạch làm một thẩm quyền không có đơn vị giữ.",
    "holding_within_unit": "Kế hoạch giao thẩm quyền cho đơn vị không hoạt động ngày đó.",
    "holding_one_at_a_time": "Kế hoạch giao một thẩm quyền cho hai đơn vị.",
}


def refused(reason: str, what: str) -> Refusal | None:
    """None: not one of ours, so a bug."""
    sentence = SENTENCES.get(reason)
    return Refusal(reason, sentence.format(what=what), what=what) if sentence else None


def text_changed() -> Refusal:
    return Refusal("plan_text_changed", SENTENCES["plan_text_changed"])


def edited_meanwhile() -> Refusal:
    return Refusal("plan_edited_meanwhile", SENTENCES["plan_edited_meanwhile"], field="digest")


def frozen() -> Refusal:
    return Refusal("plan_frozen", SENTENCES["plan_frozen"])


def changes_nothing() -> Refusal:
    sentence = "Kế hoạch này không làm thẩm quyền nào đổi nơi giữ; hãy xem lại nơi giao của từng phương án."
    return Refusal("plan_changes_nothing", sentence, status=422)


def not_counted() -> Refusal:
    sentence = "Xin ghi số nơi giao đếm được trong nghị quyết, quyết định; không có số này thì chưa ký được."
    return Refusal("plan_sources_uncounted", sentence, status=422, field="sources")


def counted_otherwise(counted: int, standing: int) -> Refusal:
    return Refusal(
        "plan_sources_differ",
        f"Bạn đếm {counted} nơi giao, văn bản này có {standing}. Chưa ký: hãy đối chiếu từng tên với nghị quyết;"
        " thiếu hay thừa thì báo người lập kế hoạch sửa.",
        status=422, field="sources", counted=counted, standing=standing,
    )  # fmt: skip
