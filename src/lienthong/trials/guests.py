"""Whom the demo lets in: officials of every role people play in their round, and one citizen's code. What was given out
once is the same at the next start.
"""

import json
import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from django.db import transaction
from psycopg.rows import args_row

from lienthong.ground import acts, sql
from lienthong.ground.actor import Actor
from lienthong.ground.database.passwords import write_private
from lienthong.ground.database.servers import Server
from lienthong.hosting.worlds import database_of
from lienthong.kernel import clock
from lienthong.personnel.believable.logins import DemoLogin, keep_logins, kept_logins
from lienthong.personnel.login import hash_password
from lienthong.procedures.actions import submit_dossier
from lienthong.rehearsal.scripts.catalogue import shipped
from lienthong.rehearsal.terms import CITY_ROLES, HUMAN_DEMO_CODE, PARTY_ROLES, WARD_ROLES

WARD = HUMAN_DEMO_CODE

HOLDERS = """
select distinct on (p.role) p.role, a.id as account, a.username, a.password, a.active, pe.name, p.title, u.name as unit
from post p
join unit u on u.id = p.unit and u.during @> world_today()
join mandate m on m.post = p.id and m.during @> world_today()
join account a on a.person = m.person
join person pe on pe.id = m.person
cross join world w
where p.role = any (%(city)s::text[]) and keys_of(w.origin) @> m.id
   or p.role = any (%(ward)s::text[]) and u.code = %(code)s and u.body in ('ubnd', 'dang_uy')
order by p.role, p.id
"""
"""The first post of each role, as rounds cast them: its work comes to whoever holds it."""


class HolderRow(NamedTuple):
    role: str
    account: int
    username: str
    password: str
    active: bool
    name: str
    title: str
    unit: str


def roles_people_play() -> tuple[list[str], list[str]]:
    """Of the ward and its Party committee, in the order scenarios name them; of the city, which sends and convenes."""
    named = [step.role for pin in shipped().values() for step in pin.scenario.steps]
    ward = [role for role in dict.fromkeys(named) if role in WARD_ROLES | PARTY_ROLES]
    return ward, sorted(CITY_ROLES)


def officials(server: Server, world: str) -> list[DemoLogin]:
    """As the owner: no door of the application writes a password for another."""
    folder = server.home / "worlds" / world
    before = {login.username: login for login in kept_logins(folder)}
    with psycopg.connect(server.url(database_of(world), "owner")) as owner:
        logins = list(_given_out(owner, before))
    keep_logins(folder, logins)
    return logins


def _given_out(owner: psycopg.Connection[Any], before: Mapping[str, DemoLogin]) -> Iterator[DemoLogin]:
    ward, city = roles_people_play()
    with owner.cursor(row_factory=args_row(HolderRow)) as cursor:
        rows = cursor.execute(HOLDERS, {"ward": ward, "city": city, "code": WARD}).fetchall()
    holders = {row.role: row for row in rows}
    for role in (*ward, *city):
        if role in holders:
            yield _login(owner, holders[role], before.get(holders[role].username))


def _login(owner: psycopg.Connection[Any], holder: HolderRow, before: DemoLogin | None) -> DemoLogin:
    if before is not None and holder.active and before.digest == holder.password:
        return before
    password = before.password if before is not None else secrets.token_urlsafe(9)
    digest = hash_password(password)
    owner.execute("update account set password = %s, active = true where id = %s", (digest, holder.account))
    who = f"{holder.name}, {holder.title}, {holder.unit}"
    return DemoLogin(holder.role, who, holder.username, password, digest)


def citizen(folder: Path) -> tuple[str, str]:
    """Code and secret of a dossier handed in at An Khánh; the same one at the next start."""
    kept = folder / "citizen.json"
    if not kept.exists():
        write_private(kept, json.dumps(_submitted()))
    slip = json.loads(kept.read_text("utf-8"))
    return slip["code"], slip["secret"]


def _submitted() -> dict[str, Any]:
    unit = sql.only_value(
        int, "select id from unit where code = %s and body = 'ubnd' and during @> world_today()", (WARD,)
    )
    with transaction.atomic():
        at = clock.local(sql.only_value(datetime, "select world_now()"))
        with acts.opened(Actor("citizen", at=at, door="dossiers")) as here:
            return submit_dossier(
                procedure="2.000815", unit=unit, applicant="Nguyễn Thị Mai", phone="0903123456",
                address="Phường An Khánh", papers=["Bản chính", "Bản sao cần chứng thực"],
                note="Chứng thực bản sao bằng tốt nghiệp.", by=here.actor,
            )  # fmt: skip
