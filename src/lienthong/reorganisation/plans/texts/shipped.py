"""The real reorganisation of 1 July 2025 as a plan, made from the registry's packaged tables.

Which area became which, and which old area was divided, is the statistics office's table. How the fields of former
districts were shared between wards and departments is ours, not a legal list.
"""

from collections import defaultdict
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from lienthong.reorganisation.plans.terms import BODIES, PlanText, Source, Target, Transition
from lienthong.units.registry import Registry
from lienthong.units.rules import area_name
from lienthong.units.terms import CITY, CITY_PROVINCE, TWO_TIERS_FROM

FIELDS = {
    "Hộ tịch": "",
    "Hộ kinh doanh": "",
    "Bảo trợ xã hội": "",
    "Đất đai": "H29-SNNMT",
    "Xây dựng": "H29-SXD",
}
"""Field of a former district → the department that takes it; empty: the ward of the address. Ours."""

NO_RETURN = TWO_TIERS_FROM.replace(day=31)
BASIS_CITY = "Nghị quyết 1685/NQ-UBTVQH15"
BASIS_COUNTRY = "Nghị quyết 202/2025/QH15"


def shipped_plan() -> Path:
    """442 → 168 communes, 38 districts by field, three provinces into one."""
    return Path(str(resources.files(__package__).joinpath("data", "2025-07-01-thanh-pho-ho-chi-minh.yaml")))


def plan_of_2025(province: str | None = CITY_PROVINCE) -> PlanText:
    """Of one new province; of the whole country when `province` is None."""
    rows = Registry()
    communes = list(_communes(rows, province))
    districts = list(_districts(rows, province))
    provinces = list(_provinces(rows, province))
    return PlanText(
        name="Sắp xếp đơn vị hành chính từ ngày 1/7/2025" + (" – Thành phố Hồ Chí Minh" if province else ""),
        effective_on=TWO_TIERS_FROM,
        basis=BASIS_CITY if province else BASIS_COUNTRY,
        point_of_no_return=NO_RETURN,
        transitions=(*provinces, *districts, *communes),
    )


def _communes(rows: Registry, province: str | None) -> list[Transition]:
    into: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows.mapping:
        if province in (None, row["new_province_code"]):
            into[row["new_code"]].append(row)
    return [_commune(code, group, rows.old_names) for code, group in sorted(into.items())]


def _commune(code: str, rows: list[dict[str, str]], names: Mapping[str, str]) -> Transition:
    sources = tuple(
        Source(
            code=row["old_code"], name=names[row["old_code"]], part=row["is_partial"] == "1",
            default=row["is_partial"] == "1" and row["is_default_heir"] == "1",
        )
        for row in rows
    )  # fmt: skip
    province = rows[0]["new_province_code"]
    bodies = BODIES if province == CITY_PROVINCE else ("ubnd",)
    target = Target(code=code, name=area_name(rows[0]["new_name"]), province=province, bodies=bodies)
    return Transition("rename" if len(sources) == 1 else "merge", sources, (target,))


def _districts(rows: Registry, province: str | None) -> list[Transition]:
    islands = {code[1:] for code in rows.by_old_code if code.startswith("D")}
    transitions = []
    for code, (name, old_province) in rows.districts.items():
        heir = rows.province_heirs[old_province]
        if code in islands or province not in (None, heir):
            continue
        source = Source(code=code, rank="district", name=name)
        targets = _district_targets(heir)
        transitions.append(Transition("dissolve", (source,), targets))
    return transitions


def _district_targets(province: str) -> tuple[Target, ...]:
    if province != CITY_PROVINCE:
        return (Target(code=province, rank="province"),)
    by_field = tuple(
        Target(unit=department, field=field) if department else Target(by_address=True, field=field)
        for field, department in FIELDS.items()
    )
    return (Target(unit=CITY), *by_field)


def _provinces(rows: Registry, province: str | None) -> list[Transition]:
    into: dict[str, list[str]] = defaultdict(list)
    for old, new in rows.province_heirs.items():
        if province in (None, new):
            into[new].append(old)
    provinces = [area for area in rows.areas() if area.rank == "province"]
    # Superseded ones come first. Code 15 was Yên Bái's and is Lào Cai's.
    before = {area.code: area.name for area in reversed(provinces)}
    names = {area.code: area.name for area in provinces}
    return [_province(new, sorted(olds), before, names) for new, olds in sorted(into.items())]


def _province(new: str, olds: list[str], before: Mapping[str, str], names: Mapping[str, str]) -> Transition:
    """The city's committee lives through both generations: it is given the new territory."""
    sources = tuple(Source(code=old, rank="province", name=before[old]) for old in olds)
    unit = CITY if new == CITY_PROVINCE else ""
    target = Target(code=new, rank="province", name=names[new], bodies=("ubnd",), unit=unit)
    return Transition("merge" if len(olds) > 1 else "rename", sources, (target,))
