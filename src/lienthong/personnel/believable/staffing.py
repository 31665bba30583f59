"""Believable staff for every unit of a trial world, made by the owner with COPY; the same in every world."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from psycopg import Connection, sql

from lienthong.kernel.text import fold
from lienthong.personnel.believable import staff_plan as shape
from lienthong.personnel.believable.names import draw_name
from lienthong.personnel.believable.staff_plan import Place
from lienthong.units.load import count_for
from lienthong.units.terms import CITY_PROVINCE, REGISTRY_START, TWO_TIERS_FROM, first_of

NOTICE_ON = date(2025, 6, 10)
NOTICE = "Thông báo phân công tạm thời ngày 10/6/2025"
DECISION = "Quyết định phân công của cơ quan"

WARDS = """
select u.id, u.code, u.body, a.kind
from unit u join area a on a.id = u.area
where u.area = any (select communes_of((select id from area where code = '79' and rank = 'province'
                                         and during @> date '2025-07-01'), %(day)s))
  and u.during @> %(day)s
order by u.code, u.body
"""

DISTRICTS = """
select u.id, u.code
from unit u join area a on a.id = u.area and a.rank = 'district'
join area_heir h on h.old = a.province join area n on n.id = h.new and n.code = '79'
where u.body = 'ubnd' order by u.code
"""

OVERSEES_FORMER = """
insert into oversight (post, unit)
select p.id, u.id
from post p cross join unit u
where p.role in ('quan_tri', 'lanh_dao_tp') and u.area is not null and u.during @> %(eve)s::date
  and u.id in (select unit from post)
on conflict do nothing
"""

PROVINCE_UNITS = """
select u.id, u.code, a.rank, u.during::text
from area p join area a on p.id in (a.province, a.id) join unit u on u.area = a.id and u.body = 'ubnd'
where p.rank = 'province' and p.code = %(code)s and p.during @> %(day)s and u.during @> %(day)s
order by a.rank <> 'province', a.rank, u.code
"""

HDND_AND_MTTQ = """
with made as (
    insert into unit (code, body, name, short_name, abbreviation, area, superior, basis, side, during)
    select u.code, b.body, b.name || ' ' || lower(left(a.name, 1)) || substr(a.name, 2), b.short || ' ' || a.name,
           b.short, u.area, null, u.basis, b.side, u.during
    from unit u join area a on a.id = u.area
    cross join (values ('hdnd', 'Hội đồng nhân dân', 'HĐND', 'government'),
                       ('mttq', 'Ủy ban MTTQ Việt Nam', 'MTTQ', 'party')) as b(body, name, short, side)
    where u.id = any (%(wards)s)
    order by b.body, u.code
    returning id, during
), seat as (
    insert into jurisdiction (kind, unit, during) select 'seat', id, during from made returning id, unit, during
)
insert into holding (jurisdiction, unit, during) select id, unit, during from seat
"""

Row = tuple[Any, ...]


class _Staff:
    """Rows of the four tables, numbered in the range of their installation's province."""

    def __init__(self, province: int) -> None:
        self.first = first_of(province)
        city = province == int(CITY_PROVINCE)
        self.random = Random(2025 if city else 2025 + self.first)  # noqa: S311 – names, not secrets
        self.persons: list[Row] = []
        self.posts: list[Row] = []
        self.mandates: list[Row] = []
        self.accounts: list[Row] = []
        self.oversight: list[Row] = []
        self._taken: dict[str, int] = {}

    def hire(self, unit: int, code: str, place: Place, during: str, *, temporary: bool) -> int:
        number = self.first + len(self.persons)
        name = draw_name(self.random)
        self.persons.append((number, name, fold(name)))
        self.posts.append((number, unit, place.section, place.role, place.title))
        basis = NOTICE if temporary else DECISION
        self.mandates.append((number, number, number, during, temporary, basis))
        self.accounts.append((number, number, self._username(place.role, code), "", True))
        return number

    def _username(self, role: str, code: str) -> str:
        wanted = f"{role.replace('_', '')}.{code.lower()}"
        self._taken[wanted] = self._taken.get(wanted, 0) + 1
        return wanted if self._taken[wanted] == 1 else f"{wanted}.{self._taken[wanted]}"


def staff_world(connection: Connection[Any]) -> None:
    """Fill people, posts, mandates, accounts and oversight. No account has a password until given one."""
    with connection.transaction(), connection.cursor() as cursor:
        wards = _units(cursor, TWO_TIERS_FROM)
        committees = [unit for unit, _, body, _ in wards if body == "ubnd"]
        cursor.execute(HDND_AND_MTTQ, {"wards": committees})
        staff = _Staff(int(CITY_PROVINCE))
        _staff_wards(staff, _units(cursor, TWO_TIERS_FROM))
        _staff_former(staff, _units(cursor, date(2025, 6, 30)))
        _staff_city(staff, cursor, [unit for unit, _, _, _ in wards], committees)
        _staff_districts(staff, cursor.execute(DISTRICTS).fetchall())
        _write(cursor, staff)
    count_for(connection, int(CITY_PROVINCE))


