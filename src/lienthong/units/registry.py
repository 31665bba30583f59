"""The packaged tables read into rows of the registry. Pure: no database.

Identifiers are the same in every world, so that a scenario or a test may name them: area = generation (1 old,
2 new) and code; unit = area and body; jurisdictions count from the numbers below, a stretch for each kind, so
that a unit is never taken for its seat.
"""

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import resources

from lienthong.kernel.periods import Period
from lienthong.kernel.text import fold
from lienthong.units.rules import area_name, body_names, kind_of
from lienthong.units.terms import (
    CITY,
    CITY_PROVINCE,
    DISTRICT_FIELDS,
    NEW_GENERATION,
    OLD_GENERATION,
    REGISTRY_START,
    AreaRow,
    BoundaryRow,
    CompetenceRow,
    HeirRow,
    Rank,
    UnitRow,
)

OLD, NEW = 1, 2
FIRST_TERRITORY, FIRST_SEAT, FIRST_PART, FIRST_COMPETENCE = 300_000_000, 400_000_000, 500_000_000, 600_000_000
FIRST_AGENCY = 90_000_000
_RANK_OFFSET: dict[str, int] = {"commune": 0, "district": 100_000, "province": 200_000}
_ISLAND_OFFSET = 300_000
_BODY_DIGIT = {"ubnd": 1, "dang_uy": 2, "hdnd": 3, "mttq": 4}

NOT_A_COMMUNE = {"X376"}
"""A mud-flat that the table of the statistics office lists among the communes."""

DIVIDED_LATER = ("23053",)
"""Known to be divided since the tables were corrected (NOTICE): their parts are numbered behind all others, whose
numbers stand in worlds that were made before."""

_BODY_OF_KIND = {"committee": "ubnd", "party": "dang_uy", "council": "hdnd", "front": "mttq"}
_PARTY_BODIES = {"dang_uy", "mttq", "party_office", "party_board"}

_BASIS_CITY = "Nghị quyết 1685/NQ-UBTVQH15"
_BASIS_COMMUNE = "Nghị quyết của Ủy ban Thường vụ Quốc hội về sắp xếp đơn vị hành chính cấp xã năm 2025"
_BASIS_PROVINCE = "Nghị quyết 202/2025/QH15"


def area_id(generation: int, rank: Rank, code: str) -> int:
    if code.startswith("D"):
        return generation * 1_000_000 + _ISLAND_OFFSET + int(code[1:])
    return generation * 1_000_000 + _RANK_OFFSET[rank] + int(code)


def unit_id(area: int, body: str) -> int:
    return area * 10 + _BODY_DIGIT[body]


def table(name: str) -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def _most_common(values: Iterable[str]) -> str:
    return Counter(values).most_common(1)[0][0]


@dataclass(frozen=True)
class Registry:
    """The registry as rows, in an order in which a row stands after those it refers to."""

    @cached_property
    def mapping(self) -> list[dict[str, str]]:
        return [row for row in table("mapping.csv") if row["old_code"] not in NOT_A_COMMUNE]

    @cached_property
    def by_old_code(self) -> dict[str, list[dict[str, str]]]:
        by_code = defaultdict(list)
        for row in self.mapping:
            by_code[row["old_code"]].append(row)
        return dict(sorted(by_code.items()))

    @cached_property
    def old_names(self) -> dict[str, str]:
        """Old commune code → its name, as most of its rows have it."""
        return {
            code: area_name(_most_common(row["old_name"] for row in rows))
            for code, rows in self.by_old_code.items()
        }

    @cached_property
    def districts(self) -> dict[str, tuple[str, str]]:
        """Old district code → (name, code of its old province); the island districts included."""
        rows = defaultdict(list)
        for row in self.mapping:
            rows[row["old_district_code"]].append(row)
        return {
            code: (
                _most_common(area_name(row["old_district"]) for row in group),
                _most_common(row["old_province_code"] for row in group),
            )
            for code, group in sorted(rows.items())
        }

    @cached_property
    def province_heirs(self) -> dict[str, str]:
        """Old province code → the new province that took over its communes."""
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for row in self.mapping:
            votes[self.districts[row["old_district_code"]][1]][row["new_province_code"]] += 1
        return {old: count.most_common(1)[0][0] for old, count in sorted(votes.items())}

    def areas(self) -> Iterator[AreaRow]:
        yield from self._old_provinces()
        yield from self._old_districts()
        yield from self._old_communes()
        yield from self._new_areas()

    def _old_provinces(self) -> Iterator[AreaRow]:
        names = defaultdict(list)
        for row in self.mapping:
            names[row["old_province_code"]].append(row["old_province"])
        for code in self.province_heirs:
            yield _area(OLD, "province", code, _most_common(names[code]), None, None)

    def _old_districts(self) -> Iterator[AreaRow]:
        islands = {code[1:] for code in self.by_old_code if code.startswith("D")}
        for code, (name, province) in self.districts.items():
            if code not in islands:
                yield _area(OLD, "district", code, name, province, None)

    def _old_communes(self) -> Iterator[AreaRow]:
        for code, rows in self.by_old_code.items():
            district = rows[0]["old_district_code"]
            province, name = self.districts[district][1], self.old_names[code]
            yield _area(OLD, "commune", code, name, province, None if code.startswith("D") else district)

    def _new_areas(self) -> Iterator[AreaRow]:
        rows = table("units.csv")
        for row in rows:
            if row["level"] == "province":
                yield _area(NEW, "province", row["code"], row["name"], None, None)
        for row in rows:
            if row["level"] == "commune":
                yield _area(NEW, "commune", row["code"], row["name"], row["province_code"], None)

    def heirs(self) -> Iterator[HeirRow]:
        for old, new in self.province_heirs.items():
            yield HeirRow(area_id(OLD, "province", old), area_id(NEW, "province", new), False, True)
        for row in self.mapping:
            yield HeirRow(
                area_id(OLD, "commune", row["old_code"]),
                area_id(NEW, "commune", row["new_code"]),
                row["is_partial"] == "1",
                row["is_default_heir"] == "1",
            )

    def units(self) -> Iterator[UnitRow]:
        """Superiors first: the city's bodies, then committees of provinces, districts, communes."""
        yield from self.agencies()
        areas = list(self.areas())
        for rank in ("province", "district", "commune"):
            for area in areas:
                if area.rank == rank and not _is_city(area):
                    yield _body_of(area, "ubnd", _superior(area))
                    if rank == "commune" and area.province == city_area(NEW):
                        yield _body_of(area, "dang_uy", self.agency_ids[f"{CITY}-TU"])

    @cached_property
    def agency_ids(self) -> dict[str, int]:
        return {row["code"]: FIRST_AGENCY + n for n, row in enumerate(table("city_bodies.csv"), 1)}

    def agencies(self) -> Iterator[UnitRow]:
        for row in table("city_bodies.csv"):
            yield _agency(row, self.agency_ids)

    def competences(self) -> Iterator[CompetenceRow]:
        number = FIRST_COMPETENCE
        for row in table("city_bodies.csv"):
            for field in filter(None, row["fields"].split("|")):
                number += 1
                unit = self.agency_ids[row["code"]]
                yield CompetenceRow(number, unit, city_area(OLD), field, Period(REGISTRY_START, None))
        for area in self._old_districts():
            for field in DISTRICT_FIELDS:
                number += 1
                unit = unit_id(area.id, "ubnd")
                yield CompetenceRow(number, unit, area.id, field, Period(REGISTRY_START, None))

    def boundaries(self) -> Iterator[BoundaryRow]:
        text = resources.files(__package__).joinpath("data", "hcmc_168_boundaries.geojson").read_text("utf-8")
        for feature in json.loads(text)["features"]:
            geometry = feature["geometry"]
            ring = [point for polygon in geometry["coordinates"] for point in polygon[0]]
            lons, lats = [point[0] for point in ring], [point[1] for point in ring]
            area = area_id(NEW, "commune", feature["properties"]["code"])
            compact = json.dumps(geometry, separators=(",", ":"))
            yield BoundaryRow(area, compact, min(lons), min(lats), max(lons), max(lats))


