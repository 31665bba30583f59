"""The bodies of provinces besides the city's, for a world in which several provinces rehearse together.

Which communes a province has is the packaged table's. Its agencies are ours (`data/province_bodies.csv`): the
public tables name those of the city only, and a scenario needs somebody who writes to the communes and gets
their answers. Their codes begin with T and the province's two digits; real ones begin with H.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from psycopg import Connection

from lienthong.ground.sql import named
from lienthong.kernel.refusals import Refusal
from lienthong.units import load, registry
from lienthong.units.registry import FIRST_AGENCY, NEW, area_id, table, unit_id
from lienthong.units.rules import area_name, body_names, in_a_phrase
from lienthong.units.terms import CITY_PROVINCE, NEW_GENERATION, Side, UnitRow

AGENCIES_A_PROVINCE = 100
"""Numbers of agencies kept free for each province above the city's own."""


class Commune(NamedTuple):
    code: str
    name: str
    province: str
    lat: float
    lon: float


@cache
def _rows() -> list[dict[str, str]]:
    return table("units.csv")


@cache
def provinces() -> dict[str, str]:
    """Code → name, of the 34 provinces and cities of the two-tier generation."""
    return {row["code"]: row["name"] for row in _rows() if row["level"] == "province"}


@cache
def communes() -> dict[str, Commune]:
    """By code, nation-wide: 3,321."""
    return {
        row["code"]: Commune(
            row["code"], row["name"], row["province_code"], float(row["lat"]), float(row["lon"])
        )
        for row in _rows()
        if row["level"] == "commune"
    }


def communes_in(codes: Sequence[str]) -> int:
    """How many communes these provinces have."""
    return sum(commune.province in codes for commune in communes().values())


def unknown_province(code: str) -> Refusal:
    return Refusal(
        "unknown_province",
        f"Không có tỉnh, thành phố nào mang mã «{code}». Hãy dùng mã hai chữ số của một trong 34 tỉnh, thành phố, "
        "ví dụ 01 (Hà Nội), 79 (Thành phố Hồ Chí Minh), hoặc «nation» cho cả nước.",
        status=422, field="units", known=sorted(provinces()),
    )  # fmt: skip


def bodies_of(province: str) -> Iterator[UnitRow]:
    """Party committee and agencies of the province, then what each commune has besides its People's Committee."""
    area = area_id(NEW, "province", province)
    party = unit_id(area, "dang_uy")
    yield _unit(party, province, "dang_uy", _party_names(provinces()[province]), area=area, superior=None)
    yield from _agencies(province, unit_id(area, "ubnd"), party)
    for commune in communes().values():
        if commune.province == province:
            yield from _of_commune(commune, party)


def agency_code(province: str, suffix: str) -> str:
    return f"T{province}-{suffix}"


def _agencies(province: str, committee: int, party: int) -> Iterator[UnitRow]:
    name = provinces()[province]
    for number, row in enumerate(table("province_bodies.csv"), 1):
        is_party = row["kind"].startswith("party")
        full = row["name"].format(place=in_a_phrase(name), party=_party_names(name)[0])
        code = agency_code(province, row["suffix"])
        yield _unit(
            FIRST_AGENCY + int(province) * AGENCIES_A_PROVINCE + number, code, row["kind"],
            (full, full, row["abbreviation"]), agency=code, superior=party if is_party else committee,
            side="party" if is_party else "government",
        )  # fmt: skip


def _of_commune(commune: Commune, party: int) -> Iterator[UnitRow]:
    area = area_id(NEW, "commune", commune.code)
    committee = unit_id(area, "ubnd")
    for body, superior in (("dang_uy", party), ("hdnd", committee), ("mttq", committee)):
        names = body_names(body, area_name(commune.name))
        yield _unit(unit_id(area, body), commune.code, body, names, area=area, superior=superior)


def _party_names(province: str) -> tuple[str, str, str]:
    """«Tỉnh Cao Bằng» → Tỉnh ủy Cao Bằng; «Thành phố Hà Nội» → Thành ủy Hà Nội."""
    is_city = province.startswith("Thành phố ")
    own = province.removeprefix("Thành phố ").removeprefix("Tỉnh ")
    name = f"{'Thành' if is_city else 'Tỉnh'} ủy {own}"
    return name, name, "TU"


def _unit(
    id_: int,
    code: str,
    body: str,
    names: tuple[str, str, str],
    *,
    area: int | None = None,
    agency: str | None = None,
    superior: int | None,
    side: Side | None = None,
) -> UnitRow:
    name, short_name, abbreviation = names
    of_party = body in {"dang_uy", "mttq"}
    return UnitRow(
        id=id_, code=code, body=body, name=name, short_name=short_name, abbreviation=abbreviation, area=area,
        agency=agency, superior=superior, basis="", side=side or ("party" if of_party else "government"),
        during=NEW_GENERATION,
    )  # fmt: skip


def load_provinces(connection: Connection[Any], codes: Sequence[str]) -> None:
    """Bodies of these provinces with a seat each, all or nothing; the city has its own. The owner's connection."""
    rows = [row for code in codes if code != CITY_PROVINCE for row in bodies_of(code)]
    if not rows:
        return
    with connection.transaction(), connection.cursor() as cursor:
        load.copy_rows(cursor, "unit", rows)
        cursor.execute("analyze unit")
        with load.checked_at_once(cursor):
            cursor.execute(
                named(load.ROOM, "load_seats"),
                {"first_seat": registry.FIRST_SEAT, "units": [row.id for row in rows]},
            )
            cursor.execute("analyze jurisdiction")
            cursor.execute("analyze holding")
