"""Who may take work into their own hands. Pure."""

from collections.abc import Collection

from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import Refusal
from lienthong.work.queries import Item


def is_at_ones_step(actor: Actor, step: Collection[str]) -> bool:
    """`step`: the abilities that act at the item's state. To have a citizen's work in hand is to read whose it is."""
    return bool(actor.abilities.intersection(step))


def check_take(actor: Actor, item: Item, step: Collection[str], instead_of: int | None) -> None:
    """Refuses what lies in one's hands already, at a step of others, or in a colleague's hands that were not named."""
    if item.assignee is not None and item.assignee == actor.mandate:
        raise Refusal("already_yours", "Việc này đang giao cho bạn rồi; không cần nhận lại.")
    if not is_at_ones_step(actor, step):
        raise Refusal(
            "not_your_step",
            "Bước này không thuộc vai trò của bạn. Người phụ trách có thể giao việc cho đúng người.",
            status=403,
        )
    if item.assignee is not None and item.assignee != instead_of:
        raise Refusal(
            "in_other_hands",
            f"Việc này đang do {item.assignee_name} xử lý. Mở việc ra để xem, rồi nhận thay nếu cần.",
            assignee=item.assignee,
        )


def check_hand_back(actor: Actor, item: Item) -> None:
    """One gives back what one has."""
    if item.assignee is None or item.assignee != actor.mandate:
        raise Refusal("not_in_your_hands", "Việc này không giao cho bạn, nên không có gì để trả lại.")
