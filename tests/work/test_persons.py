"""Who may know a citizen; their words in the index; a line for each read, what it costs, how long it stays."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from lienthong.ground import acts
from lienthong.ground import sql as ground
from lienthong.kernel.refusals import Refusal
from lienthong.procedures.rules import subject_of
from lienthong.work.persons import tasks
from lienthong.work.persons.queries import readings
from lienthong.work.persons.readings import note_readings
from lienthong.work.persons.searching import search
from lienthong.work.persons.showing import knows
from lienthong.work.persons.terms import KEPT
from lienthong.work.persons.words import (
    citizen_words,
    names_somebody,
    of_citizens,
    of_register,
    of_work,
    typed_words,
)
from lienthong.work.queries import item_of
from tests import cast, sql
from tests.board.rounds import as_owner, screen
from tests.procedures import dossiers


def _item(actor: Any, answer: dict[str, Any]) -> Any:
    with acts.opening(actor):
        return item_of(actor, dossiers.of(answer))


def test_the_officer_it_is_assigned_to_knows_them_until_it_is_closed(db: None) -> None:
    counter, officer = dossiers.reception(), cast.officer("van_thu")
    row = _item(counter, dossiers.taken_in())
    assert not knows(officer, row)
    assert knows(officer, row._replace(assignee=officer.mandate))
    assert not knows(officer, row._replace(assignee=officer.mandate, closed_at=row.received_at))
    assert not knows(replace(officer, mandate=None), row._replace(assignee=None))


def test_a_counter_that_keeps_the_archive_knows_them_once_it_is_closed(db: None) -> None:
    row = _item(dossiers.reception(), dossiers.taken_in())
    keeper = replace(dossiers.reception(cast.BINH_TRUNG), archives=(row.jurisdiction,))
    assert not knows(keeper, row)
    assert knows(keeper, row._replace(closed_at=row.received_at))
    technician = replace(cast.officer("ky_thuat", cast.BINH_TRUNG), archives=(row.jurisdiction,))
    assert not knows(technician, row._replace(closed_at=row.received_at))


def test_who_oversees_knows_nobody_whatever_they_may_do(db: None) -> None:
    row, counter = _item(dossiers.reception(), dossiers.taken_in()), dossiers.reception()
    assert not knows(replace(counter, scope=(), reads=counter.scope), row)


@pytest.mark.parametrize(
    ("procedure", "applicant", "subject"),
    [
        ("Cấp trích lục", "Lê Thị Nở", "Cấp trích lục"),
        ("Cấp trích lục", "Lê Thị Nở [Vòng 3]", "Cấp trích lục – [Vòng 3]"),
        ("Cấp trích lục", "Lê Thị Nở [Người thật]", "Cấp trích lục – [Người thật]"),
        ("Cấp trích lục", "[Lê Thị Nở]", "Cấp trích lục"),
        ("x" * 200, "Lê Thị Nở", "x" * 159 + "…"),
    ],
)
def test_the_line_of_a_dossier_names_nobody(procedure: str, applicant: str, subject: str) -> None:
    assert subject_of(procedure, applicant) == subject


def test_a_citizens_words_are_apart_however_they_are_written() -> None:
    assert citizen_words("Lê-Thị O'Nở", "0903 123") == "qzle qzthi qzo qzno qz0903 qz123"
    assert typed_words("qqzz qz qzle") == ["le"]
    assert of_citizens("le thi").whole == (
        "('le' | 'qzle') & ('thi' | 'thy' | 'qzthi' | 'qzthy') & ('qzle' | 'qzthi' | 'qzthy')"
    )
    ends = "'qz000777' | '~777000':* | 'qz000777':*"
    assert of_citizens("000777").whole == f"('777' | {ends}) & ({ends})"
    assert of_register("le t", is_named=True) == "('le' | 'qzle') & ('t':* | 'qzt':*)"
    assert of_register("tinh trang hon", is_named=False) == "'tinh' & 'trang' & 'hon':*"
    assert of_register("1/UBND-VP", is_named=False) == "'1' & 'ubnd' & 'vp':*"
    assert (
        of_citizens("' & !*():").whole == of_work("' & !*():").whole == of_register("-", is_named=True) == ""
    )
    typed = ("le", "le thi", "0903123456", "000777", "12345")
    assert [names_somebody(words) for words in typed] == [False, True, True, True, False]


@pytest.mark.parametrize(
    "typed", ["qz0903123456", "~654321", "0903123456", "=qz", "qzle", "qqzzle", "ｑｚle"]
)
def test_who_may_not_know_a_citizen_asks_for_none_of_their_words(typed: str) -> None:
    asked = of_work(typed)
    assert "qz" not in "".join([asked.number, asked.whole, asked.begun, *asked.known])
    assert "~" not in "".join([asked.number, asked.whole, asked.begun])


@pytest.mark.parametrize("words", ["le thi no", "Lê Thị Nở", "0903123456", "no le hon nhan"])
def test_the_counter_finds_by_name_and_number_and_leaves_a_line(db: None, words: str) -> None:
    item = dossiers.of(dossiers.taken_in())
    found = dossiers.of(dossiers.taken_in(dossiers.reception(cast.BINH_TRUNG)))
    counter = dossiers.reception()
    with acts.opening(counter):
        rows = [row.id for row in search(counter, words)]
    assert item in rows
    assert found not in rows
    with as_owner():
        assert sql.one("select count(*) from reading where item = %s and door = 'search'", (item,)) == 1


def test_the_counter_finds_by_words_of_the_work_as_before_and_leaves_none(db: None) -> None:
    item, counter = dossiers.of(dossiers.taken_in()), dossiers.reception()
    with acts.opening(counter):
        assert item in [row.id for row in search(counter, "tình trạng hôn nhân")]
    with as_owner():
        assert sql.one("select count(*) from reading") == 0


def test_one_statement_for_however_many_and_none_for_nobody(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter, told = dossiers.reception(), []
    items = [dossiers.of(dossiers.taken_in()) for _ in range(3)]
    run = ground.run_at_commit
    monkeypatch.setattr(ground, "run_at_commit", lambda text, params: (told.append(text), run(text, params)))
    with acts.opening(counter):
        note_readings(items, "register", by=counter)
        note_readings([], "register", by=counter)
    assert len(told) == 1
    with as_owner():
        assert sql.one("select count(distinct item) from reading") == 3


def test_whoever_answers_for_the_body_reads_the_lines(db: None) -> None:
    counter, leader = dossiers.reception(), cast.officer("lanh_dao")
    answer = dossiers.taken_in()
    item = dossiers.of(answer)
    screen(counter).get(f"/viec/{item}")
    with acts.opening(leader):
        (row,) = readings(leader, leader.day, leader.day)
        assert (row.who, row.door, row.item, row.reference) == (counter.name, "page", item, answer["code"])
        code, name = row.reference or "", row.who or ""
        assert len(readings(leader, leader.day, leader.day, words=code)) == 1
        assert len(readings(leader, leader.day, leader.day, words=name)) == 1
        assert readings(leader, leader.day, leader.day, words="không ai") == []
        assert readings(leader, leader.day, leader.day, door="slip") == []
        before = leader.day - timedelta(days=1)
        assert readings(leader, before, before) == []
    page = screen(leader)
    assert code in page.get("/nhat-ky-doc").content.decode()
    assert code in page.get("/nhat-ky-doc.csv").content.decode("utf-8-sig")
    assert page.get("/nhat-ky-doc.xlsx").status_code == 200
    assert page.get("/nhat-ky-doc.doc").status_code == 404
    assert page.get("/nhat-ky-doc?tu=hom-qua").status_code == 422
    assert page.get("/nhat-ky-doc?cua=x").status_code == 422
    assert screen(counter).get("/nhat-ky-doc").status_code == 403
    chi = cast.officer("lanh_dao", cast.BINH_TRUNG)
    assert code not in screen(chi).get("/nhat-ky-doc").content.decode()
    with acts.opening(chi):
        assert readings(chi, chi.day, chi.day) == []
    with acts.opening(counter), pytest.raises(Refusal, match="not_allowed"):
        readings(counter, counter.day, counter.day)


def test_lines_go_when_their_time_is_over(db: None) -> None:
    counter = dossiers.reception()
    item = dossiers.of(dossiers.taken_in())
    with acts.opening(counter):
        note_readings([item], "page", by=counter)
        note_readings([item], "slip", by=counter)
    with as_owner():
        sql.run("update reading set at = at - %s - interval '1 hour' where door = 'slip'", (KEPT,))
    assert tasks.sweep_readings(0) == 1
    with as_owner():
        assert sql.one("select array_agg(door) from reading") == ["page"]
