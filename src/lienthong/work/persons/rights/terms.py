"""The words of what a person may ask of whoever holds their data (Luật 91/2025/QH15, NĐ 356/2025/NĐ-CP)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NoReturn

from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import Refusal
from lienthong.work.desks.terms import DeskAct
from lienthong.work.items.terms import Note
from lienthong.work.queries import Item

ABILITY: Final = "serve_data_subjects"

RESTRICTED: Final = Note(
    "restrict_person", "Hạn chế xử lý dữ liệu cá nhân", "person.restricted", ABILITY, closed_too=True
)
RELEASED: Final = Note("release_person", "Bỏ hạn chế xử lý", "person.released", ABILITY, closed_too=True)
CORRECTED: Final = Note(
    "correct_person", "Đính chính dữ liệu cá nhân", "person.corrected", ABILITY, closed_too=True
)

VERBS: Final[Mapping[str, str]] = {
    "person.told": "Cung cấp dữ liệu cá nhân cho chủ thể",
    "person.corrected": "Đính chính dữ liệu cá nhân",
    "person.restricted": "Hạn chế xử lý dữ liệu cá nhân",
    "person.released": "Bỏ hạn chế xử lý dữ liệu cá nhân",
}

USES: Final[Mapping[str, str]] = {
    "told": "Cung cấp dữ liệu",
    "corrected": "Đính chính",
    "restricted": "Hạn chế xử lý",
    "released": "Bỏ hạn chế",
}
"""What a person asked for, as the table of it names it."""

SHOWN_RESTRICTED: Final = "Bị hạn chế xử lý"
"""What stands on the item's page."""

LEAST_REASON: Final = 5


@dataclass(frozen=True, slots=True)
class RightAct(DeskAct):
    """On an item at any state, for who serves this right where the item lies. `restricted`: only while it is, or is
    not; None: either.
    """

    restricted: bool | None = None

    def offered(self, actor: Actor, item: Item) -> bool:
        is_here = item.kind == self.move.kind and item.jurisdiction in actor.scope
        return is_here and self.restricted in (None, item.restricted) and actor.can(self.move.ability)

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        actor.require(self.move.ability)
        if item.jurisdiction in actor.scope:
            raise restricted_already() if item.restricted else not_restricted()
        DeskAct.refuse(self, actor, item)


def restricted_already() -> Refusal:
    return Refusal("restricted_already", "Dữ liệu cá nhân của việc này đang bị hạn chế xử lý.")


def not_restricted() -> Refusal:
    return Refusal("not_restricted", "Dữ liệu cá nhân của việc này không bị hạn chế xử lý.")


def nothing_to_correct() -> Refusal:
    return Refusal(
        "nothing_to_correct",
        "Hãy ghi ít nhất một mục cần đính chính, khác với nội dung đang lưu.",
        status=422,
    )
