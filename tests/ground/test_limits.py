"""How often a door may be tried, and what somebody past it is told."""

import csv
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from lienthong.ground.limits import (
    HOUR,
    LIMITS,
    Limit,
    attempts,
    count_attempt,
    count_attempts,
    limits_on,
    take_back_attempts,
)
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
    said = [Limit(60).refusal(seconds).sentence for seconds in (1, 60, 61, 3600)]
    assert said == [
        f"Chỉ nhận 60 lần trong 60 phút và đã hết lượt. Hãy thử lại sau {minutes} phút."
        for minutes in (1, 1, 2, 60)
    ]


def test_a_refusal_says_whose_tries_are_used_up() -> None:
    assert Limit(6000, by="address").refusal(61).sentence == (
        "Từ địa chỉ mạng này chỉ nhận 6.000 lần trong 60 phút và đã hết lượt. Hãy thử lại sau 2 phút."
    )
    assert all(" thử lại sau " in limit.refusal(1).sentence for limit in LIMITS.values())


def test_one_try_is_counted_under_several_names_and_taken_back(db: None) -> None:
    name, address = str(uuid7()), str(uuid7())
    tries = (("login-name", name), ("login-address", address))
    count_attempts(*tries)
    count_attempts(*tries)
    take_back_attempts(*tries)
    assert [attempts(*one) for one in tries] == [2, 2]


def test_the_first_limit_that_is_past_is_told(db: None) -> None:
    name = str(uuid7())
    for _ in range(LIMITS["login"].at_most):
        count_attempts(("login-name", name), ("login", name))
    with pytest.raises(Refusal) as refused:
        count_attempts(("login-name", name), ("login", name))
    assert refused.value.facts["limit"] == LIMITS["login"].at_most


def _own(home: Path, *rows: str) -> Path:
    (home / "limits.csv").write_text("\n".join(["door,at_most,per_seconds,since", *rows]) + "\n", "utf-8")
    return home


def test_an_operators_rows_go_before_ours_from_their_day_on(tmp_path: Path) -> None:
    ours = limits_on(date(2026, 12, 1), tmp_path)
    _own(
        tmp_path,
        "reports,9000,3600,2026-12-01",
        "reports,12000,3600,2027-01-01",
        "home,70000,3600,2030-01-01",
    )
    assert limits_on(date(2026, 11, 30), tmp_path) == ours
    assert limits_on(date(2026, 12, 1), tmp_path)["reports"].at_most == 9_000
    later = limits_on(date(2027, 2, 1), tmp_path)
    assert (later["reports"].at_most, later["reports"].by) == (12_000, "address")
    assert later["home"] == ours["home"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("reprots,9000,3600,2026-12-01", "không có cửa nào tên «reprots»"),
        ("reports,viel,3600,2026-12-01", "dòng 2"),
        ("reports,0,3600,2026-12-01", "at_most từ 1"),
        ("reports,10,999999,2026-12-01", "per_seconds"),
        ("reports,10,3600,1/12/2026", "ngày viết 2026-11-27"),
        ("reports,10", "dòng 2"),
    ],
)
def test_an_operators_file_that_is_not_understood_is_refused_by_its_row(
    tmp_path: Path, row: str, words: str
) -> None:
    with pytest.raises(Refusal) as refused:
        limits_on(date(2026, 12, 1), _own(tmp_path, row))
    assert refused.value.code == "limits_bad"
    assert words in refused.value.sentence


def test_no_number_of_ours_is_given_out_as_law() -> None:
    text = resources.files("lienthong.ground").joinpath("data", "limits.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert {row["basis"] for row in rows} == {"ours"}
    assert all(row["why"] for row in rows)


def test_a_city_behind_one_address_is_served() -> None:
    """Where making work is counted by address the ceiling is a flood's; persons are counted by telephone and code."""
    for door in (
        "reports",
        "dossiers",
        "supplements",
        "reopenings",
        "lookup",
        "phone-lookup",
        "catalogue",
        "home",
    ):
        assert LIMITS[door].by == "address"
        assert LIMITS[door].at_most >= 5_000, door
    for door in ("reports-phone", "dossiers-phone", "supplements-code", "reopenings-code"):
        assert LIMITS[door].at_most <= 30, door
