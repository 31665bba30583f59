"""What tests of plans share: a database on the eve of 1/7/2025, people who plan and sign, small plans."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import psycopg

from lienthong.ground.actor import Actor
from lienthong.ground.database import roles
from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.reorganisation.plans import actions
from lienthong.reorganisation.plans.queries import plans
from lienthong.reorganisation.plans.terms import PlanText, Source, Target, Transition
from lienthong.reorganisation.plans.texts.files import read_plan
from lienthong.reorganisation.plans.texts.shipped import shipped_plan
from tests import sql
from tests.cast import officer
from tests.database import HOME, clone

EVE = date(2025, 6, 20)
DAY = date(2025, 7, 1)

OPENED = "update world set clock_offset = timestamptz '2025-06-20 08:00+07' - now()"


def clone_before(worker: str) -> str:
    """The owner's URL of a clone whose registry stands before the reorganisation."""
    from lienthong.personnel.believable.staffing import keep_former_staff
    from lienthong.units.load import stand_before

    url = clone(worker)
    with psycopg.connect(url) as owner:
        stand_before(owner)
        keep_former_staff(owner)
        owner.execute(OPENED)
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("vacuum analyze area, unit, jurisdiction, holding")
    return url


def clone_prepared(worker: str, before: str) -> str:
    """The owner's URL of a clone of `before` in which the real plan is drafted and prepared, and nobody has signed."""
    server = EmbeddedServer(HOME)
    name, template = f"test_{worker}_{os.getpid()}", before.rpartition("/")[2].partition("?")[0]
    with psycopg.connect(server.admin_url(), autocommit=True) as admin:
        roles.create_database(admin, name, template=template)
    with standing_on(server.url(name, "app")):
        actions.prepare_plan(drafted(read_plan(shipped_plan()))["plan"], by=planner())
    url = server.url(name, "owner")
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("analyze")
    return url


def drop(url: str) -> None:
    with psycopg.connect(EmbeddedServer(HOME).admin_url(), autocommit=True) as admin:
        roles.drop_database(admin, url.rpartition("/")[2].partition("?")[0])


@contextmanager
def standing_on(url: str) -> Iterator[None]:
    """Django's connection on another database for a while."""
    from django.db import connections

    from lienthong.site.settings import database

    known = dict(connections["default"].settings_dict)
    fresh = {key: database(url)[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    connections["default"].close()
    connections["default"].settings_dict.update(fresh)
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"].settings_dict.update(known)


def planner() -> Actor:
    return officer("quan_tri", "H29-TTCDS")


def signers() -> tuple[Actor, Actor]:
    return officer("lanh_dao_tp", "H29"), officer("lanh_dao_tp", "H29-SNV")


def merge(*codes: str, into: str, name: str, **more: Any) -> Transition:
    target = Target(code=into, name=name, province="79", bodies=("ubnd", "dang_uy"), **more)
    return Transition("merge", tuple(Source(code=code) for code in codes), (target,))


def text(*transitions: Transition, on: date = DAY, until: date | None = None) -> PlanText:
    return PlanText("Kế hoạch thử", on, "Nghị quyết thử", until or on + timedelta(days=30), transitions)


def drafted(given: PlanText) -> dict[str, Any]:
    return actions.draft_plan(given, by=planner())


def approved(given: PlanText) -> int:
    """Drafted, prepared and signed by both."""
    made = drafted(given)
    actions.prepare_plan(made["plan"], by=planner())
    return _signed(int(made["plan"]), made["digest"])


def real_plan() -> int:
    """Of the fixture `real`: the real plan, prepared."""
    (plan,) = plans()
    return plan.id


def real_plan_approved() -> int:
    """Of the fixture `real`: signed by both now."""
    (plan,) = plans()
    return _signed(plan.id, plan.digest)


def _signed(plan: int, digest: str) -> int:
    for signer in signers():
        actions.approve_plan(plan, digest=digest, by=signer)
    return plan


def today(day: date) -> None:
    """Let the world's clock show 08:00 of a day, forward only."""
    sql.run("reset role")
    sql.run("update world set clock_offset = %s::timestamptz - now()", (f"{day} 08:00+07",))
    sql.run("set local role lienthong_app")


def area_of(code: str) -> int:
    found: int = sql.one(
        "select id from area where code = %s and rank = 'commune' and during @> world_today()", (code,)
    )
    return found


def territory(code: str) -> int:
    found: int = sql.one("select territory_of(%s::int)", (area_of(code),))
    return found


def holder(jurisdiction: int, on: date) -> int:
    found: int = sql.one("select holder_of(%s::int, %s::date)", (jurisdiction, on))
    return found


def responsibility() -> str:
    """Every holding and every life in the registry, as one digest."""
    return str(sql.one(
        "select md5(string_agg(t, '|' order by t)) from ("
        " select concat_ws(',', jurisdiction, unit, during) as t from holding"
        " union all select concat_ws(',', 'u', id, during) from unit"
        " union all select concat_ws(',', 'a', id, during) from area) all_rows"
    ))  # fmt: skip
