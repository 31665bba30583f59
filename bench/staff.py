"""People of the measured world, by their secrets: tokens for the API, cookies for the pages.

Made by the owner in the database, so that a build of other modules has them too.
"""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from psycopg.rows import class_row

WARDS = """
select u.id as unit, u.code, seat_of(u.id) as seat,
       (select j.id from jurisdiction j join holding h on h.jurisdiction = j.id and h.during @> world_today()
        where h.unit = u.id and j.kind = 'territory' order by j.id limit 1) as territory,
       (array_agg(m.id order by m.id) filter (where p.role = 'tiep_nhan'))[1] as reception,
       (array_agg(m.id order by m.id) filter (where p.role = 'chuyen_vien'))[1] as specialist,
       (array_agg(m.id order by m.id) filter (where p.role = 'lanh_dao'))[1] as leader
from post p
join mandate m on m.post = p.id and m.during @> world_today()
join unit u on u.id = p.unit and u.body = 'ubnd' and u.during @> world_today() and u.area is not null
join area a on a.id = u.area and a.rank = 'commune'
join area city on city.id = a.province and city.code = '79'
where p.role in ('tiep_nhan', 'chuyen_vien', 'lanh_dao')
group by u.id having count(distinct p.role) = 3
order by u.code
"""

CENTRE = """
select u.id as unit, seat_of(u.id) as seat, m.id as mandate
from post p join mandate m on m.post = p.id and m.during @> world_today() join unit u on u.id = p.unit
where p.role = 'trung_tam_cds' order by m.id limit 1
"""

GRANT = """
insert into access (digest, kind, account, mandate, label, expires_at)
select %(digest)s, %(kind)s::text,
       case when %(kind)s::text = 'session' then (select min(a.id) from account a join mandate m on m.person = a.person
                                            where m.id = %(mandate)s::int) end,
       %(mandate)s::int, 'bench', now() + interval '12 hours'
"""


CLERKS = Path(__file__).parent / "filling" / "clerks.sql"


class WardRow(NamedTuple):
    unit: int
    code: str
    seat: int
    territory: int
    reception: int
    specialist: int
    leader: int


class CentreRow(NamedTuple):
    unit: int
    seat: int
    mandate: int


@dataclass(frozen=True)
class Officer:
    """Somebody under one mandate, at both doors."""

    token: str
    session: str
    cookie_name: str

    @property
    def api(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def pages(self) -> dict[str, str]:
        csrf = "a" * 32
        return {"Cookie": f"{self.cookie_name}={self.session}; {self.cookie_name}_csrf={csrf}"}


@dataclass(frozen=True)
class Ward:
    unit: int
    code: str
    seat: int
    territory: int
    reception: Officer
    specialist: Officer
    leader: Officer


@dataclass(frozen=True)
class Centre:
    """The city's centre: it drafts, signs and issues."""

    unit: int
    seat: int
    officer: Officer


@dataclass(frozen=True)
class Staff:
    guest: dict[str, str]
    """What lifts the limit of the public doors for one address, as in a round of trial."""
    wards: tuple[Ward, ...]
    """Those in which somebody acts, by code."""
    centre: Centre
    seats: tuple[int, ...]
    units: tuple[int, ...]
    """Of all 168 wards, in the order of their codes."""


ACTING = 10


def employ(owner: psycopg.Connection[Any], world: str) -> Staff:
    """A clerk for every commune of the nation; the measured people get their secrets."""
    owner.execute(CLERKS.read_text("utf-8"))
    name = f"lt_{world.replace('-', '_')}"
    wards_of_city = owner.cursor(row_factory=class_row(WardRow)).execute(WARDS).fetchall()
    centre = owner.cursor(row_factory=class_row(CentreRow)).execute(CENTRE).fetchone()
    assert centre is not None
    wards = tuple(
        Ward(
            row.unit, row.code, row.seat, row.territory,
            *(_officer(owner, mandate, name) for mandate in (row.reception, row.specialist, row.leader)),
        )
        for row in wards_of_city[:ACTING]
    )  # fmt: skip
    return Staff(
        {"X-Round-Token": _grant(owner, "guest", None)},
        wards,
        Centre(centre.unit, centre.seat, _officer(owner, centre.mandate, name)),
        tuple(row.seat for row in wards_of_city),
        tuple(row.unit for row in wards_of_city),
    )


def _officer(owner: psycopg.Connection[Any], mandate: int, cookie_name: str) -> Officer:
    return Officer(_grant(owner, "token", mandate), _grant(owner, "session", mandate), cookie_name)


def _grant(owner: psycopg.Connection[Any], kind: str, mandate: int | None) -> str:
    """The secret; the database keeps its digest."""
    secret = secrets.token_urlsafe(32)
    digest = hashlib.sha256(secret.encode()).digest()
    owner.execute(GRANT, {"digest": digest, "kind": kind, "mandate": mandate})
    return secret
