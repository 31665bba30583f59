"""The words of delegations: in which forms a head lets others sign, who they may be, what may be given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple
from uuid import UUID

from lienthong.kernel.refusals import Refusal

Form = Literal["kt", "tuq", "tl"]
KT: Final = "kt"
TUQ: Final = "tuq"
TL: Final = "tl"

FORMS: Mapping[str, str] = {
    "kt": "Ký thay (KT.)",
    "tuq": "Ký thừa ủy quyền (TUQ.)",
    "tl": "Ký thừa lệnh (TL.)",
}

HEADS: frozenset[str] = frozenset({"lanh_dao"})
"""Who answers for all a body signs, and may let others sign."""

DEPUTIES: frozenset[str] = frozenset({"pho_chu_tich"})
"""They sign in the head's place (KT.): of what was given to them, or of all while the head's post is empty."""

HEADS_OF_SECTIONS: frozenset[str] = frozenset({"chanh_van_phong", "truong_phong", "giam_doc_ttpvhcc"})
"""Whom a head may let sign by authorisation (TUQ.) or by standing order (TL.)."""

DELEGATES: Mapping[str, frozenset[str]] = {"kt": DEPUTIES, "tuq": HEADS_OF_SECTIONS, "tl": HEADS_OF_SECTIONS}
MAY_BE_DELEGATE: Final = DEPUTIES | HEADS_OF_SECTIONS

SIGNING: Mapping[str, str] = {"sign_document": "Văn bản", "sign_dossier": "Kết quả thủ tục hành chính"}
"""What may be given: the ability and what it is called."""

MOST_YEARS = 5
"""A term of office: nothing is given for longer (ours)."""

VERBS = {"authority.delegated": "Giao ký", "authority.withdrawn": "Rút việc giao ký"}
"""What a delegation writes into the journal."""

STANDINGS = {
    "in_force": "Đang hiệu lực",
    "to_come": "Chưa đến ngày",
    "over": "Đã hết hạn",
    "lapsed": "Hết hiệu lực theo nhiệm vụ",
    "withdrawn": "Đã rút",
}

OPEN = frozenset({"in_force", "to_come"})
"""Standings of what can still be withdrawn."""


def delegation_over() -> Refusal:
    return Refusal("delegation_over", "Việc giao ký này đã rút hoặc đã hết hạn.")


@dataclass(frozen=True, slots=True)
class Paper:
    """What a delegation stands on. Without a number and a date it is no paper."""

    title: str = ""
    sign: str = ""
    on: date | None = None

    @property
    def is_whole(self) -> bool:
        return bool(self.title and self.sign and self.on)

    @property
    def is_empty(self) -> bool:
        return not (self.title or self.sign or self.on)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks to be given. `until` is the last day."""

    form: Form
    delegate: int
    covers: tuple[str, ...]
    since: date
    until: date | None
    is_away: bool
    paper: Paper


class Holder(NamedTuple):
    """Somebody in a post, as a delegation looks at them. `until` is the day their mandate has ended, if it will."""

    mandate: int
    unit: int
    role: str
    title: str
    name: str
    since: date | None
    until: date | None

    def serves_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Standing:
    """A delegation given before and not withdrawn."""

    id: UUID
    form: str
    delegate: int
    covers: tuple[str, ...]
    since: date
    until: date | None
