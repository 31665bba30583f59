"""The words of a reconciliation: lines counted by jurisdiction, ways from unit to unit, and what does not add up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NotRequired, Self, TypedDict

from lienthong.reorganisation.people.terms import InHands

SUM_BITS = 64
_MASK = (1 << SUM_BITS) - 1


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """How many items, and two sums modulo 2^64 of independent hashes over what must not change in each.

    Sums, not XOR: an item counted twice, or two equal errors, do not cancel. Two of them, and the count, because
    one sum alone can be met by accident. They add up: of a unit from its jurisdictions, of the city from its units.
    """

    n: int = 0
    a: int = 0
    b: int = 0

    def __add__(self, other: Self) -> "Fingerprint":
        return Fingerprint(self.n + other.n, (self.a + other.a) & _MASK, (self.b + other.b) & _MASK)

    def hex(self) -> str:
        """«n:a:b», as printed in minutes and compared by people."""
        return f"{self.n}:{self.a & _MASK:016x}:{self.b & _MASK:016x}"


@dataclass(frozen=True, slots=True)
class Line:
    """Open work of one jurisdiction, kind and state. `seconds_left` is the sum over items of due − as of."""

    jurisdiction: int
    kind: str
    state: str
    n: int
    late: int = 0
    seconds_left: int = 0
    files: int = 0
    fees: int = 0
    a: int = 0
    b: int = 0

    @property
    def fingerprint(self) -> Fingerprint:
        return Fingerprint() + Fingerprint(self.n, self.a, self.b)


@dataclass(frozen=True, slots=True)
class Way:
    """Who answers for a jurisdiction the day before, and who from the date on. `undivided`: it has parts, and what lies
    in it still has been decided by nobody: it goes to the default heir."""

    source: int
    target: int
    undivided: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    n: int = 0
    late: int = 0
    seconds_left: int = 0
    files: int = 0
    fees: int = 0
    fingerprint: Fingerprint = Fingerprint()

    def __add__(self, other: Self) -> "Totals":
        return Totals(
            self.n + other.n,
            self.late + other.late,
            self.seconds_left + other.seconds_left,
            self.files + other.files,
            self.fees + other.fees,
            self.fingerprint + other.fingerprint,
        )

    def as_dict(self) -> "CountedTotals":
        return {
            "n": self.n, "late": self.late, "seconds_left": self.seconds_left, "files": self.files,
            "fees": self.fees, "fingerprint": self.fingerprint.hex(),
        }  # fmt: skip


Cell = tuple[int, int, str, str]
"""(source unit, target unit, kind, state)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Old × new × kind × state, with both margins and the total. Every number comes from the same lines."""

    cells: Mapping[Cell, int]
    sources: Mapping[int, Totals]
    targets: Mapping[int, Totals]
    pairs: Mapping[tuple[int, int], Totals]
    kinds: Mapping[str, int]
    undecided: Mapping[int, int]
    """Undivided jurisdiction → items nobody has decided yet."""
    total: Totals = field(default_factory=Totals)


NEEDS: Mapping[str, tuple[str, ...]] = {
    "dossier": ("assess_dossier", "sign_dossier"),
    "delivery": ("register_delivery", "direct_delivery"),
    "draft": ("sign_document", "issue_document"),
    "report": ("take_report", "answer_report"),
    "bridge_point": ("join_meeting",),
    "referral": ("answer_request",),
}
"""What somebody at the receiving unit must be able to do, by kind, lest the work find nobody qualified."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Work of a kind that will reach a unit where nobody may do what it needs."""

    unit: int
    kind: str
    n: int
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What a report no longer says: open work that came, was finished, or lies in another jurisdiction since `at`."""

    at: datetime
    arrived: int
    finished: int
    moved: int
    of_another_text: bool
    """The plan was changed after it."""

    @property
    def is_stale(self) -> bool:
        return bool(self.arrived or self.finished or self.moved or self.of_another_text)


ABILITY_LABELS: Mapping[str, str] = {
    "assess_dossier": "thẩm định hồ sơ",
    "sign_dossier": "ký kết quả",
    "register_delivery": "vào sổ văn bản đến",
    "direct_delivery": "phân công văn bản đến",
    "sign_document": "ký văn bản",
    "issue_document": "phát hành văn bản",
    "take_report": "nhận phản ánh",
    "answer_report": "trả lời phản ánh",
    "join_meeting": "vào điểm cầu",
}


class CountedTotals(TypedDict):
    """`Totals` as a kept report carries them."""

    n: int
    late: int
    seconds_left: int
    files: int
    fees: int
    fingerprint: str


class UnitTotals(CountedTotals):
    unit: int


class PairTotals(CountedTotals):
    source: int
    target: int


class PlanHead(TypedDict):
    id: int
    name: str
    effective_on: str
    basis: str
    state: str
    digest: str


class UndecidedJurisdiction(TypedDict):
    jurisdiction: int
    source: int
    target: int
    n: int


class NoRecipient(TypedDict):
    unit: int
    kind: str
    n: int
    lacking: list[str]


class UnitNames(TypedDict):
    code: str
    name: str
    short: str


class Report(TypedDict):
    """A reconciliation as it is kept: JSON-able."""

    plan: PlanHead
    as_of: str
    is_live: bool
    total: CountedTotals
    moving: int
    staying: int
    kinds: dict[str, int]
    matrix: list[tuple[int, int, str, str, int]]
    """(source, target, kind, state, n)."""
    pairs: list[PairTotals]
    sources: list[UnitTotals]
    targets: list[UnitTotals]
    undecided: list[UndecidedJurisdiction]
    missing_sources: list[int]
    no_recipient: list[NoRecipient]
    in_hands: NotRequired[InHands]
    """Reports kept before people were counted have none."""
    units: dict[str, UnitNames]
    due_changed: int
    codes_changed: int


class Differing(TypedDict):
    unit: int
    before: str
    after: str


class Outcome(TypedDict):
    """What became of a snapshot."""

    items: int
    missing: int
    refined: int
    moved: int
    closed: int
    due_changed: int
    codes_changed: int
    by_acts: int
    unexplained: int
    sources_compared: int
    sources_differing: list[Differing]


class ReceivedFrom(TypedDict):
    unit: int
    short: str
    n: int
    kinds: dict[str, int]
    handed_over: int | None


class Received(TypedDict):
    """What a unit receives by a plan."""

    n: int
    kinds: dict[str, int]
    handed_over: int | None
    counts: dict[str, int]
    """By source."""
    sources: list[ReceivedFrom]
    reconciliation: int | None
