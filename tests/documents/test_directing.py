"""The leader's direction: who leads, who co-operates, who is to know; each has a part, and every word is kept."""

import html
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from lienthong.documents import actions, queries
from lienthong.documents import reversals as back
from lienthong.documents.directing import actions as directing
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.pages.uploads import Upload
from lienthong.work.queries import item_of, timeline
from lienthong.work.waiting import queries as waiting
from tests import cast, sql
from tests.board.rounds import screen
from tests.documents.letters import arrived
from tests.documents.test_receiving import entered
from tests.files import PDF


def person_of(section: str) -> Actor:
    """A specialist of a section of the ward."""
    row = sql.row(
        "select m.id, m.person, pe.name from post p join mandate m on m.post = p.id and m.during @> world_today()"
        " join person pe on pe.id = m.person"
        " where p.unit = %s and p.section = %s and p.role = 'chuyen_vien' order by m.id limit 1",
        (cast.an().unit, section),
    )
    actor = cast.officer("chuyen_vien")
    return replace(actor, mandate=row.id, person=row.person, name=row.name, section=section)


def working() -> tuple[str, str]:
    """Two sections whose people handle letters."""
    rows = sql.rows(
        "select p.section from post p join mandate m on m.post = p.id and m.during @> world_today()"
        " where p.unit = %s and p.role = 'chuyen_vien' group by 1 order by 1 limit 2",
        (cast.an().unit,),
    )
    first, second = (row.section for row in rows)
    return first, second


def head() -> Actor:
    return cast.officer("lanh_dao")


def page(of: Client, path: str) -> str:
    answer = of.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return html.unescape(answer.content.decode())


def parts_of(item: UUID, by: Actor | None = None) -> dict[str, dict[str, Any]]:
    by = by or head()
    with acts.opening(by):
        parts = queries.details(by, item_of(by, item))["parts"]
    return {part["who"]: dict(part) for part in parts}


def waits_for(actor: Actor) -> list[UUID]:
    with acts.opening(actor):
        return [row.id for row in waiting.rows(actor, "me")]


