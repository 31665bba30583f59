"""`ask` says of everybody what the statements it replaced said, and lets them see the same."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from lienthong.kernel import clock
from lienthong.personnel.asking import begin_session, digest_of, mint_guest_pass, mint_token
from tests import sql
from tests.personnel.delegating import asked, clock_shows, given

BEFORE = Path(__file__).with_name("ask_before.sql")

DAYS = ("2020-05-04", "2025-06-30", "2025-07-01", "2025-07-03", "2026-02-17", "9999-12-30")
"""Before there was anything, the eve, the day, under delegations, after, the end of all calendars."""

SETTINGS = ("lt.scope", "lt.item", "lt.archive")


def _said(function: str, secret: str | None, kind: str, key: str | None) -> tuple[dict[str, Any], list[Any]]:
    """What it answers, and the scope it leaves behind, both in order: none is promised."""
    for name in SETTINGS:
        sql.run("select set_config(%s, '{404}', true)", (name,))
    digest = None if secret is None else digest_of(secret)
    row = sql.row(f"select * from {function}(%s, %s, %s)", (digest, kind, key))._asdict()
    left = [sql.one("select current_setting(%s)", (name,)) for name in SETTINGS]
    for column in ("scope", "reads", "archives", "delegated"):
        row[column] = row[column] and sorted(row[column])
    left = [sorted(set_to.strip("{}").split(",")) for set_to in left]
    return row, left


def _same(secret: str | None, kind: str, key: str | None) -> str:
    now, before = (_said(function, secret, kind, key) for function in ("ask", "ask_before"))
    assert now == before
    return str(now[0]["standing"])


def _mandates(random: Random) -> list[int]:
    """Two of each role in the world, whoever oversees others among them, and some who ended or have not begun."""
    by_role = sql.rows(
        "select p.role, array_agg(m.id order by m.id) as ids from mandate m join post p on p.id = m.post"
        " group by 1"
    )
    overseers = sql.rows(
        "select m.id from mandate m join oversight o on o.post = m.post group by 1 order by 1"
    )
    ended = sql.rows("select id from mandate where not during @> world_today() order by id")
    return [
        *(one for row in by_role for one in random.sample(row.ids, min(2, len(row.ids)))),
        *(row.id for row in random.sample(overseers, min(6, len(overseers)))),
        *(row.id for row in random.sample(ended, min(4, len(ended)))),
    ]


def _some_ended_and_some_keep_archives() -> None:
    sql.run(
        "update mandate set during = '[2025-07-01,2025-07-03)' where id % 5 = 0 and during @> date '2025-07-03'"
    )
    sql.run(
        "insert into archive_holding (jurisdiction, unit, during)"
        " select jurisdiction, unit, '[2025-07-02,)' from holding h where during @> date '2025-07-02'"
        " and not exists (select from archive_holding a where a.jurisdiction = h.jurisdiction) order by id limit 500"
    )


def _account_of(mandate: int) -> int | None:
    account: int | None = sql.one(
        "select min(a.id) from account a join mandate m on m.person = a.person where m.id = %s", (mandate,)
    )
    return account


def _secrets(random: Random) -> list[tuple[str | None, str]]:
    hour, given_to = timedelta(hours=1), _mandates(random)
    tokens = [mint_token(mandate, "thử", lasts=hour, reader=random.random() < 0.2) for mandate in given_to]
    own = {mandate: account for mandate in given_to[::5] if (account := _account_of(mandate)) is not None}
    sessions = [begin_session(account, mandate) for mandate, account in own.items()]
    expired, guest = mint_token(given_to[0], "thử", lasts=-hour), mint_guest_pass("thử", lasts=hour)
    others = [begin_session(next(iter(own.values())), None), expired, guest, "không ai", None]
    return [
        (secret, kind) for secret in (*tokens, *sessions, *others) for kind in ("token", "session", "khác")
    ]


def test_it_says_what_the_statements_before_said(db: None) -> None:
    random = Random(10)  # noqa: S311
    sql.run("reset role")
    sql.run(BEFORE.read_text("utf-8"))
    _some_ended_and_some_keep_archives()
    sql.run("set local role lienthong_app")
    deputy = asked("pho_chu_tich")
    given(deputy, until=clock.local(datetime(2025, 7, 3, tzinfo=clock.ZONE)).date())
    secrets = [*_secrets(random), (mint_token(deputy.mandate or 0, "thử", lasts=timedelta(hours=1)), "token")]
    sql.run(
        "insert into answer (actor, act, key, asked, answer, at) values"
        " (%s, 'receive_dossier', 'k', 'a', '{\"n\": 1}', now()), (%s, 'sign_dossier', 'k', 'b', '{}', now())",
        (f"m{deputy.mandate}", f"m{deputy.mandate}"),
    )
    met = set()
    for day in DAYS:
        clock_shows(datetime.fromisoformat(f"{day} 08:00").replace(tzinfo=clock.ZONE))
        met |= {_same(secret, kind, random.choice((None, "k"))) for secret, kind in secrets}
    assert met == {"ok", "unknown", "choose", "mandate_ended", "unit_ended", "unit_not_begun"}
