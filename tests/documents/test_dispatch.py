"""What became of a letter at its addressees, as its sender reads it, and reminding those who have not done with it."""

import csv
import io
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from lienthong.documents import actions
from lienthong.documents.dispatch import queries
from lienthong.documents.dispatch.actions import remind_addressees
from lienthong.documents.recalling import actions as recalling
from lienthong.documents.receiving.actions import register_between, register_outside_letter
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.units.queries import city_units
from lienthong.work.queries import timeline
from tests import cast, sql
from tests.documents.letters import delivered, drafted
from tests.documents.test_following import answer_to
from tests.reorganisation.planning import session


def sent_to_all(city: Actor) -> UUID:
    item = UUID(
        actions.draft_document(
            side="government",
            type="CV",
            subject="Gửi tất cả",
            body="Nội dung.",
            groups=["phuong-xa"],
            by=city,
        )["id"]
    )
    return issue(item, city)


def issue(item: UUID, city: Actor) -> UUID:
    actions.submit_draft(item, by=city)
    actions.sign_document(item, by=city)
    actions.issue_document(item, by=city)
    return item


def table(by: Actor, item: UUID, **asked: Any) -> dict[str, queries.Row]:
    with acts.opening(by):
        letter = queries.letter_sent(by, item)
        return {row.name: row for row in queries.addressees(by, letter.document, **asked).rows}


def counts(by: Actor, item: UUID) -> dict[str, int]:
    with acts.opening(by):
        return {
            state: count.n for state, count in queries.counts(queries.letter_sent(by, item).document).items()
        }


def test_each_addressee_with_what_it_did_and_when(db: None) -> None:
    city, an, chi, leader = cast.dung(), cast.an(), cast.chi(), cast.officer("lanh_dao")
    item = sent_to_all(city)
    mine, theirs = delivered(an), delivered(chi)
    actions.register_delivery(mine, by=an)
    specialist = cast.officer("chuyen_vien")
    actions.direct_delivery(mine, note="Không cho ai biết", assignee=specialist.mandate, by=leader)
    actions.issue_document(answer_to(mine), by=an)
    actions.return_delivery(theirs, reason="Không thuộc địa bàn", by=chi)
    assert counts(city, item) == {"arrived": 166, "answered": 1, "returned": 1}
    rows = table(city, item)
    assert len(rows) == 168
    ours, back = rows[an.unit_name], rows[chi.unit_name]
    assert ours.register_number is not None
    assert None not in (ours.registered_at, ours.directed_at, ours.answered_at, ours.closed_at)
    assert ours.answer_sign is not None
    assert ours.answer_item == delivered(city), "the sender opens the answer it got"
    assert ours.note == "", "what the addressee wrote for itself stays there"
    assert (back.state, back.note) == ("returned", "Không thuộc địa bàn")
    waiting = next(row for row in rows.values() if row.state == "arrived")
    assert (waiting.registered_at, waiting.directed_at, waiting.closed_at) == (None, None, None)


def test_a_number_in_between_is_read_as_it_was_given(db: None) -> None:
    city, an = cast.dung(), cast.an()
    register_outside_letter(sender="Bộ Nội vụ", subject="Đến trước", by=an)
    item = issue(drafted(city, an.unit or 0), city)
    register_between(delivered(an), after_number=1, reason="Sót trong túi thư", by=an)
    assert "01a/2025" in session(city).get(f"/viec/{item}/noi-nhan").content.decode()
    assert "01a/2025" in session(city).get(f"/viec/{item}/noi-nhan.csv").content.decode()
    (row,) = cast.caller(city).get(f"/letters/{item}/addressees").json()["addressees"]
    assert (row["register_number"], row["register_letter"], row["register_year"]) == (1, "a", 2025)


def test_only_the_sender_has_the_table(db: None) -> None:
    city, an = cast.dung(), cast.an()
    item = issue(drafted(city, an.unit or 0, cast.chi().unit or 0), city)
    for stranger in (an, cast.chi(), cast.binh()):
        with pytest.raises(NotFound):
            table(stranger, item)
        with acts.opening(stranger):
            document = sql.one("select document from delivery limit 1")
            assert sql.one("select count(*) from dispatch_of(%s)", (document,)) == 0
    with acts.opening(an), pytest.raises(NotFound):
        queries.letter_sent(an, delivered(an))
    assert session(an).get(f"/viec/{item}/noi-nhan").status_code == 404
    assert cast.caller(an).get(f"/letters/{item}/addressees").status_code == 404


def test_the_page_the_sheet_and_the_api_say_the_same(db: None) -> None:
    city, an = cast.dung(), cast.an()
    item = sent_to_all(city)
    actions.register_delivery(delivered(an), by=an)
    page, api = session(city), cast.caller(city)
    shown = page.get(f"/viec/{item}").content.decode()
    assert f"/viec/{item}/noi-nhan" in shown
    first = page.get(f"/viec/{item}/noi-nhan").content.decode()
    assert first.count("data-row") == 50
    assert "168 nơi nhận" in first
    assert page.get(f"/viec/{item}/noi-nhan?trang=4").content.decode().count("data-row") == 18
    registered = page.get(f"/viec/{item}/noi-nhan?tinh-trang=registered").content.decode()
    assert registered.count("data-row") == 1
    assert "phường An Khánh" in registered
    old = page.get(f"/viec/{item}/noi-nhan?q=Bến Nghé").content.decode()
    assert "phường Sài Gòn" in old
    sheet = page.get(f"/viec/{item}/noi-nhan.csv?tinh-trang=registered").content.decode("utf-8-sig")
    assert [row[2] for row in csv.reader(io.StringIO(sheet))][1:] == ["Đã vào sổ"]
    assert page.get(f"/viec/{item}/noi-nhan.xlsx").content[:2] == b"PK"
    said = api.get(f"/letters/{item}/addressees?limit=500").json()
    assert (said["total"], len(said["addressees"]), said["counts"]) == (
        168,
        168,
        {"arrived": 167, "registered": 1},
    )
    names = [row["name"] for row in said["addressees"]]
    lines = page.get(f"/viec/{item}/noi-nhan.csv").content.decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(lines))][1:] == names
    bad = api.get(f"/letters/{item}/addressees?state=zzz")
    assert (bad.status_code, bad.json()["code"]) == (422, "state_not_listed")


