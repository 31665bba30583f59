"""How often a door may be tried, and what somebody past it is told."""

import pytest

from lienthong.ground.limits import HOUR, LIMITS, Limit, attempts, count_attempt, too_often
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import Refusal


def test_past_its_limit_a_door_says_how_long_to_wait(db: None) -> None:
    who, limit = str(uuid7()), LIMITS["report-by-phone"]
    for _ in range(limit.at_most):
        count_attempt("report-by-phone", who)
    with pytest.raises(Refusal) as refused:
        count_attempt("report-by-phone", who)
    facts = refused.value.facts
    assert (refused.value.status, facts["limit"], facts["per_seconds"]) == (429, limit.at_most, HOUR)
    assert 1 <= facts["retry_after_seconds"] <= HOUR


def test_doors_and_askers_are_counted_apart(db: None) -> None:
    one, other = str(uuid7()), str(uuid7())
    assert [attempts("lookup", one), attempts("lookup", one), attempts("lookup", other)] == [1, 2, 1]
    assert attempts("dossiers", one) == 1


def test_minutes_are_rounded_up() -> None:
    said = [too_often(Limit(60), seconds).sentence for seconds in (1, 60, 61, 3600)]
    assert said == [
        f"Chỉ nhận 60 lần trong 60 phút và đã hết lượt. Hãy thử lại sau {minutes} phút."
        for minutes in (1, 1, 2, 60)
    ]
