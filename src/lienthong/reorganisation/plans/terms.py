"""The words of a plan: what it says (text), what the registry looks like (facts), what it comes to (outcome)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from lienthong.kernel.refusals import Refusal
from lienthong.papers.tables import CellError, first_errors

Kind = Literal["merge", "split", "extract", "move", "rename", "dissolve", "transfer_competence"]

KIND_LABELS: Mapping[str, str] = {
    "merge": "Sáp nhập",
    "split": "Chia",
    "extract": "Tách một phần",
    "move": "Chuyển về",
    "rename": "Đổi tên, đổi loại hình",
    "dissolve": "Kết thúc hoạt động",
    "transfer_competence": "Chuyển thẩm quyền theo lĩnh vực",
}

STATE_LABELS: Mapping[str, str] = {
    "draft": "Dự thảo",
    "approved": "Đã phê duyệt",
    "flipped": "Đã chuyển giao",
    "reversed": "Đã hoàn lại",
}

NOT_YET = date(9999, 1, 1)
"""What a plan prepares begins on this day until the plan is approved: it is known, and nowhere in force."""

BODIES = ("ubnd", "dang_uy", "hdnd", "mttq")
RANKS = ("commune", "district", "province")
SIGNERS = 2


@dataclass(frozen=True, slots=True)
class Source:
    """An area (by rank and code), a unit without area, or the target of another sentence of the same plan."""

    code: str = ""
    rank: str = "commune"
    name: str = ""
    part: bool = False
    default: bool = False
    """Of a divided source: this sentence's target takes what nobody decides."""
    unit: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A new area with its bodies, or an existing unit; `field` and `by_address` say what of the source it takes."""

    code: str = ""
    rank: str = "commune"
    name: str = ""
    province: str = ""
    bodies: tuple[str, ...] = BODIES
    default: bool = False
    unit: str = ""
    field: str = ""
    by_address: bool = False
    key: str = ""
    reversal: str = ""
    """Code of the source whose committee answers for what was born here, should the plan be reversed."""

    @property
    def label(self) -> str:
        return self.key or f"{self.rank}:{self.code}"


@dataclass(frozen=True, slots=True)
class Transition:
    kind: Kind
    sources: tuple[Source, ...]
    targets: tuple[Target, ...]
    field: str = ""
    basis: str = ""
    archive: str = ""
    """Code of the agency, or of a new area's committee, that keeps the closed work of what ends; none: its heirs."""


@dataclass(frozen=True, slots=True)
class PlanText:
    name: str
    effective_on: date
    basis: str
    point_of_no_return: date
    transitions: tuple[Transition, ...]

    @property
    def giving(self) -> tuple[Source, ...]:
        """Who gives, each once: what signers count in the decision. Steps of the plan itself are none."""
        sources = (source for sentence in self.transitions for source in sentence.sources if not source.key)
        return tuple({(source.rank, source.code, source.unit): source for source in sources}.values())


class AreaFact(NamedTuple):
    id: int
    code: str
    rank: str
    name: str
    district: int | None
    province: int | None
    prepared: bool
    """Known, not yet in force."""


class UnitFact(NamedTuple):
    id: int
    code: str
    body: str
    name: str
    area: int | None
    prepared: bool
    has_leader: bool


class JurisdictionFact(NamedTuple):
    id: int
    kind: str
    parent: int | None
    area: int | None
    unit: int | None
    field: str | None
    holder: int
    prepared: bool


@dataclass(frozen=True)
class Facts:
    """The registry on the eve of the date, with what is prepared."""

    areas: tuple[AreaFact, ...]
    units: tuple[UnitFact, ...]
    jurisdictions: tuple[JurisdictionFact, ...]


@dataclass(frozen=True, slots=True)
class PlanFault:
    """What is missing or contradictory. Some only have to be known (`blocks` is false)."""

    code: str
    sentence: str
    nos: tuple[int, ...] = ()
    """The sentences it lies in; none: the plan itself."""
    blocks: bool = True

    @property
    def no(self) -> int | None:
        return self.nos[0] if self.nos else None

    def answer(self) -> dict[str, Any]:
        return {
            "code": self.code, "sentence": self.sentence, "transition": self.no, "transitions": self.nos,
            "blocks": self.blocks,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edge:
    """An area goes, wholly or in part, into a new one (its label)."""

    old: int
    new: str
    is_partial: bool
    is_default: bool


@dataclass(frozen=True, slots=True)
class NewPart:
    """A part to be made of a jurisdiction: by place (label of the new area), by field, or both.

    `stays`: the area that lives on after an extract, for what people decide to leave with it.
    """

    parent: int
    new: str | None
    field: str | None
    stays: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    jurisdiction: int
    unit: int
    reversal_unit: int
    is_new: bool


@dataclass(frozen=True)
class Outcome:
    """What the plan comes to, in identifiers of the registry."""

    areas_begin: tuple[int, ...]
    areas_end: tuple[int, ...]
    units_begin: tuple[int, ...]
    units_end: tuple[int, ...]
    heirs: tuple[tuple[int, int, bool, bool], ...]
    """(old area, new area, is_partial, is_default)"""
    holdings: tuple[Held, ...]
    archives: tuple[tuple[int, int], ...] = ()
    """(jurisdiction, unit) of whose closed work goes to a keeper of its own."""
    notes: tuple[PlanFault, ...] = field(default=())


def has_faults(faults: list[PlanFault]) -> Refusal:
    first = "; ".join(fault.sentence for fault in faults[:3])
    more = f" (và {len(faults) - 3} điểm khác)" if len(faults) > 3 else ""
    return Refusal(
        "plan_has_holes", f"Kế hoạch còn {len(faults)} điểm chưa khép kín: {first}{more}",
        status=422, holes=[fault.answer() for fault in faults],
    )  # fmt: skip


def wrong_table(errors: Sequence[CellError]) -> Refusal:
    return Refusal(
        "plan_table_wrong",
        f"Bảng phương án còn {len(errors)} ô chưa đúng, chưa ghi gì: {first_errors(errors)}",
        status=422, field="file", errors=[error._asdict() for error in errors],
    )  # fmt: skip


def bad_file(what: str) -> Refusal:
    return Refusal("bad_plan_file", f"Tệp kế hoạch chưa đúng: {what}", status=422, field="file")
