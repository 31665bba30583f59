"""The words of the registry of areas, units, jurisdictions and holdings, and what it refuses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lienthong.kernel.periods import Period
from lienthong.kernel.refusals import Refusal

Rank = Literal["province", "district", "commune"]
JurisdictionKind = Literal["territory", "part", "competence", "seat"]
Side = Literal["government", "party"]

REGISTRY_START = date(2025, 1, 1)
"""The first day this registry answers for. Ours: the old units are older, but nothing here needs that."""

PARTS_FROM = date(2025, 6, 10)
"""From this day work of a split area can be refined to a part: the day staff of the new wards were named."""

TWO_TIERS_FROM = date(2025, 7, 1)
"""The day the two-tier government began: Resolution 202/2025/QH15 and those on each province's communes."""

CITY_PROVINCE = "79"
CITY = "H29"
"""The code under which the city's People's Committee and its departments exchange letters."""

FIRST_LATER, A_PROVINCE = 1_000_000_000, 10_000_000
"""Keys below the first are the loader's, the same in every world. What an installation makes itself – staff, later
areas, units and jurisdictions – it numbers in the range of its own province, so that two worlds can become one."""

OLD_GENERATION = Period(REGISTRY_START, TWO_TIERS_FROM)
NEW_GENERATION = Period(TWO_TIERS_FROM, None)

DISTRICT_FIELDS = ("Hộ tịch", "Đất đai", "Xây dựng", "Hộ kinh doanh", "Bảo trợ xã hội")
"""Jurisdictions of the former districts. Ours: the kinds of dossiers handed over in the trial, not a legal list."""


def first_of(province: int) -> int:
    """The first key of the installation of this province (its two-digit code): 1…96 fit below 2^31."""
    return FIRST_LATER + province * A_PROVINCE


@dataclass(frozen=True, slots=True)
class AreaRow:
    id: int
    code: str
    rank: Rank
    name: str
    kind: str
    folded: str
    province: int | None
    district: int | None
    during: Period


@dataclass(frozen=True, slots=True)
class HeirRow:
    old: int
    new: int
    is_partial: bool
    is_default: bool


@dataclass(frozen=True, slots=True)
class UnitRow:
    id: int
    code: str
    body: str
    name: str
    short_name: str
    abbreviation: str
    area: int | None
    agency: str | None
    superior: int | None
    basis: str
    side: Side
    during: Period


@dataclass(frozen=True, slots=True)
class CompetenceRow:
    id: int
    unit: int
    area: int
    field: str
    during: Period


@dataclass(frozen=True, slots=True)
class BoundaryRow:
    area: int
    geometry: str
    min_lon: float
    min_lat: float
    max_lon: float
    max_lat: float


def unknown_unit(code: str) -> Refusal:
    return Refusal(
        "unknown_unit", f"Không có đơn vị nào mang mã «{code}».", status=422, field="code", unit_code=code
    )


def no_holdings_on(day: date) -> Refusal:
    return Refusal(
        "no_holdings_on",
        f"Sổ đơn vị bắt đầu từ ngày {vietnamese(REGISTRY_START)}: không có dữ liệu ngày {vietnamese(day)}.",
        status=422,
        field="on",
        on=day.isoformat(),
        first_day=REGISTRY_START.isoformat(),
    )


def unit_ended(name: str, heirs: Sequence[Mapping[str, object]], ended_on: date | None = None) -> Refusal:
    """`heirs` are {code, name, …}, the one that took the seat first; `ended_on` where it is known."""
    names = ", ".join(str(heir["name"]) for heir in heirs) or "cơ quan kế thừa"
    return Refusal(
        "unit_ended",
        f"{name} đã kết thúc hoạt động. Công việc nay do {names} giải quyết.",
        unit=name,
        ended_on=ended_on and ended_on.isoformat(),
        heirs=heirs,
    )


def unit_not_yet(name: str, starts_on: date) -> Refusal:
    return Refusal(
        "unit_not_yet",
        f"{name} chỉ hoạt động từ ngày {vietnamese(starts_on)}.",
        status=422,
        field="on",
        starts_on=starts_on.isoformat(),
    )


def no_jurisdiction(kind: str, field: str | None, day: date) -> Refusal:
    return Refusal(
        "no_jurisdiction",
        f"Ngày {vietnamese(day)} không có thẩm quyền nào cho yêu cầu này.",
        status=422,
        kind=kind,
        field_of_work=field,
        on=day.isoformat(),
    )


def vietnamese(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