def test_those_who_have_not_registered_are_reminded_and_nobody_else(db: None) -> None:
    city, an, chi = cast.dung(), cast.an(), cast.chi()
    item = issue(drafted(city, an.unit or 0, chi.unit or 0), city)
    mine, theirs = delivered(an), delivered(chi)
    actions.register_delivery(mine, by=an)
    assert remind_addressees(item, words="Đề nghị vào sổ trong hôm nay.", by=city)["reminded"] == 1
    rows = table(city, item)
    assert rows[chi.unit_name].reminded_at is not None
    assert rows[an.unit_name].reminded_at is None
    with acts.opening(chi):
        line = timeline(theirs)[-1]
    assert (line.verb, line.reason) == ("delivery.reminded", "Đề nghị vào sổ trong hôm nay.")
    with acts.opening(an):
        assert [line.verb for line in timeline(mine)][-1] == "delivery.registered"


def test_nobody_is_reminded_twice_within_an_hour(db: None) -> None:
    city, an, chi = cast.dung(), cast.an(), cast.chi()
    item = issue(drafted(city, an.unit or 0, chi.unit or 0), city)
    actions.register_delivery(delivered(an), by=an)
    assert remind_addressees(item, words="Lần một", whom="arrived", by=city)["reminded"] == 1
    with pytest.raises(Refusal, match="reminded_lately"):
        remind_addressees(item, words="Lần hai", whom="arrived", by=city)
    assert remind_addressees(item, words="Cả hai", whom="open", by=city)["reminded"] == 1, "the other one"
    later = replace(city, at=city.at + timedelta(hours=1, minutes=1))
    assert remind_addressees(item, words="Sau một giờ", whom="open", by=later)["reminded"] == 2


def test_a_letter_everybody_has_done_with_reminds_nobody(db: None) -> None:
    city, an = cast.dung(), cast.an()
    item = issue(drafted(city, an.unit or 0), city)
    actions.return_delivery(delivered(an), reason="Gửi nhầm", by=an)
    with pytest.raises(Refusal, match="nobody_to_remind"):
        remind_addressees(item, words="Nhắc", whom="open", by=city)
    assert "remind-addressees" not in session(city).get(f"/viec/{item}").content.decode()
    for stranger in (an, cast.chi()):
        with pytest.raises((NotFound, Refusal)):
            remind_addressees(item, words="Nhắc", by=stranger)


def test_the_table_says_what_a_recall_came_to(db: None) -> None:
    city, an, chi = cast.dung(), cast.an(), cast.chi()
    item = issue(drafted(city, an.unit or 0, chi.unit or 0), city)
    recalling.recall_document(item, reason="Sai số liệu", by=city)
    recalling.agree_to_recall(delivered(an), by=an)
    recalling.refuse_recall(delivered(chi), reason="Đã làm xong", by=chi)
    rows = table(city, item)
    assert (rows[an.unit_name].state, rows[an.unit_name].recall) == ("recalled", "agreed")
    assert (rows[chi.unit_name].state, rows[chi.unit_name].recall) == ("arrived", "refused")
    assert "không đồng ý thu hồi" in session(city).get(f"/viec/{item}/noi-nhan").content.decode()


def test_a_body_that_had_ended_is_named_beside_who_took_its_letter(db: None) -> None:
    city = cast.dung()
    old = sql.row(
        "select u.id, u.name from unit u join area a on a.id = u.area where u.body = 'ubnd' and a.name = %s"
        " and not u.during @> world_today() limit 1",
        ("Phường Bến Nghé",),
    )
    item = UUID(
        actions.draft_document(side="government", type="CV", subject="x", body="y", to=[old.id], by=city)[
            "id"
        ]
    )
    issue(item, city)
    (row,) = table(city, item).values()
    assert (row.name, row.in_place_of) == ("Ủy ban nhân dân phường Sài Gòn", old.name)
    assert len(city_units(city.day)) == 168


def test_what_is_late_is_counted_and_filtered(db: None) -> None:
    city, an = cast.dung(), cast.an()
    item = issue(drafted(city, an.unit or 0), city)
    sql.run("reset role")
    sql.run("update work_item set due_at = world_now() - interval '1 day' where id = %s", (delivered(an),))
    sql.run("set local role lienthong_app")
    assert list(table(city, item, state="late")) == [an.unit_name]
    assert cast.caller(city).get(f"/letters/{item}/addressees").json()["late"] == 1
    assert "quá hạn" in session(city).get(f"/viec/{item}/noi-nhan?tinh-trang=late").content.decode()
