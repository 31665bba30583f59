"""The words of dividing a jurisdiction: what is known of an item, what a rule says, what is decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

from lienthong.kernel.refusals import Refusal

RuleKind = Literal["words", "neighbourhood", "point", "field", "commune"]
Standing = Literal["decided", "conflict", "unknown"]
Side = Literal["odd", "even"]

KINDS: Mapping[str, str] = {
    "words": "Từ ngữ trong địa chỉ",
    "neighbourhood": "Khu phố, ấp",
    "point": "Điểm trên bản đồ",
    "field": "Lĩnh vực",
    "commune": "Xã, phường cũ",
}
SIDES: Mapping[str, str] = {"odd": "số lẻ", "even": "số chẵn"}

SAMPLE_OF = 10
"""One decision in ten made by a person alone is looked at by a second one. Ours: no rule of law gives a number."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What an item says about where it belongs. `area` is the new area its point lies in."""

    id: UUID
    address: str = ""
    area: int | None = None
    field: str = ""
    place: int | None = None
    """The area the item is about, as its desk recorded it."""


class Rule(NamedTuple):
    """One line of a division: what matches `pattern` goes to `part`; with `commune`, to that of the commune's heir.

    pattern: words {"any": [phrase], "from": int?, "to": int?, "side": odd|even?} · neighbourhood {"names": [str]} ·
    point {"area": id} · field {"fields": [str]} · commune {}
    """

    no: int
    kind: RuleKind
    pattern: Mapping[str, Any]
    part: int | None
    id: int | None = None
    """Of its row, once written."""


@dataclass(frozen=True, slots=True)
class Match:
    rule: int
    part: int
    reason: str


@dataclass(frozen=True, slots=True)
class Commune:
    """An old commune of a divided district: the new areas it goes into, and the rules by which it is itself divided.

    `rules` point at areas, not at parts: its parts are of another jurisdiction than the district's.
    """

    id: int
    name: str
    areas: tuple[int, ...]
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Decided: all rules that speak agree, however the address is read. Conflict: they do not, or speak only in one
    reading of it; a person decides. Unknown: none speaks.

    `hints` decide nothing: parts an old commune that is itself divided may have gone to. `doubts`: what a rule says in
    one reading of the address and not in another.
    """

    item: UUID
    matches: tuple[Match, ...] = ()
    hints: tuple[Match, ...] = ()
    doubts: tuple[Match, ...] = ()

    @property
    def standing(self) -> Standing:
        parts = {match.part for match in self.matches}
        if len(parts) > 1 or not {doubt.part for doubt in self.doubts} <= parts:
            return "conflict"
        return "decided" if parts else "unknown"

    @property
    def part(self) -> int | None:
        return self.matches[0].part if self.standing == "decided" else None


@dataclass(frozen=True, slots=True)
class Suggestion:
    part: int
    reason: str
    votes: int


@dataclass(frozen=True, slots=True)
class Part:
    """What a divided jurisdiction goes to: `unit` answers for it from the date on."""

    id: int
    area: int | None
    field: str | None
    name: str
    unit: int


@dataclass(frozen=True, slots=True)
class Division:
    """A jurisdiction a plan divides. `heir` answers for what nobody has decided."""

    plan: int
    effective_on: date
    undivided: int
    name: str
    code: str
    heir: int | None
    until: datetime
    """Work that came in before is in question; a jurisdiction that lives on takes in work of its own afterwards."""
    parts: tuple[Part, ...]

    @property
    def jurisdictions(self) -> list[int]:
        return [self.undivided, *(part.id for part in self.parts)]

    @property
    def names(self) -> dict[int, str]:
        return {part.id: part.name for part in self.parts}

    def of_area(self, area: int | None) -> int | None:
        return next((part.id for part in self.parts if area is not None and part.area == area), None)


@dataclass(frozen=True, slots=True)
class Street:
    """A street of a division's list: how many wait, and to which parts its neighbours went."""

    key: str
    spelt: str
    n: int
    decided: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standings:
    """One reading of a division's open work: by street and by part. `unread`: addresses not read yet, among `left`."""

    streets: tuple[Street, ...]
    left: int
    parts: Mapping[int, int]
    unread: int = 0

    @property
    def total(self) -> int:
        return self.left + sum(self.parts.values())


@dataclass(frozen=True, slots=True)
class Trial:
    """Rules tried on open work: how much each decides, and what is left to people."""

    total: int
    decided: Mapping[int, int] = field(default_factory=dict)
    by_rule: Mapping[int, int] = field(default_factory=dict)
    conflict: int = 0
    unknown: int = 0


def not_divided() -> Refusal:
    return Refusal("not_divided", "Việc này không thuộc địa bàn được chia theo phương án.", status=422)


def unknown_part() -> Refusal:
    return Refusal(
        "unknown_part",
        "Phần địa bàn nhận việc không thuộc phương án này. Hãy chọn lại.",
        status=422,
        field="part",
    )


def bad_rule(sentence: str, name: str = "pattern") -> Refusal:
    return Refusal("bad_rule", sentence, status=422, field=name)


def same_eyes() -> Refusal:
    return Refusal(
        "same_eyes", "Người kiểm tra phải khác người đã quyết định. Hãy nhờ đồng nghiệp xem giúp.", status=403
    )
