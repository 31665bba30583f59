"""The work-list by street: read once, counted in SQL, decided whole, changed, taken back, taken along."""

import csv
import io
from dataclasses import replace
from uuid import UUID

import pytest
from openpyxl import load_workbook

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.reorganisation.divisions import actions, queries, streets
from lienthong.reorganisation.divisions.rules import needs_second_eyes
from lienthong.reorganisation.divisions.running.tasks import read_divided_addresses
from lienthong.reorganisation.divisions.terms import Division, Standings
from lienthong.reorganisation.plans.actions import prepare_plan
from lienthong.units.addresses.reading import READING, Address
from tests import sql
from tests.cast import officer
from tests.reorganisation.desks import (
    AN_KHANH,
    Screen,
    counter,
    division,
    dossiers,
    jurisdiction,
    lasting,
    part,
)
from tests.reorganisation.plans import drafted, planner, text
from tests.reorganisation.test_divisions import SPLIT, approve_and_wait, clerk_of, decide

ADDRESSES = ("1 Nguyễn Hoàng, KP 1", "Số 3 đường Nguyễn Hoàng", "5 đường số 10", "7 đường số 2", "xóm trên")


@pytest.fixture
def split(eve: None) -> Division:
    made = drafted(text(SPLIT))
    prepare_plan(made["plan"], by=planner())
    return division(made["plan"])


def standings(one: Division, by: Actor | None = None, words: str = "") -> Standings:
    with acts.opening(by or counter()):
        return streets.standings(by or counter(), one, words)


def kept() -> dict[UUID, tuple[int, str]]:
    sql.run("reset role")
    found = sql.rows("select item, reading, street from parsed_address")
    sql.run("set local role lienthong_app")
    return {row.item: (row.reading, row.street) for row in found}


def test_streets_are_counted_and_stand_in_the_order_people_expect(split: Division) -> None:
    dossiers(*ADDRESSES)
    found = standings(split)
    assert [(street.spelt, street.n) for street in found.streets] == [
        ("Nguyễn Hoàng", 2), ("số 2", 1), ("số 10", 1), ("", 1)
    ]  # fmt: skip
    assert (found.left, found.total, found.unread) == (5, 5, 0)


def test_an_address_is_read_once_and_again_by_another_edition(
    split: Division, monkeypatch: pytest.MonkeyPatch
) -> None:
    (item,) = dossiers("1 Nguyễn Hoàng")
    standings(split)
    assert kept() == {item: (READING, "nguyen hoang")}
    with acts.opening(counter()):
        assert streets.read_addresses(split.jurisdictions) == 0
    monkeypatch.setattr(streets, "READING", READING + 1)
    assert standings(split).left == 1
    assert kept() == {item: (READING + 1, "nguyen hoang")}


def test_the_worker_reads_what_is_divided_and_nothing_else(split: Division) -> None:
    items = dossiers(*ADDRESSES)
    dossiers("1 Nguyễn Hoàng", code=AN_KHANH)
    assert read_divided_addresses(0) == len(items)
    assert kept().keys() == set(items)
    assert read_divided_addresses(0) == 0
    assert all(
        street == (Address(a).street() or "") for a, (_, street) in zip(ADDRESSES, _in(items), strict=True)
    )


def _in(items: list[UUID]) -> list[tuple[int, str]]:
    return [kept()[item] for item in items]


def test_another_ward_sees_no_street(split: Division) -> None:
    dossiers(*ADDRESSES)
    standings(split)
    assert standings(split, counter(AN_KHANH)).total == 0
    with acts.opening(counter(AN_KHANH)):
        assert sql.one("select count(*) from parsed_address") == 0
        assert sql.one("select count(*) from open_address") == 0
        assert sql.one("select count(*) from open_decision") == 0


def test_neighbours_decided_before_are_the_reason(split: Division) -> None:
    first, _ = dossiers("1 Nguyễn Hoàng", "3 Nguyễn Hoàng")
    decide(split, "Tây", first)
    found = standings(split)
    with acts.opening(counter()):
        (line,) = streets.pending(counter(), split, found.streets)
    (best,) = line.best
    assert best.part == part(split, "Tây")
    assert best.reason == "1/1 việc cùng đường «nguyen hoang» đã về Phường Tây"


def test_pages_show_everything_once_and_in_order(split: Division) -> None:
    dossiers(*(f"{n} đường số {1 + n % 4}" for n in range(23)))
    found = standings(split)
    seen = []
    with acts.opening(counter()):
        for page in range(1, 7):
            seen += streets.pending(counter(), split, found.streets, page=page, size=5)
        whole = streets.pending(counter(), split, found.streets, size=100)
    assert [one.item.id for one in seen] == [one.item.id for one in whole]
    assert len({one.item.id for one in seen}) == 23
    assert [one.street for one in seen] == sorted(one.street for one in seen)


