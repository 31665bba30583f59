"""What is read is the class that was asked for, or an error says where text and class part."""

from datetime import date, datetime
from typing import Literal, NamedTuple

import pytest

from lienthong.ground import sql


class Dated(NamedTuple):
    name: str
    on: date | None


class Misordered(NamedTuple):
    on: date
    name: str


class Shorter(NamedTuple):
    name: str


class Longer(NamedTuple):
    name: str
    on: date
    by: int


class Misread(NamedTuple):
    name: str
    on: datetime


class Choice(NamedTuple):
    name: Literal["a", "b"]
    on: object


TEXT = "select 'a' as name, date '2025-07-01' as on"


def test_rows_are_of_the_class_asked_for(db: None) -> None:
    assert sql.rows(Dated, TEXT) == [Dated("a", date(2025, 7, 1))]
    assert sql.row(Choice, TEXT) == Choice("a", date(2025, 7, 1))
    assert sql.row(Dated, f"{TEXT} where false") is None
    assert sql.only_row(Dated, TEXT)._asdict() == {"name": "a", "on": date(2025, 7, 1)}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Shorter, "has no field for column on"),
        (Longer, "Longer has no column for its by"),
        (Misordered, "in another order than the columns name, on"),
        (Misread, "column on is date"),
    ],
)
def test_what_drifted_is_named_with_its_text(db: None, row: type[Dated], said: str) -> None:
    with pytest.raises(sql.Drift, match=said) as raised:
        sql.rows(row, TEXT)
    assert "select 'a' as name" in str(raised.value)


def test_a_text_in_a_file_is_named_by_its_room(db: None) -> None:
    text = sql.named("lienthong.work", "timeline")
    with pytest.raises(
        sql.Drift, match=r"lienthong\.work/sql/timeline\.sql: Dated has no column for its name, on"
    ):
        sql.rows(Dated, text, {"id": None})


def test_what_fits_is_compared_once(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[object] = []
    monkeypatch.setattr(sql, "drift_of_row", lambda row, columns: compared.append(row))
    text = f"{TEXT} limit 1"
    for _ in range(3):
        sql.rows(Dated, text)
    assert compared == [Dated]


def test_values_are_of_the_type_asked_for(db: None) -> None:
    assert sql.values(int, "select n from generate_series(1, 3) as n") == [1, 2, 3]
    assert sql.value(str, "select null::text") is None
    assert sql.value(str, "select 'a' where false") is None
    assert sql.only_value(list[int], "select array[1, 2]") == [1, 2]
    with pytest.raises(sql.Drift, match="column n is int4, not str"):
        sql.value(str, "select 1 as n")
    with pytest.raises(sql.Drift, match=r"column a is int4\[\], not int"):
        sql.value(int, "select array[1] as a")


def test_a_text_that_must_answer_says_when_it_does_not(db: None) -> None:
    with pytest.raises(AssertionError, match="answered no row"):
        sql.only_row(Dated, f"{TEXT} where 1 = 0")
    with pytest.raises(AssertionError, match="answered nothing"):
        sql.only_value(int, "select null::int")
