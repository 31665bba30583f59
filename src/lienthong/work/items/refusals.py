"""What stands in the way of a move, in the one sentence of every door. Pure."""

from lienthong.kernel.refusals import Refusal
from lienthong.work.kinds import kind_label


def not_holder(holder: str | None) -> Refusal:
    """The item lies with another body; who has a part in it may look."""
    return Refusal(
        "not_holder", f"Việc này đang thuộc {holder or 'cơ quan khác'}; bạn chỉ được xem.", status=403
    )


def wrong_state(label: str, kind: str, state: str) -> Refusal:
    """The item is at no step at which the act of this label is done."""
    return Refusal(
        "wrong_state",
        f"Không thể «{label}»: {kind_label(kind).lower()} này không còn ở bước đó."
        " Hãy tải lại để xem tình trạng mới nhất.",
        state=state,
    )