def test_words_of_the_address_filter_the_list_and_not_the_progress(split: Division) -> None:
    dossiers(*ADDRESSES)
    found = standings(split, words="ĐƯỜNG SỐ")
    assert [street.key for street in found.streets] == ["so 2", "so 10"]
    assert found.left == 5
    assert standings(split, words="%").streets == (), "words, not patterns"


def test_a_street_is_decided_whole_and_once(split: Division) -> None:
    items = dossiers(*ADDRESSES)
    before = lasting(*items)
    for _ in range(2):
        answer = actions.decide_street(
            split.plan, split.undivided, street="nguyen hoang", part=part(split, "Tây"), by=counter(), key="k"
        )
        assert answer == {"decided": {str(part(split, "Tây")): 2}}
    assert [jurisdiction(item) == part(split, "Tây") for item in items] == [True, True, False, False, False]
    assert lasting(*items) == before
    with pytest.raises(Refusal, match="no_items"):
        actions.decide_street(
            split.plan, split.undivided, street="nguyen hoang", part=part(split, "Tây"), by=counter()
        )


def test_what_has_no_street_is_decided_together_too(split: Division) -> None:
    *_, nowhere = dossiers(*ADDRESSES)
    actions.decide_street(split.plan, split.undivided, street="", part=part(split, "Tây"), by=counter())
    assert jurisdiction(nowhere) == part(split, "Tây")
    assert standings(split).left == 4


def test_a_decision_is_taken_back_and_the_journal_says_so(split: Division) -> None:
    (item,) = dossiers("1 Nguyễn Hoàng")
    before = lasting(item)
    decide(split, "Tây", item)
    given = {"items": [item], "by": counter(), "key": "back"}
    for _ in range(2):
        assert actions.take_back_items(split.plan, split.undivided, **given) == {"taken_back": 1}  # type: ignore[arg-type]
    assert jurisdiction(item) == split.undivided
    assert lasting(item) == before
    with acts.opening(counter()):
        verbs = [
            row.verb for row in sql.rows("select verb from journal where item = %s order by seq", (item,))
        ]
        assert queries.people_decisions(counter(), split) == []
    assert verbs[-2:] == ["item.refined", "item.unrefined"]


def test_a_stranger_takes_nothing_back(split: Division) -> None:
    (item,) = dossiers("1 Nguyễn Hoàng")
    decide(split, "Tây", item)
    with pytest.raises(NotFound):
        actions.take_back_items(split.plan, split.undivided, items=[item], by=counter(AN_KHANH))
    assert jurisdiction(item) == part(split, "Tây")


def test_the_sample_drawn_by_sql_is_the_one_the_rule_draws(split: Division) -> None:
    items = dossiers(*(f"{n} Nguyễn Hoàng" for n in range(1, 40)))
    decide(split, "Tây", *items)
    with acts.opening(counter()):
        drawn = {row.item for row in queries.people_decisions(counter(), split, drawn_only=True)}
        assert queries.decided_by_people(counter(), split) == 39
    assert drawn == {item for item in items if needs_second_eyes(split.plan, item)}


def test_the_pages_lead_from_list_to_street_to_what_was_decided(split: Division) -> None:
    items = dossiers(*ADDRESSES)
    home = f"/sap-xep/{split.plan}/phan-chia/{split.undivided}"
    clerk = Screen(counter())
    assert "còn <strong>5/5</strong>" in clerk.text(home)
    assert "(2 việc)" in clerk.text(f"{home}?duong=nguyen+hoang")
    sent = clerk.send(f"{home}/quyet-dinh", **{"ca-duong": "nguyen hoang", "part": part(split, "Tây")})
    assert sent.headers["Location"] == f"{home}?xong=quyet"
    assert "còn <strong>3/5</strong>" in clerk.text(home)
    assert str(items[0]) in clerk.text(f"{home}/da-quyet-dinh")
    clerk.send(f"{home}/quyet-dinh", id=[str(items[0])], part=split.undivided, tu="da")
    assert "còn <strong>4/5</strong>" in clerk.text(home)
    assert "Không có việc nào khớp bộ lọc" in clerk.text(f"{home}?tim=xyz")


