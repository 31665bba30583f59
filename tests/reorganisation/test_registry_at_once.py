"""Two who write the registry at once: each is checked against what the other wrote."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from psycopg import errors

from tests.reorganisation.test_killed import real_url

__all__ = ["real_url"]

OLD, HEIR = 10_270_881, 10_271_151
"""Phường Thảo Điền's committee before 1/7/2025, and a neighbour's."""
LAST_DAY = "2025-12-31"


def begin_part(writer: psycopg.Connection[Any]) -> None:
    """A part that the old body holds."""
    part = writer.execute(
        "insert into jurisdiction (kind, parent, field, during)"
        " select 'part', h.jurisdiction, 'Thử nghiệm', daterange('2025-06-01', null)"
        " from holding h join jurisdiction j on j.id = h.jurisdiction and j.kind = 'territory'"
        " where h.unit = %s returning id",
        (OLD,),
    ).fetchone()
    assert part is not None
    writer.execute(
        "insert into holding (jurisdiction, unit, during) values (%s, %s, daterange('2025-06-01', null))",
        (part[0], OLD),
    )


def end_unit(writer: psycopg.Connection[Any]) -> None:
    """The old body ends and a neighbour has all it can see."""
    writer.execute("update holding set unit = %s where unit = %s", (HEIR, OLD))
    writer.execute(
        "update unit set during = daterange(lower(during), %s::date) where id = %s", (LAST_DAY, OLD)
    )


def test_a_body_cannot_end_while_somebody_gives_it_a_jurisdiction(real_url: str) -> None:
    with psycopg.connect(real_url) as giver, psycopg.connect(real_url) as ender:
        begin_part(giver)
        giver.execute("set constraints all immediate")  # checked, not yet to be seen by anybody else
        end_unit(ender)
        with ThreadPoolExecutor() as beside:
            ending = beside.submit(ender.commit)
            waiting = "select count(*) from pg_locks where locktype = 'advisory' and not granted"
            with psycopg.connect(real_url, autocommit=True) as watch:
                while not ending.done() and watch.execute(waiting).fetchone() == (0,):
                    pass
            giver.commit()
            with pytest.raises(errors.CheckViolation) as refused:
                ending.result()
    assert refused.value.diag.constraint_name == "holding_within_unit"
