"""Decisions about receivers: facts in, facts or a refusal out."""

from collections.abc import Iterable

from lienthong.kernel.refusals import Refusal
from lienthong.work.kinds import kind_label
from lienthong.work.receivers.terms import Receiver, nobody_there


def check_receivers(receivers: Iterable[Receiver], field: str | None) -> None:
    """Refuses `nobody_there`, naming the first of those in which nobody takes up what would come."""
    empty = [receiver for receiver in receivers if not receiver.takes_up]
    if empty:
        raise nobody_there([body.name for body in empty], [body.unit for body in empty], field)


def check_moves_on(kind: str, verb: str) -> None:
    """`verb`: under which the kind goes on; none where it is its body's own. Refuses `stays_there`."""
    if not verb:
        raise Refusal(
            "stays_there",
            f"{kind_label(kind)} là việc riêng của cơ quan ấy, không chuyển được;"
            " hãy bố trí người hoặc cấp tài khoản tại đó.",
        )


def check_other_body(*, held: int | None, target: int, name: str) -> None:
    """Refuses `already_there`."""
    if held == target:
        raise Refusal(
            "already_there", f"Việc này đang ở {name}; hãy chọn cơ quan khác.", status=422, field="unit"
        )
