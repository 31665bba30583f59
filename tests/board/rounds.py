"""Rounds on the board, planned by the room that plans them; verdicts written in the verifier's place."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.conf import settings
from django.test import Client

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.personnel.asking import begin_session
from lienthong.rehearsal.planning import actions
from tests import cast, sql

TWO_WARDS = (cast.AN_KHANH, cast.BINH_TRUNG)

VERDICT = """
insert into attempt (expectation, round, number, verdict, actor_kind, decided_at, on_time, conforming,
                     evidence)
select e.id, e.round, %(number)s, %(verdict)s, %(kind)s, now(), true, true, %(evidence)s::jsonb
from expectation e join round_unit u on u.round = e.round and u.unit = e.unit
where e.round = %(round)s and u.code = any (%(codes)s)
  and (%(system)s::text is null or e.system = %(system)s) and (%(step)s::text is null or e.step = %(step)s)
"""


ALL_BUT_PROCEDURES = ("hoi-nghi", "van-ban-den-di", "van-ban-dang", "phan-anh-1022")

PROCEDURES = """
with made as (
    insert into planned_case (round, unit, scenario, system, instance, at_minute, params)
    select round, unit, 'thu-tuc', 'procedures', 1, 0, '{}' from round_unit where round = %(round)s
    returning id, unit
)
insert into expectation (round, "case", unit, scenario, system, instance, step, position, after, role,
                         mandatory, catches, is_peoples, within)
select %(round)s, made.id, unit, 'thu-tuc', 'procedures', 1, step, n, '{}', 'tiep_nhan', true, false, true, 60
from made cross join unnest(array['tiep_nhan', 'tra_ket_qua']) with ordinality as t(step, n)
"""
"""A real case of procedures needs a dossier in flight from an abolished body; the board only counts."""


@contextmanager
def as_owner() -> Iterator[None]:
    sql.run("reset role")
    try:
        yield
    finally:
        sql.run("set local role lienthong_app")


def administrator() -> Actor:
    return cast.officer("quan_tri", cast.TTCDS)


def begun_in_full() -> Any:
    """A running round of two wards in all four systems."""
    return begun(scenarios=ALL_BUT_PROCEDURES, procedures=True)


def begun(
    played_by: str = "virtual",
    units: Any = TWO_WARDS,
    scenarios: Any = ("hoi-nghi",),
    procedures: bool = False,
) -> Any:
    """A running round: {id, round, units, expectations, …}."""
    by = administrator()
    campaign = actions.open_campaign("Diễn tập", date(2025, 7, 1), by=by)["id"]
    planned = actions.plan_round(
        campaign, units=units, scenarios=scenarios, seed=7, played_by=played_by, by=by
    )
    if procedures:
        with as_owner():
            sealed = sql.one("select expectations_sha256 from trial_round where id = %s", (planned["id"],))
            sql.run("update trial_round set expectations_sha256 = '' where id = %s", (planned["id"],))
            sql.run(PROCEDURES, {"round": planned["id"]})
            sql.run("update trial_round set expectations_sha256 = %s where id = %s", (sealed, planned["id"]))
    actions.start_round(planned["round"], in_seconds=0, by=by)
    return planned


def decide(
    round_id: int, verdict: str, *, codes: Any = TWO_WARDS, system: str | None = None,
    step: str | None = None, number: int = 1, reason: str = "", kind: str = "",
) -> int:  # fmt: skip
    with as_owner():
        return sql.run(
            VERDICT,
            {
                "round": round_id, "verdict": verdict, "codes": list(codes), "system": system, "step": step,
                "number": number, "kind": kind, "evidence": f'{{"reason": "{reason}"}}',
            },
        )  # fmt: skip


def screen(actor: Actor) -> Client:
    """A browser in which this person is logged in."""
    with acts.opening(actor):
        account = sql.one("select id from account where person = %s", (actor.person,))
        secret = begin_session(account, actor.mandate)
    client = Client()
    client.cookies[settings.SESSION_COOKIE] = secret
    return client
