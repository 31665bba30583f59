"""The cast of every test: An acts, Bình only reads, Chi must see nothing, Dũng is of the city."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import Any

from django.test import Client

from lienthong.ground.actor import Actor
from lienthong.kernel import clock
from lienthong.personnel.asking import mint_token
from lienthong.personnel.terms import ABILITIES
from tests import sql

AN_KHANH = "27094"
BINH_TRUNG = "27097"
TTCDS = "H29-TTCDS"

_WHO = """
select m.id as mandate, m.person, u.id as unit, seat_of(u.id) as seat, p.section, p.role, p.title, pe.name,
       u.name as unit_name, u.code as unit_code, held_by(u.id, world_today()) as scope,
       archived_by(u.id, world_today()) as archives,
       world_now() as at,
       coalesce((select array_agg(h.jurisdiction) from oversight o
                 join holding h on h.unit = o.unit and h.during @> world_today() where o.post = p.id), '{}') as reads
from mandate m join post p on p.id = m.post join unit u on u.id = p.unit join person pe on pe.id = m.person
where p.role = %(role)s and u.code = %(code)s and m.during @> world_today() and u.during @> world_today()
order by m.id limit 1
"""


def officer(role: str, code: str = AN_KHANH) -> Actor:
    """The first holder of a role in a unit, as the door would make the actor."""
    found = sql.row(_WHO, {"role": role, "code": code})
    assert found is not None, f"nobody is {role} at {code}"
    return Actor(
        "officer",
        at=clock.local(found.at),
        mandate=found.mandate,
        person=found.person,
        unit=found.unit,
        seat=found.seat,
        section=found.section,
        role=found.role,
        title=found.title,
        abilities=ABILITIES[role],
        scope=tuple(found.scope),
        reads=tuple(found.reads),
        archives=tuple(found.archives),
        name=found.name,
        unit_name=found.unit_name,
        unit_code=found.unit_code,
    )


def an() -> Actor:
    """The clerk of An Khánh."""
    return officer("van_thu")


def binh() -> Actor:
    """A colleague of An's who may look and nothing else."""
    return replace(officer("chuyen_vien"), abilities=ABILITIES["lanh_dao_tp"])


def chi() -> Actor:
    """The clerk of another ward: must see nothing of An Khánh's."""
    return officer("van_thu", BINH_TRUNG)


def dung() -> Actor:
    """The city's centre: sends letters, convenes, watches."""
    return officer("trung_tam_cds", TTCDS)


@dataclass(frozen=True)
class Caller:
    """Somebody at the API's door with a token of their own."""

    token: str

    def get(self, path: str) -> Any:
        return _client().get(f"/api/v1{path}", headers={"Authorization": f"Bearer {self.token}"})

    def post(self, path: str, body: dict[str, Any] | None = None, *, key: str, **headers: str) -> Any:
        return _client().post(
            f"/api/v1{path}",
            body or {},
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.token}", "Idempotency-Key": key, **headers},
        )


@cache
def _client() -> Client:
    return Client()


def caller(actor: Actor) -> Caller:
    assert actor.mandate is not None
    return caller_under(actor.mandate)


def caller_under(mandate: int) -> Caller:
    return Caller(mint_token(mandate, "test", lasts=timedelta(hours=1)))
