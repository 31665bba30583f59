"""Why somebody undid, withdrew or moved something on: the words beside an act's line in the journal."""

from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.acts import act_id
from lienthong.kernel.refusals import Refusal


def check_reason(reason: str) -> str:
    """The reason as it is kept. Refuses `reason_missing`."""
    said = reason.strip()
    if not any(map(str.isalnum, said)):
        raise Refusal("reason_missing", "Hãy nêu rõ lý do.", status=422, field="reason")
    return said


def say_reason(item: UUID, reason: str) -> None:
    """Of the act in progress, on this item. Call it while the item is in reach."""
    sql.run(
        "insert into act_reason (item, act, text) values (%s, %s, %s)", (item, act_id(), check_reason(reason))
    )
