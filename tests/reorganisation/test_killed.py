"""The database process is killed before any statement of the deciding signature: all of the plan or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from unittest.mock import patch

import psycopg
import pytest
from django.db import connection
from django.db.utils import Error as DatabaseError

from lienthong.ground import sql
from lienthong.ground.database.embedded import EmbeddedServer
from lienthong.reorganisation.plans import actions
from tests.database import HOME
from tests.reorganisation.plans import clone_before, drafted, drop, merge, planner, signers, standing_on, text

STATE = """
select (select md5(string_agg(concat_ws(',', jurisdiction, unit, during), '|' order by id)) from holding),
       (select md5(string_agg(concat_ws(',', id, during), '|' order by id)) from unit),
       (select string_agg(state, ',') from plan), (select count(*) from plan_signature), (select count(*) from journal)
"""


@pytest.fixture
def real_url(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[str]:
    """A database in which what is committed stays committed."""
    url = clone_before(f"chet_{worker_id}")
    with django_db_blocker.unblock(), standing_on(url):
        yield url
    drop(url)


@contextmanager
def killed_before(statement: int) -> Iterator[None]:
    left, real = [statement], sql._execute

    def watched(*args: Any, **kwargs: Any) -> Any:
        if left[0] == 0:
            pid = sql.raw().info.backend_pid
            with psycopg.connect(EmbeddedServer(HOME).admin_url(), autocommit=True) as admin:
                admin.execute("select pg_terminate_backend(%s, 5000)", (pid,))
        left[0] -= 1
        return real(*args, **kwargs)

    with patch.object(sql, "_execute", watched):
        yield


def state(url: str) -> Any:
    with psycopg.connect(url) as beside:
        return beside.execute(STATE).fetchone()


def test_all_or_nothing(real_url: str) -> None:
    made = drafted(text(merge("27088", "27115", into="99001", name="Phường Thử Nghiệm"), on=date(2025, 7, 1)))
    actions.prepare_plan(made["plan"], by=planner())
    first, second = signers()
    actions.approve_plan(made["plan"], digest=made["digest"], by=first)
    before = state(real_url)
    killed, statement = 0, 0
    while True:
        try:
            with killed_before(statement):
                actions.approve_plan(made["plan"], digest=made["digest"], by=second)
            break
        except (DatabaseError, psycopg.Error):
            killed += 1
            connection.close()
            assert state(real_url) == before, f"killed before statement {statement}"
        statement += 1
    assert killed >= 5
    after = state(real_url)
    assert after[2] == "approved"
    assert after[0] != before[0]