def refused(code: str, act: Any, *args: Any, **given: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        act(*args, **given)
    assert refusal.value.code == code, refusal.value


def test_each_named_has_a_part_of_their_own_and_the_lead_reads_what_they_report(db: None) -> None:
    lead, co = working()
    item = entered()
    actions.direct_delivery(
        item, note="Phối hợp kiểm tra, báo cáo", section=lead, due_days=3, co=[co], info=[str(cast.an().mandate)],
        by=head(),
    )  # fmt: skip
    parts = parts_of(item)
    assert {who: part["state_label"] for who, part in parts.items()} == {
        co: "Chờ thực hiện", cast.an().name: "Nhận để biết, chưa xem",
    }  # fmt: skip
    part = UUID(parts[co]["item"])
    other = person_of(co)
    assert part in waits_for(other)
    assert part not in waits_for(person_of(lead)), "only those it was given to"
    assert item in waits_for(person_of(lead))
    refused("report_empty", directing.report_part, part, report="...", by=other)
    directing.report_part(part, report="Đã kiểm tra ba cơ sở", by=other)
    assert "Đã kiểm tra ba cơ sở" in page(screen(person_of(lead)), f"/viec/{item}")
    assert part not in waits_for(other)
    with acts.opening(other):
        (line,) = [line for line in timeline(part) if line.verb == "direction.reported"]
    assert line.reason == "Đã kiểm tra ba cơ sở"
    directing.reopen_part(part, reason="Thiếu một cơ sở", by=other)
    assert part in waits_for(other)
    to_know = UUID(parts[cast.an().name]["item"])
    directing.read_part(to_know, by=cast.an())
    assert parts_of(item)[cast.an().name]["state"] == "read"


def test_the_part_shows_the_letter_its_scans_and_the_leader_s_words(db: None) -> None:
    lead, co = working()
    scan = Upload.model_construct(name="cong-van.pdf", content=PDF)
    item = entered(subject="Kiểm tra an toàn", files=[scan])
    actions.direct_delivery(item, note="Làm ngay trong tuần", section=lead, co=[co], by=head())
    part = parts_of(item)[co]["item"]
    of = screen(person_of(co))
    shown = page(of, f"/viec/{part}")
    for words in (
        "Làm ngay trong tuần",
        "Kiểm tra an toàn",
        "cong-van.pdf",
        f"/viec/{item}",
        "Phối hợp",
        lead,
    ):
        assert words in shown, words
    scan_url = shown.partition(f'href="/viec/{item}/giay-to/')[2].partition('"')[0]
    assert of.get(f"/viec/{item}/giay-to/{scan_url}").status_code == 200


def test_every_word_stands_with_its_line(db: None) -> None:
    specialist = cast.officer("chuyen_vien")
    item, misaddressed = arrived(cast.AN_KHANH), arrived(cast.AN_KHANH)
    actions.register_delivery(item, by=cast.an())
    actions.direct_delivery(item, note="Tham mưu trả lời", assignee=specialist.mandate, due_days=2, by=head())
    actions.complete_delivery(item, note="Lưu, không trả lời", by=specialist)
    actions.return_delivery(misaddressed, reason="Không thuộc địa bàn", by=cast.an())
    shown = page(screen(cast.an()), f"/viec/{item}")
    assert "Ý kiến chỉ đạo: Tham mưu trả lời" in shown
    assert f"Chủ trì: {specialist.name}" in shown
    assert "Kết quả: Lưu, không trả lời" in shown
    back.reopen_delivery(item, reason="Cần trả lời", by=head())
    actions.direct_delivery(item, note="Soạn công văn", by=head())
    again = page(screen(cast.an()), f"/viec/{item}")
    assert "Tham mưu trả lời" in again, "what was said first is not lost to what was said last"
    assert "Soạn công văn" in again
    assert "Lý do: Không thuộc địa bàn" in page(screen(cast.dung()), f"/viec/{misaddressed}")


def test_many_letters_are_directed_at_once(db: None) -> None:
    lead, co = working()
    letters = [entered(subject=f"Thứ {nth}") for nth in (1, 2, 3)]
    not_yet = arrived(cast.AN_KHANH)
    of = screen(head())
    assert "Chỉ đạo…" in page(of, "/viec-cho-toi")
    ticked = {"items": [str(item) for item in letters], "back": "/viec-cho-toi", "idempotency_key": "1"}
    asked = html.unescape(of.post("/van-ban-den/chi-dao", ticked).content.decode())
    assert "Thứ 2" in asked
    assert co in asked
    done = of.post(
        "/van-ban-den/chi-dao",
        {**ticked, "filled": "1", "note": "Theo lĩnh vực", "section": lead, "co": [co], "due_on": "4/7/2025"},
    )
    assert done.status_code == 302, html.unescape(done.content.decode())
    assert "Đã chỉ đạo 3 văn bản." in page(of, done["Location"])
    with acts.opening(head()):
        for item in letters:
            row = item_of(head(), item)
            assert (row.state, row.section) == ("directed", lead)
            assert row.due_at is not None
            assert f"{row.due_at.astimezone(head().at.tzinfo):%d/%m/%Y %H}" == "04/07/2025 17"
    api = cast.caller(head())
    answer = api.post(
        "/directions",
        {"items": [str(letters[0]), str(not_yet)], "note": "Nhắc lại", "section": lead},
        key="2",
    ).json()
    assert answer["done"] == [str(letters[0])]
    assert [row["code"] for row in answer["refused"]] == ["wrong_state"]
    refused("nothing_to_direct", actions.direct_many, [], by=head())


def test_who_and_when_are_checked(db: None) -> None:
    lead, co = working()
    item = entered()
    leader = head()

    def direct(**given: Any) -> None:
        actions.direct_delivery(item, by=leader, **given)

    refused("due_twice", direct, due_days=2, due_on=leader.day)
    refused("due_past", direct, due_on=leader.day - timedelta(days=1))
    refused("unknown_part_taker", direct, co=["Phòng không có"])
    refused("unknown_part_taker", direct, info=[str(cast.chi().mandate)])
    refused("named_twice", direct, section=lead, co=[lead])
    refused("named_twice", direct, co=[co], info=[co])
    with pytest.raises(Refusal):
        actions.direct_delivery(item, co=[co], by=cast.an())
    with pytest.raises(NotFound):
        actions.direct_delivery(item, by=cast.officer("lanh_dao", cast.BINH_TRUNG))


def test_directing_again_gives_no_part_twice_and_taking_it_back_takes_the_open_ones(db: None) -> None:
    lead, co = working()
    item = entered()
    actions.direct_delivery(item, section=lead, co=[co], by=head())
    actions.direct_delivery(item, section=lead, co=[co], info=[str(cast.an().mandate)], by=head())
    assert len(parts_of(item)) == 2
    directing.report_part(UUID(parts_of(item)[co]["item"]), report="Đã xong", by=person_of(co))
    back.withdraw_direction(item, reason="Giao nhầm", by=head())
    states = {who: part["state"] for who, part in parts_of(item).items()}
    assert states == {co: "reported", cast.an().name: "withdrawn"}
    with acts.opening(head()):
        assert sql.one("select directed_at from delivery where item = %s", (item,)) is None


def test_one_part_is_taken_back_alone(db: None) -> None:
    lead, co = working()
    item = entered()
    actions.direct_delivery(item, section=lead, co=[co], by=head())
    part = UUID(parts_of(item)[co]["item"])
    refused("not_allowed", directing.withdraw_part, part, reason="Nhầm", by=person_of(co))
    directing.withdraw_part(part, reason="Không cần nữa", by=head())
    assert part not in waits_for(person_of(co))


def test_the_sender_sees_no_parts_and_a_neighbour_nothing(db: None) -> None:
    lead, co = working()
    item = arrived(cast.AN_KHANH)
    actions.register_delivery(item, by=cast.an())
    actions.direct_delivery(item, section=lead, co=[co], by=head())
    assert parts_of(item, cast.dung()) == {}
    part = parts_of(item)[co]["item"]
    for stranger in (cast.dung(), cast.chi()):
        assert screen(stranger).get(f"/viec/{part}").status_code == 404
