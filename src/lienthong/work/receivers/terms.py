"""The words of who takes up what arrives, and of what lies where nobody does."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from lienthong.kernel.refusals import Refusal
from lienthong.work.items.terms import Note
from lienthong.work.kinds import KINDS

WATCH: Final = "watch_unattended"
WATCH_OWN: Final = "watch_unattended_of_own_kinds"
MOVE_ON: Final = "move_on_unattended"

GRANTS: Final[Mapping[str, tuple[str, ...]]] = {
    WATCH: ("trung_tam_cds", "quan_tri"),
    WATCH_OWN: ("tong_dai_1022",),
    MOVE_ON: ("trung_tam_cds", "quan_tri", "tong_dai_1022"),
}
"""The centre and the administrator oversee every kind, the switchboard of 1022 what it works on itself."""

LABEL: Final = "Chuyển đến nơi có người"


class Receiver(NamedTuple):
    """A body that work would come to."""

    unit: int
    name: str
    takes_up: bool
    """Somebody of the day there may take it up."""


class Unattended(NamedTuple):
    """An open item that lies with a body in which nobody may take it up."""

    id: UUID
    kind: str
    reference: str
    state: str
    received_at: datetime
    due_at: datetime | None
    paused_at: datetime | None
    jurisdiction: int
    unit: int | None
    unit_name: str | None
    total: int
    """Of the whole list its filter shows."""


def moved_on(kind: str) -> Note:
    """The line that an item of this kind went on to another body."""
    return Note("move_on_unattended", LABEL, KINDS[kind].moves_on_as, MOVE_ON)


def nobody_there(names: Sequence[str], units: Sequence[int], field: str | None) -> Refusal:
    """The one refusal of work for bodies in which nobody takes it up."""
    said = names[0] if len(names) == 1 else f"{names[0]} và {len(names) - 1} nơi khác"
    return Refusal(
        "nobody_there",
        f"{said} chưa có người làm việc này trên hệ thống; gửi đến đó sẽ không ai nhận."
        " Hãy chọn cơ quan khác, hoặc gửi bằng cách khác.",
        status=422,
        field=field,
        units=list(units),
    )


def unknown_kind(field: str) -> Refusal:
    return Refusal("kind_not_listed", "Loại việc không có trong danh mục.", status=422, field=field)