def city_area(generation: int) -> int:
    return area_id(generation, "province", CITY_PROVINCE)


def _is_city(area: AreaRow) -> bool:
    """The city's committee is an agency that lives through both generations, not a body of one."""
    return area.rank == "province" and area.code == CITY_PROVINCE


def _area(
    generation: int, rank: Rank, code: str, written: str, province: str | None, district: str | None
) -> AreaRow:
    name = area_name(written)
    return AreaRow(
        id=area_id(generation, rank, code),
        code=code,
        rank=rank,
        name=name,
        kind=kind_of(name),
        folded=fold(name),
        province=area_id(generation, "province", province) if province else None,
        district=area_id(generation, "district", district) if district else None,
        during=OLD_GENERATION if generation == OLD else NEW_GENERATION,
    )


def _superior(area: AreaRow) -> int | None:
    above = area.district or area.province
    if above is None:
        return None
    if above in (city_area(OLD), city_area(NEW)):
        return FIRST_AGENCY + 1
    return unit_id(above, "ubnd")


def _basis(area: AreaRow) -> str:
    if area.during == OLD_GENERATION:
        return ""
    if area.rank == "province":
        return _BASIS_PROVINCE
    return _BASIS_CITY if area.province == city_area(NEW) else _BASIS_COMMUNE


def _body_of(area: AreaRow, body: str, superior: int | None) -> UnitRow:
    name, short_name, abbreviation = body_names(body, area.name)
    return UnitRow(
        id=unit_id(area.id, body),
        code=area.code,
        body=body,
        name=name,
        short_name=short_name,
        abbreviation=abbreviation,
        area=area.id,
        agency=None,
        superior=superior,
        basis=_basis(area) if body == "ubnd" else "",
        side="party" if body in _PARTY_BODIES else "government",
        during=area.during,
    )


def _agency(row: dict[str, str], ids: dict[str, int]) -> UnitRow:
    body = _BODY_OF_KIND.get(row["kind"], row["kind"])
    is_party = body in _PARTY_BODIES
    above = f"{CITY}-TU" if is_party else CITY
    return UnitRow(
        id=ids[row["code"]],
        code=row["code"],
        body=body,
        name=row["name"],
        short_name=_short(row["name"]),
        abbreviation=row["abbreviation"],
        area=None,
        agency=row["code"],
        superior=ids[above] if body not in ("ubnd", "dang_uy", "hdnd", "mttq") else None,
        basis="",
        side="party" if is_party else "government",
        during=Period(REGISTRY_START, None),
    )


def _short(name: str) -> str:
    for full, short in (
        ("Ủy ban nhân dân Thành phố Hồ Chí Minh", "UBND Thành phố"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam", "MTTQ"),
        ("Ủy ban nhân dân", "UBND"),
        ("Hội đồng nhân dân", "HĐND"),
        ("Thành phố Hồ Chí Minh", "Thành phố"),
    ):
        name = name.replace(full, short)
    return name
