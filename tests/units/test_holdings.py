"""The law of holdings, as the database keeps it."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import IntegrityError, ProgrammingError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import errors

from lienthong.kernel.periods import Period
from lienthong.units import queries
from lienthong.units.rules import gaps, held_twice
from tests import sql

pytestmark = [pytest.mark.django_db, pytest.mark.owner]

FIRST = date(2025, 7, 1)
AN_KHANH, AN_PHU_OLD, AN_KHANH_AREA = 20_270_941, 10_270_911, 2_027_094
BROKEN = (IntegrityError, errors.IntegrityError)


def competence() -> int:
    """A fresh jurisdiction without holdings yet; the deferred check sees it at the end."""
    found: int = sql.one(
        "insert into jurisdiction (kind, unit, field, during)"
        " values ('competence', %s, 'Thử nghiệm', daterange(%s, null)) returning id",
        (AN_KHANH, FIRST),
    )
    return found


def hold(jurisdiction: int, start: date, end: date | None, unit: int = AN_KHANH) -> None:
    sql.run(
        "insert into holding (jurisdiction, unit, during) values (%s, %s, daterange(%s::date, %s::date))",
        (jurisdiction, unit, start, end),
    )


def check_now() -> None:
    """What commit does."""
    sql.run("set constraints all immediate")


def refusal(error: pytest.ExceptionInfo[Any]) -> str | None:
    cause = error.value.__cause__ or error.value
    name: str | None = cause.diag.constraint_name
    return name


def test_a_second_holder_on_a_day_is_refused() -> None:
    jurisdiction = competence()
    hold(jurisdiction, FIRST, None)
    hold(jurisdiction, FIRST + timedelta(days=30), None)
    with pytest.raises(BROKEN) as error:
        check_now()
    assert refusal(error) == "holding_one_at_a_time"


def test_two_that_begin_together_are_refused_at_once() -> None:
    jurisdiction = competence()
    hold(jurisdiction, FIRST, None)
    with pytest.raises(BROKEN) as error:
        hold(jurisdiction, FIRST, FIRST + timedelta(days=30))
    assert refusal(error) == "holding_one_at_a_time"


def test_a_holder_within_the_days_of_another_is_refused_though_others_follow() -> None:
    jurisdiction = competence()
    hold(jurisdiction, FIRST, FIRST + timedelta(days=30))
    hold(jurisdiction, FIRST + timedelta(days=10), FIRST + timedelta(days=20))
    hold(jurisdiction, FIRST + timedelta(days=30), None)
    with pytest.raises(BROKEN) as error:
        check_now()
    assert refusal(error) == "holding_one_at_a_time"


def test_neighbours_in_time_and_in_number_do_not_meet() -> None:
    one, other = competence(), competence()
    hold(one, FIRST, FIRST + timedelta(days=30))
    hold(one, FIRST + timedelta(days=30), None)
    hold(other, FIRST, None)
    check_now()


def test_a_day_without_holder_is_refused_at_commit() -> None:
    jurisdiction = competence()
    hold(jurisdiction, FIRST, FIRST + timedelta(days=30))
    hold(jurisdiction, FIRST + timedelta(days=31), None)
    with pytest.raises(BROKEN) as error:
        check_now()
    assert refusal(error) == "holding_no_gap"


def test_a_jurisdiction_without_any_holder_is_refused_at_commit() -> None:
    competence()
    with pytest.raises(BROKEN) as error:
        check_now()
    assert refusal(error) == "holding_no_gap"


def test_removing_a_holding_is_refused_at_commit() -> None:
    sql.run("delete from holding where jurisdiction = seat_of(%s)", (AN_KHANH,))
    with pytest.raises(BROKEN) as error:
        check_now()
    assert refusal(error) == "holding_no_gap"


def test_a_unit_holds_nothing_before_it_begins_or_after_it_ended() -> None:
    jurisdiction = competence()
    hold(jurisdiction, FIRST, None, unit=AN_PHU_OLD)
    with pytest.raises(BROKEN) as error:
        check_now()
    assert refusal(error) == "holding_within_unit"


def test_a_unit_that_holds_cannot_be_ended() -> None:
    sql.run(
        "update unit set during = daterange(lower(during), %s) where id = %s", (date(2026, 1, 1), AN_KHANH)
    )
    with pytest.raises(BROKEN) as error:
        check_now()
    assert refusal(error) == "holding_within_unit"


def test_a_handing_over_goes_through_in_any_order_within_the_transaction() -> None:
    flip = date(2026, 1, 1)
    jurisdiction = competence()
    hold(jurisdiction, FIRST, None)
    check_now()
    sql.run("set constraints all deferred")
    sql.run(
        "update holding set during = daterange(lower(during), %s) where jurisdiction = %s",
        (flip, jurisdiction),
    )
    hold(jurisdiction, flip, None, unit=20_270_971)
    check_now()
    assert sql.one("select holder_of(%s::int, %s::date)", (jurisdiction, flip)) == 20_270_971
    assert (
        sql.one("select holder_of(%s::int, %s::date)", (jurisdiction, flip - timedelta(days=1))) == AN_KHANH
    )


def test_a_field_taken_from_a_ward_is_a_part_that_only_new_work_of_the_field_enters() -> None:
    territory = queries.jurisdiction_for("territory", AN_KHANH_AREA, None, FIRST)
    taken = date(2026, 1, 1)
    part = sql.one(
        "insert into jurisdiction (kind, parent, field, during)"
        " values ('part', %s, 'Xây dựng', daterange(%s, null)) returning id",
        (territory, taken),
    )
    hold(part, taken, None)
    assert queries.jurisdiction_for("territory", AN_KHANH_AREA, "Xây dựng", taken) == part
    assert queries.jurisdiction_for("territory", AN_KHANH_AREA, "Đất đai", taken) == territory
    assert queries.jurisdiction_for("territory", AN_KHANH_AREA, "Xây dựng", FIRST) == territory


days = st.integers(0, 12).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def successions(draw: st.DrawFn) -> list[Period]:
    """Holders one after the other: what chance alone hardly makes."""
    changes = sorted(draw(st.sets(days.filter(lambda day: day > FIRST), max_size=2)))
    return [Period(start, end) for start, end in pairwise([FIRST, *changes, None]) if start]


@st.composite
def spans(draw: st.DrawFn) -> Period:
    start, end = draw(days), draw(st.none() | days)
    return Period(start, end if end is None or end > start else start + timedelta(days=1))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(held=st.lists(spans(), max_size=3) | successions())
def test_the_database_and_the_rule_agree(held: Sequence[Period]) -> None:
    whole = not held_twice(held) and not gaps(Period(FIRST, None), held)
    assert accepted(held) == whole


def accepted(held: Sequence[Period]) -> bool:
    mark = transaction.savepoint()
    try:
        with transaction.atomic():
            jurisdiction = competence()
            for span in held:
                assert span.start is not None
                hold(jurisdiction, span.start, span.end)
            check_now()
    except BROKEN:
        return False
    finally:
        # In this order: what a released savepoint did to the constraints outlives the outer one's rollback.
        transaction.savepoint_rollback(mark)
        sql.run("set constraints all deferred")
    return True


@pytest.mark.parametrize("table", ["area", "area_heir", "unit", "jurisdiction", "holding", "boundary"])
def test_the_registry_is_read_only_for_the_app(table: str) -> None:
    sql.run("set local role lienthong_app")
    with pytest.raises((ProgrammingError, errors.InsufficientPrivilege)), transaction.atomic():
        sql.run(f"delete from {table}")