def test_the_list_is_taken_along_as_a_sheet(split: Division) -> None:
    dossiers(*ADDRESSES, "=1+1 đường số 3")
    home = f"/sap-xep/{split.plan}/phan-chia/{split.undivided}"
    clerk = Screen(counter())
    lines = list(csv.reader(io.StringIO(clerk.client.get(f"{home}.csv").content.decode("utf-8-sig"))))
    assert len(lines) == 7
    assert "'=1+1 đường số 3" in [line[5] for line in lines]
    book = load_workbook(io.BytesIO(clerk.client.get(f"{home}.xlsx?duong=nguyen+hoang").content))
    assert [row[0] for row in book.active.iter_rows(min_row=2, values_only=True)] == ["Nguyễn Hoàng"] * 2
    assert clerk.client.get(f"{home}.exe").status_code == 404
    assert Screen(counter(AN_KHANH)).client.get(f"{home}.csv").status_code == 404


def test_after_the_date_who_received_it_wrongly_gives_it_back(split: Division) -> None:

    (item,) = dossiers("xóm trên")
    approve_and_wait(split)
    heir = clerk_of(split.heir or 0)
    decide(split, "Tây", item, by=heir)
    receiver = clerk_of(next(one.unit for one in split.parts if "Tây" in one.name))
    with pytest.raises(NotFound):
        decide(split, "Đông", item, by=receiver)
    assert actions.take_back_items(split.plan, split.undivided, items=[item], by=receiver) == {
        "taken_back": 1
    }
    assert jurisdiction(item) == split.undivided
    assert decide(split, "Đông", item, by=heir) == {str(part(split, "Đông")): 1}


def test_leaders_see_who_holds_what_waits(split: Division) -> None:
    dossiers("xóm trên")
    shown = Screen(officer("lanh_dao", split.code)).text(f"/sap-xep/{split.plan}/phan-chia/{split.undivided}")
    assert "việc chưa quyết định tạm về <strong>UBND phường Đông</strong>" in shown


def test_who_holds_it_by_default_goes_on_deciding_through_the_pages(split: Division) -> None:
    """After the date: marked in the list and on its page, decided there, and with the other unit at once."""
    items = dossiers("1 Nguyễn Hoàng", "3 Nguyễn Hoàng", "xóm trên")
    before = lasting(*items)
    old = Screen(counter())
    assert "chưa quyết định địa bàn" not in old.text("/hop-viec"), "a draft changes nothing"
    approve_and_wait(split)
    heir, west = posted(split.heir or 0), posted(next(one.unit for one in split.parts if "Tây" in one.name))
    home = f"/sap-xep/{split.plan}/phan-chia/{split.undivided}"
    clerk = Screen(heir)
    assert clerk.text("/hop-viec").count("chưa quyết định địa bàn") == 3
    assert f'href="{home}"' in clerk.text(f"/viec/{items[0]}")
    assert "đang do <strong>UBND phường Đông</strong> giữ" in clerk.text(home)
    assert split.name in clerk.text(f"/sap-xep/{split.plan}/phan-chia")
    clerk.send(f"{home}/quyet-dinh", id=[str(items[0]), str(items[1])], part=part(split, "Tây"))
    assert "còn <strong>1/3</strong>" in clerk.text(home), (
        "the parts one holds no more are counted by whoever received"
    )
    assert clerk.text("/hop-viec").count("chưa quyết định địa bàn") == 1
    receiver = Screen(west)
    shown = receiver.text("/hop-viec")
    assert f"/viec/{items[0]}" in shown
    assert "chưa quyết định địa bàn" not in shown
    assert "Đưa về phần địa bàn khi chia" in receiver.text(f"/viec/{items[0]}")
    assert receiver.client.get(home).status_code == 404
    decided = receiver.text(f"{home}/da-quyet-dinh")
    assert str(items[0]) in decided
    receiver.send(f"{home}/quyet-dinh", id=[str(items[0])], part=split.undivided, tu="da")
    assert jurisdiction(items[0]) == split.undivided
    assert lasting(*items) == before


def posted(unit: int) -> Actor:
    """A clerk hired by a unit that has begun."""
    sql.run("reset role")
    person, post, mandate, account = (
        sql.one(f"select 1 + max(id) from {table}") for table in ("person", "post", "mandate", "account")
    )
    sql.run("insert into person (id, name, folded) values (%s, 'Người Mới', 'nguoi moi')", (person,))
    sql.run(
        "insert into post (id, unit, section, role, title) values (%s, %s, '', 'tiep_nhan', '')", (post, unit)
    )
    sql.run(
        "insert into mandate (id, person, post, during, temporary, basis)"
        " values (%s, %s, %s, daterange(world_today(), null), false, '')",
        (mandate, person, post),
    )
    sql.run(
        "insert into account (id, person, username, password, active) values (%s, %s, %s, '', true)",
        (account, person, f"moi.{unit}"),
    )
    sql.run("set local role lienthong_app")
    return replace(clerk_of(unit), mandate=mandate, person=person)
