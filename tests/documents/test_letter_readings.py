"""Who has read a letter, and what one has read oneself: one line a person, letter and day."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from psycopg import errors

from lienthong.documents.readings.queries import own_readings, readers
from lienthong.documents.readings.tasks import sweep
from lienthong.ground import acts
from tests import cast, sql
from tests.board.rounds import as_owner, screen
from tests.documents.letters import arrived
from tests.documents.test_receiving import entered

HEADING = "Ai đã đọc"


def test_reading_is_noted_once_a_day_by_page_and_api(db: None) -> None:
    letter, clerk = arrived(cast.AN_KHANH), cast.an()
    for _ in range(2):
        assert screen(clerk).get(f"/viec/{letter}").status_code == 200
        assert cast.caller(clerk).get(f"/items/{letter}").status_code == 200
    assert cast.caller(cast.officer("chuyen_vien")).get(f"/items/{letter}").status_code == 200
    leader = cast.officer("lanh_dao")
    with acts.opening(leader):
        rows = readers(letter)
    assert {(row.who, row.days) for row in rows} == {(clerk.name, 1), (cast.officer("chuyen_vien").name, 1)}
    page = screen(leader).get(f"/viec/{letter}").content.decode()
    assert HEADING in page
    assert clerk.name in page


def test_another_day_is_another_line(db: None) -> None:
    letter, clerk = arrived(cast.AN_KHANH), cast.an()
    screen(clerk).get(f"/viec/{letter}")
    with as_owner():
        sql.run("update letter_reading set day = day - 1, at = at - interval '1 day'")
    screen(clerk).get(f"/viec/{letter}")
    with acts.opening(clerk):
        (row,) = readers(letter)
    assert row.days == 2
    assert row.first_at < clerk.at


def test_who_sees_the_readers(db: None) -> None:
    letter = arrived(cast.AN_KHANH)
    screen(cast.an()).get(f"/viec/{letter}")
    for actor, sees in (
        (cast.officer("lanh_dao"), True),
        (cast.an(), True),
        (cast.officer("chuyen_vien"), False),
        (cast.dung(), False),  # sent it, and leads another body
    ):
        assert (HEADING in screen(actor).get(f"/viec/{letter}").content.decode()) is sees, actor.role
    with acts.opening(cast.chi()):
        assert readers(letter) == []


def test_what_one_has_read_oneself(db: None) -> None:
    first, second, clerk = arrived(cast.AN_KHANH), arrived(cast.AN_KHANH), cast.an()
    for letter in (first, second):
        screen(clerk).get(f"/viec/{letter}")
    page = screen(clerk).get("/van-ban-da-doc").content.decode()
    assert f"/viec/{first}" in page
    assert f"/viec/{second}" in page
    other = screen(cast.officer("lanh_dao")).get("/van-ban-da-doc").content.decode()
    assert "Chưa mở văn bản nào" in other
    with acts.opening(clerk):
        assert {row.item for row in own_readings(clerk, None)} == {first, second}


def test_ones_own_readings_are_filtered_counted_taken_along_and_read_over_the_api(db: None) -> None:
    first, second, clerk = arrived(cast.AN_KHANH), entered(subject="Về biên chế"), cast.an()
    for letter in (first, second):
        screen(clerk).get(f"/viec/{letter}")
    of, api = screen(clerk), cast.caller(clerk)
    for asked, said, hits in (
        ("", "", {first, second}),
        ("?q=bien+che", "?q=bien+che", {second}),
        ("?q=không+có", "?q=không+có", set()),
        ("?tu=1/7/2025&den=1/7/2025", "?since=2025-07-01&until=2025-07-01", {first, second}),
        ("?den=30/6/2025", "?until=2025-06-30", set()),
    ):
        page = of.get(f"/van-ban-da-doc{asked}").content.decode()
        assert {letter for letter in (first, second) if f"/viec/{letter}" in page} == hits, asked
        sheet = of.get(f"/van-ban-da-doc.csv{asked}")
        assert sheet.content.decode().count("\n") == 1 + len(hits), asked
        answer = api.get(f"/letter-readings{said}").json()
        assert {UUID(row["item"]) for row in answer["readings"]} == hits, said
        assert answer["total"] == len(hits)
    assert "2 lần đọc" in of.get("/van-ban-da-doc").content.decode()
    assert "Thử bớt điều kiện" in of.get("/van-ban-da-doc?q=không+có").content.decode()


def test_who_has_read_a_letter_is_taken_along_by_who_may_see_it(db: None) -> None:
    letter, clerk = arrived(cast.AN_KHANH), cast.an()
    screen(clerk).get(f"/viec/{letter}")
    leader = cast.officer("lanh_dao")
    assert f"/viec/{letter}/nguoi-da-doc.csv" in screen(leader).get(f"/viec/{letter}").content.decode()
    sheet = screen(leader).get(f"/viec/{letter}/nguoi-da-doc.csv")
    assert clerk.name in sheet.content.decode()
    said = cast.caller(leader).get(f"/items/{letter}/readers").json()
    lines = sheet.content.decode("utf-8-sig").splitlines()[1:]
    page = screen(leader).get(f"/viec/{letter}").content.decode()
    assert f"{len(lines)} người" in page
    assert len(lines) == said["total"]
    assert clerk.name in {row["who"] for row in said["readers"]}
    assert said["total"] == len(said["readers"])
    for other in (cast.officer("chuyen_vien"), cast.dung(), cast.chi()):
        assert screen(other).get(f"/viec/{letter}/nguoi-da-doc.csv").status_code == 404, other.role
        assert cast.caller(other).get(f"/items/{letter}/readers").status_code == 404, other.role


def test_a_letter_that_is_no_longer_theirs_keeps_its_line_without_words(db: None) -> None:
    letter, clerk = arrived(cast.AN_KHANH), cast.an()
    screen(clerk).get(f"/viec/{letter}")
    elsewhere = replace(clerk, scope=(), reads=(), archives=())
    with acts.opening(elsewhere):
        (row,) = own_readings(elsewhere, None)
    assert (row.item, row.subject) == (letter, None)


@pytest.mark.parametrize(
    "statement",
    ["update letter_reading set day = day", "delete from letter_reading", "truncate letter_reading"],
)
def test_the_application_does_not_rewrite_it(db: None, statement: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        sql.run(statement)


def test_a_line_is_nobody_elses(db: None) -> None:
    letter: UUID = arrived(cast.AN_KHANH)
    an, chi = cast.an(), cast.chi()
    with pytest.raises(errors.InsufficientPrivilege), acts.opening(an):
        sql.run(
            "insert into letter_reading (item, mandate, day, at) values (%s, %s, current_date, now())",
            (letter, chi.mandate),
        )


def test_lines_are_forgotten_when_they_were_kept_their_time(db: None) -> None:
    letter, clerk = arrived(cast.AN_KHANH), cast.an()
    screen(clerk).get(f"/viec/{letter}")
    assert sweep(0) == 0
    with as_owner():
        sql.run("update letter_reading set day = day - %s", (timedelta(days=800).days,))
    assert sweep(0) == 1
