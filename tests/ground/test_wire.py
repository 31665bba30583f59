"""What goes over the wire and when: nothing is lost on the way, and an error stays the error it was."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from typing import Any, cast

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from psycopg import errors
from psycopg.pq import TransactionStatus

from lienthong.ground import sql
from lienthong.ground.database import wire as wires
from lienthong.ground.database.lost import is_lost
from lienthong.ground.database.wire import Wire
from tests import cast as people
from tests.database import clone
from tests.reorganisation.plans import drop, standing_on

MADE = "create table if not exists tried (n int primary key)"
PUT = "insert into tried (n) values (%s)"


@pytest.fixture
def lasting(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[Wire]:
    """A database in which what is committed stays committed."""
    url = clone(f"day_{worker_id}")
    with django_db_blocker.unblock(), standing_on(url):
        sql.run(MADE)
        yield _wire()
        connection.close()
    drop(url)


def _wire() -> Wire:
    return cast("Wire", connection.wire)  # type: ignore[attr-defined]


def _status() -> int:
    return _wire().connection.info.transaction_status


def _numbers() -> list[int]:
    return sql.values(int, "select n from tried order by n")


def _put(*numbers: int, at_commit: int | None = None) -> None:
    with transaction.atomic():
        for number in numbers:
            sql.run(PUT, (number,))
        if at_commit is not None:
            sql.run_at_commit(PUT, (at_commit,))


def test_a_server_that_only_reads_is_a_lost_one(lasting: Wire) -> None:
    """As after a change of leaders: before, each write over this connection failed for good."""
    sql.run("set default_transaction_read_only = on")
    first = _wire().connection
    with pytest.raises(errors.ReadOnlySqlTransaction) as refused:
        _put(1, 2)
    assert is_lost(refused.value)
    assert first.closed
    _put(1, 2)
    assert _numbers() == [1, 2]


def test_through_djangos_own_cursors_it_is_lost_too(lasting: Wire) -> None:
    sql.run("set default_transaction_read_only = on")
    with pytest.raises(InternalError) as refused, connection.cursor() as cursor:
        cursor.execute(PUT, (1,))
    assert is_lost(refused.value)
    assert not is_lost(InternalError("something else"))


def test_a_transaction_begins_with_its_first_statement(lasting: Wire) -> None:
    with transaction.atomic():
        assert _status() == TransactionStatus.IDLE
        sql.run(PUT, (1,))
        assert _status() == TransactionStatus.INTRANS
    assert _status() == TransactionStatus.IDLE
    with transaction.atomic():
        pass
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PUT, (2,))
        assert _status() == TransactionStatus.INTRANS
    with transaction.atomic():
        sql.raw().execute(PUT, (3,))
        assert _status() == TransactionStatus.INTRANS
    assert _numbers() == [1, 2, 3]


@pytest.mark.parametrize("first", [True, False])
def test_an_error_is_itself_and_leaves_nothing(lasting: Wire, first: bool) -> None:
    sql.run(PUT, (1,))
    with pytest.raises(errors.UniqueViolation):
        _put(1) if first else _put(2, 1)
    assert _numbers() == [1]


def test_what_cannot_be_bound_does_not_end_the_transaction(lasting: Wire) -> None:
    """Else what follows would stand whatever happens next."""
    with suppress(ZeroDivisionError), transaction.atomic():
        with pytest.raises(Exception, match="cannot adapt"):
            sql.run(PUT, (object(),))
        sql.run(PUT, (1,))
        raise ZeroDivisionError
    assert _numbers() == []


def test_what_is_kept_for_commit_comes_with_it_and_before_what_is_asked(lasting: Wire) -> None:
    with transaction.atomic():
        sql.run_at_commit(PUT, (1,))
        assert _status() == TransactionStatus.IDLE
        assert _numbers() == [1]
        sql.run_at_commit(PUT, (2,))
        sql.run_at_commit(PUT, (3,))
    assert _numbers() == [1, 2, 3]
    with suppress(ZeroDivisionError), transaction.atomic():
        sql.run_at_commit(PUT, (4,))
        raise ZeroDivisionError
    with transaction.atomic():
        pass
    assert _numbers() == [1, 2, 3]


def test_the_error_of_what_was_kept_is_that_of_commit_and_nothing_stands(lasting: Wire) -> None:
    sql.run(PUT, (1,))
    with pytest.raises(IntegrityError) as refused:
        _put(2, at_commit=1)
    assert isinstance(refused.value.__cause__, errors.UniqueViolation)
    assert _numbers() == [1]


def test_inside_a_savepoint_nothing_is_kept(lasting: Wire) -> None:
    with transaction.atomic():
        with suppress(ZeroDivisionError), transaction.atomic():
            sql.run_at_commit(PUT, (1,))
            raise ZeroDivisionError
        with transaction.atomic():
            sql.run_at_commit(PUT, (2,))
    assert _numbers() == [2]


def test_a_refusal_forgets_no_statement(lasting: Wire) -> None:
    """psycopg forgets them all at each rollback, and every one is planned anew."""
    prepared = "select count(*) from pg_prepared_statements where statement like 'insert into tried%'"
    for number in (1, 2, 3):
        sql.run(PUT, (number,))
    with suppress(ZeroDivisionError), transaction.atomic():
        sql.run(PUT, (4,))
        raise ZeroDivisionError
    assert sql.only_value(int, prepared) == 1
    sql.run(PUT, (4,))
    assert _numbers() == [1, 2, 3, 4]


def test_one_text_takes_values_of_different_types(lasting: Wire) -> None:
    told = {"1": 1, "70000": 70_000, str(2**40): 2**40, "chữ": "chữ", "true": True, None: None}
    for _ in range(3):
        for said, value in told.items():
            assert sql.value(str, "select %s::text as said", (value,)) == said
    assert sql.value(str, "select '100%' as said") == "100%"
    assert sql.value(str, "select '100%%' || %s as said", ("!",)) == "100%!"
    assert sql.value(int, "select %(a)s::int + %(a)s::int as n", {"a": 2, "b": "not asked"}) == 4


def test_the_prepared_are_bounded(lasting: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wires, "MOST_PREPARED", 5)
    for _ in range(3):
        for number in range(20):
            assert sql.only_value(int, f"select {number} as n") == number
    assert sql.only_value(int, "select count(*) from pg_prepared_statements") <= 5


def test_nobody_waits_for_the_end_of_what_only_reads(lasting: Wire) -> None:
    with transaction.atomic():
        sql.only_reads()
        assert _numbers() == []
    assert _status() == TransactionStatus.ACTIVE
    assert _numbers() == []
    with transaction.atomic():
        sql.only_reads()
        sql.run(PUT, (1,))
    assert _status() == TransactionStatus.IDLE, "what writes is waited for"
    with transaction.atomic():
        sql.only_reads()
        _numbers()
    with connection.cursor() as cursor:
        cursor.execute("select n from tried")
        assert cursor.fetchall() == [(1,)]


def test_of_two_twins_at_once_both_hear_the_same(lasting: Wire) -> None:
    """The second waits at its COMMIT, is refused there, asks again and finds the first's answer."""
    caller = people.caller(people.officer("tiep_nhan"))
    handed = {"procedure": "2.000815", "applicant": "Nguyễn Văn An", "phone": "0909000123", "papers": []}
    start = Barrier(4)

    def post(_: int) -> Any:
        try:
            start.wait()
            return caller.post("/dossiers", handed, key="sinh-đôi").json()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(post, range(4)))
    assert answers[1:] == answers[:-1]
    assert sql.only_value(int, "select count(*) from dossier") == 1
    assert sql.only_value(int, "select count(*) from answer") == 1
    assert sql.only_value(int, "select last from book where code like 'hs-%'") == 1