def staff_province(connection: Connection[Any], province: int, day: date) -> int:
    """Instead of the city's staff: people for the bodies of one province that runs an installation of its own.

    How many. None: there is no such province on that day.
    """
    with connection.transaction(), connection.cursor() as cursor:
        units = cursor.execute(PROVINCE_UNITS, {"code": f"{province:02}", "day": day}).fetchall()
        cursor.execute("truncate person, post, mandate, account, oversight")
        staff = _Staff(province)
        for unit, code, rank, during in units:
            for place in _places_of(rank):
                post = staff.hire(unit, code, place, during, temporary=False)
                if place.role == "quan_tri":
                    staff.oversight.extend((post, own) for own, _, _, _ in units)
        _write(cursor, staff)
    count_for(connection, province)
    return len(staff.persons)


def _places_of(rank: str) -> Iterable[Place]:
    match rank:
        case "province":
            return shape.PROVINCE
        case "district":
            return shape.former_district()
        case _:
            return shape.working_commune()


def _write(cursor: Any, staff: _Staff) -> None:
    for table, columns, rows in (
        ("person", "id, name, folded", staff.persons),
        ("post", "id, unit, section, role, title", staff.posts),
        ("mandate", "id, person, post, during, temporary, basis", staff.mandates),
        ("account", "id, person, username, password, active", staff.accounts),
        ("oversight", "post, unit", staff.oversight),
    ):
        _copy(cursor, table, columns, rows)
    cursor.execute("analyze person, post, mandate, account, oversight")


def keep_former_staff(connection: Connection[Any]) -> None:
    """In a world that stands before the reorganisation, the old communes' people have no last day yet, and who plans
    and signs for the city reads what lies there: they print and sign what is handed over."""
    connection.execute(
        "update mandate set during = daterange(lower(during), null) where upper(during) = %s",
        (TWO_TIERS_FROM,),
    )
    connection.execute(OVERSEES_FORMER, {"eve": TWO_TIERS_FROM - timedelta(days=1)})


def _units(cursor: Any, day: date) -> list[tuple[int, str, str, str]]:
    wards: list[tuple[int, str, str, str]] = cursor.execute(WARDS, {"day": day}).fetchall()
    return wards


def _places(code: str, body: str, kind: str) -> Iterator[Place]:
    match body:
        case "ubnd":
            return shape.committee(code, kind)
        case "dang_uy":
            return shape.party_committee()
        case "hdnd":
            return shape.council()
        case _:
            return shape.front()


def _staff_wards(staff: _Staff, wards: list[tuple[int, str, str, str]]) -> None:
    """Assigned by notice from 10 June, before the law makes the units: temporary mandates."""
    during = f"[{NOTICE_ON},)"
    for unit, code, body, kind in wards:
        for place in _places(code, body, kind):
            staff.hire(unit, code, place, during, temporary=True)


def _staff_former(staff: _Staff, communes: list[tuple[int, str, str, str]]) -> None:
    for unit, code, body, _ in communes:
        if body == "ubnd":
            for place in shape.former_commune():
                staff.hire(unit, f"{code}-cu", place, f"[{REGISTRY_START},{TWO_TIERS_FROM})", temporary=False)


def _staff_districts(staff: _Staff, districts: list[tuple[int, str]]) -> None:
    for unit, code in districts:
        for place in shape.former_district():
            staff.hire(unit, f"{code}-cu", place, f"[{REGISTRY_START},{TWO_TIERS_FROM})", temporary=False)


def _staff_city(staff: _Staff, cursor: Any, wards: list[int], committees: list[int]) -> None:
    during = f"[{REGISTRY_START},)"
    units = dict(cursor.execute("select code, id from unit where agency is not null").fetchall())
    for code, places in shape.CITY_POSTS.items():
        for place in places:
            post = staff.hire(units[code], code, place, during, temporary=False)
            if place.role in {"quan_tri", "lanh_dao_tp"}:
                staff.oversight.extend((post, unit) for unit in wards)
    for team in range(shape.SUPERVISING_TEAMS):
        place = Place("Tổ công tác", "to_cong_tac", f"Tổ công tác số {team + 1}")
        post = staff.hire(units["H29"], "H29", place, during, temporary=False)
        staff.oversight.extend((post, unit) for unit in committees[team :: shape.SUPERVISING_TEAMS])


def _copy(cursor: Any, table: str, columns: str, rows: list[Row]) -> None:
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(table), sql.SQL(", ").join(sql.Identifier(c) for c in columns.split(", "))
    )
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
