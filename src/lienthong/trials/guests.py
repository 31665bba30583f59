"""Whom the demo lets in: passwords for three officials, made anew at each start, and one citizen's code."""

import json
import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.db import transaction

from lienthong.ground import acts, sql
from lienthong.ground.actor import Actor
from lienthong.ground.database.passwords import write_private
from lienthong.ground.database.servers import Server
from lienthong.hosting.worlds import database_of
from lienthong.kernel import clock
from lienthong.personnel.login import hash_password
from lienthong.procedures.actions import submit_dossier

WARD = "27094"
CENTRE = "H29-TTCDS"
OFFICIALS = (
    ("Văn thư phường An Khánh", WARD, "van_thu"),
    ("Lãnh đạo phường An Khánh", WARD, "lanh_dao"),
    ("Trung tâm điều hành của Thành phố", CENTRE, "quan_tri"),
)

GIVE = """
update account set password = %s, active = true
where id = (
    select a.id from account a
    join mandate m on m.person = a.person and m.during @> world_today()
    join post p on p.id = m.post and p.role = %s
    join unit u on u.id = p.unit and u.code = %s and u.during @> world_today()
    order by p.id limit 1)
returning username
"""


def officials(server: Server, world: str) -> list[tuple[str, str, str]]:
    """(who, user name, password). As the owner: no door of the application writes a password for another."""
    accounts = []
    with psycopg.connect(server.url(database_of(world), "owner")) as owner:
        for who, unit, role in OFFICIALS:
            password = secrets.token_urlsafe(9)
            row = owner.execute(GIVE, (hash_password(password), role, unit)).fetchone()
            if row is not None:
                accounts.append((who, row[0], password))
    return accounts


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
