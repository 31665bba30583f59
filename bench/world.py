"""The world that is measured: the real units and staff, and as much history as a step of the curve asks for."""

import os
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import psycopg

from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.hosting import worlds

HOME = Path(__file__).resolve().parent.parent / ".cache" / "bench-home"
NAME = "do-luong"
DRAFTS = 3000
LASTS = timedelta(hours=4)
"""Of the tokens: longer than a run."""

OPEN = 168 * 100
"""Open work, the same at every size of the history: every ward's inbox holds more than its page of fifty."""

FILL = """
with territory as (
    select j.id, h.unit, row_number() over (order by j.id) - 1 as n, count(*) over () as total
    from jurisdiction j join holding h on h.jurisdiction = j.id and h.during @> world_today()
    join unit u on u.id = h.unit
    join area a on a.id = j.area and a.during @> world_today() and a.rank = 'commune'
    join area p on p.id = a.province and p.code = '79'
    where j.kind = 'territory'
)
insert into work_item (id, kind, reference, subject, words, jurisdiction, parties, state, step, section, priority,
                       field, received_at, due_at, closed_at, chain_seq, version, changed_at)
select gen_random_uuid(), 'dossier', 'DO-' || g, 'Cấp bản sao trích lục hộ tịch số ' || g, 'do-' || g, t.id,
       array[t.id], case when %(open)s then 'received' else 'returned' end, 'assess',
       'Trung tâm Phục vụ hành chính công', 0, 'Hộ tịch', world_now() - interval '1 hour' * (g %% 900),
       world_now() + interval '1 minute' * (g %% 9000) - interval '20 hours',
       case when not %(open)s then world_now() - interval '1 day' - interval '1 minute' * (g %% 90000) end, 1, 1, now()
from generate_series(%(from)s::int, %(to)s::int) g
join territory t on t.n = g %% t.total
"""

FILL_DRAFTS = """
insert into work_item (id, kind, reference, subject, words, jurisdiction, parties, state, step, section, priority,
                       field, received_at, chain_seq, version, changed_at)
select lpad(to_hex(g), 32, '0')::uuid, 'draft', '', 'Dự thảo ' || g, '', seats.seat, array[seats.seat], 'drafting',
       'draft', '', 0, '', world_now(), 1, 1, now()
from generate_series(1, %(drafts)s) g
join unnest(%(seats)s::int[]) with ordinality seats(seat, n) on seats.n = 1 + g %% %(n)s
"""


@dataclass(frozen=True)
class Counter:
    """A unit's people who take part: reception, specialist, leader, with their tokens."""

    unit: int
    seat: int
    reception: str
    specialist: str
    leader: str


class Session(NamedTuple):
    """A unit with one mandate of each part."""

    unit: int
    seat: int
    reception: int
    specialist: int
    leader: int


def prepare() -> EmbeddedServer:
    """A fresh world; the process becomes one of its application's."""
    server = EmbeddedServer(HOME)
    server.ensure_running()
    if NAME in [world.name for world in worlds.list_worlds(server)]:
        worlds.drop_world(server, NAME)
    worlds.create_world(server, NAME, date(2025, 7, 1))
    with owner(server) as connection:
        # A vacuum of a million fresh rows would be counted as the cost of whatever is being measured beside it.
        connection.execute("alter table work_item set (autovacuum_enabled = false)")
    os.environ.update(worlds.environment(server, NAME))
    os.environ["LIENTHONG_POOL"] = "0"
    return server


def owner(server: EmbeddedServer) -> psycopg.Connection[Any]:
    return psycopg.connect(server.url(worlds.database_of(NAME), "owner"), autocommit=True)


def fill(server: EmbeddedServer, start: int, end: int, *, is_open: bool = False) -> None:
    """Dossiers `start` to `end`, open or closed, spread over the 168 territories."""
    with owner(server) as connection:
        connection.execute(FILL, {"from": start, "to": end, "open": is_open})
        connection.execute("vacuum analyze work_item")


def fill_drafts(server: EmbeddedServer, seats: list[int]) -> None:
    with owner(server) as connection:
        connection.execute(FILL_DRAFTS, {"drafts": DRAFTS, "seats": seats, "n": len(seats)})


def open_round() -> None:
    """A round of all units under way: the board counts its expectations."""
    from lienthong.rehearsal.planning import actions
    from lienthong.trials.acting import as_centre

    with as_centre() as centre:
        campaign = actions.open_campaign("Đo lường", centre.day, by=centre)
        planned = actions.plan_round(campaign["id"], seed=7, speed=1.0, by=centre)
        actions.start_round(planned["round"], by=centre)


def session_of(token: str) -> str:
    """A browser of whom the token belongs to."""
    from django.db import transaction

    from lienthong.ground import sql

    with transaction.atomic():
        mandate = sql.only_value(int, "select mandate from ask(sha256(%s), 'token', null)", (token.encode(),))
    return session_under(mandate)


def session_under(mandate: int) -> str:
    from django.db import transaction

    from lienthong.ground import sql
    from lienthong.personnel.asking import begin_session

    account = "select a.id from account a join mandate m on m.person = a.person where m.id = %s"
    with transaction.atomic():
        return begin_session(sql.only_value(int, account, (mandate,)), mandate)


def cookie(secret: str) -> dict[str, str]:
    """The header a browser sends with this session."""
    name = f"lt_{NAME.replace('-', '_')}"
    return {"Cookie": f"{name}={secret}; {name}_csrf={'a' * 32}"}


def counters(n: int) -> list[Counter]:
    """The first n wards, as seen from inside the application."""
    from django.db import transaction

    from lienthong.ground import sql
    from lienthong.personnel.asking import mint_token

    rows = sql.rows(
        Session,
        "select u.id as unit, seat_of(u.id) as seat,"
        " (array_agg(m.id) filter (where p.role = 'tiep_nhan'))[1] as reception,"
        " (array_agg(m.id) filter (where p.role = 'chuyen_vien'))[1] as specialist,"
        " (array_agg(m.id) filter (where p.role = 'lanh_dao'))[1] as leader"
        " from post p join mandate m on m.post = p.id and m.during @> world_today()"
        " join unit u on u.id = p.unit and u.body = 'ubnd' and u.during @> world_today() and u.area is not null"
        " where p.role in ('tiep_nhan', 'chuyen_vien', 'lanh_dao')"
        " group by u.id having count(distinct p.role) = 3 order by u.code limit %s",
        (n,),
    )
    with transaction.atomic():
        mint = [
            [
                mint_token(mandate, "bench", lasts=LASTS)
                for mandate in (row.reception, row.specialist, row.leader)
            ]
            for row in rows
        ]
    return [Counter(row.unit, row.seat, *tokens) for row, tokens in zip(rows, mint, strict=True)]
