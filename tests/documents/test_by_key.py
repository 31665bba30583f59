"""A letter found by its item's key is the letter row security shows, to each reader; to a stranger nothing."""

import random
from pathlib import Path
from uuid import UUID

from lienthong.documents import actions, queries
from lienthong.documents.queries import LetterRow
from lienthong.documents.recalling import actions as recalling
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.ground.sql import named
from lienthong.ground.sql import rows as read
from lienthong.kernel.sorting import sort_key
from lienthong.work.queries import item_of
from tests import cast, sql

BEFORE = Path(__file__).with_name("details_before.sql").read_text("utf-8")
"""Asked of `document` and `addressee` under row security, with nothing else to find them by."""

UNITS = """
select id from unit where side = 'government' and seat_of(id) is not null and during @> %s::date
  and holder_of(seat_of(id), world_today()) in (select p.unit from post p where p.role = 'van_thu')
order by md5(id::text) limit 40
"""


def _units(day: str) -> list[int]:
    return [row.id for row in sql.rows(UNITS, (day,))]


def _letters(chance: random.Random) -> None:
    """Some only drafted, some issued, to bodies of today and of before; some asked back, some given back."""
    city = cast.dung()
    ward = cast.officer("van_thu")
    units = [*_units("2025-07-01"), *_units("2025-06-30")]
    for _ in range(12):
        to = chance.sample(units, chance.randint(1, 5)) + [ward.unit] * chance.randint(0, 1)
        draft = actions.draft_document(
            side="government", type="CV", subject="Thử", body="Nội dung", by=city,
            to=[unit for unit in to if unit is not None], copies=chance.sample(units, chance.randint(0, 2)),
        )  # fmt: skip
        if chance.random() < 0.8:
            _issue(UUID(draft["id"]), city, asked=chance.random() < 0.5)


def _issue(item: UUID, city: Actor, *, asked: bool) -> None:
    actions.submit_draft(item, by=city)
    actions.sign_document(item, by=city)
    actions.issue_document(item, by=city)
    if asked:
        recalling.recall_document(item, reason="Sai", by=city)


def _answered_by(ward: Actor, chance: random.Random) -> None:
    with acts.opening(ward):
        asked = sql.rows("select item from delivery where recall_asked_at is not null")
    for row in asked:
        if chance.random() < 0.5:
            recalling.agree_to_recall(row.item, by=ward)
        else:
            recalling.refuse_recall(row.item, reason="Đã làm", by=ward)


def _all_items() -> list[UUID]:
    sql.run("reset role")
    found = [row.id for row in sql.rows("select id from work_item where kind in ('draft', 'delivery')")]
    sql.run("set local role lienthong_app")
    return found


def _now(item: UUID) -> list[LetterRow]:
    return read(LetterRow, named("lienthong.documents", "details"), {"item": item})


def _less(row: LetterRow) -> LetterRow:
    """Without the addressees, which stood in order."""
    return row._replace(addressees=None)


def test_every_reader_reads_what_row_security_shows(db: None) -> None:
    chance = random.Random(7)  # noqa: S311
    _letters(chance)
    ward = cast.officer("van_thu")
    _answered_by(ward, chance)
    readers = (cast.dung(), ward, cast.chi(), cast.officer("lanh_dao_tp", "H29"), cast.officer("chuyen_vien"))
    seen = {reader.name: 0 for reader in readers}
    for item in _all_items():
        for reader in readers:
            with acts.opening(reader):
                before, after = read(LetterRow, BEFORE, {"item": item}), _now(item)
                assert [_less(row) for row in after] == [_less(row) for row in before]
                for row in before:
                    letter = queries.details(reader, item_of(reader, item))["document"]
                    names = [sort_key(addressee["name"]) for addressee in letter["addressees"]]
                    assert names == sorted(names)
                    assert sorted(map(str, letter["addressees"])) == sorted(map(str, row.addressees or []))
                    seen[reader.name] += 1
    assert seen[cast.dung().name] > seen[ward.name] > 0


def test_a_stranger_gets_nothing_out_of_the_functions(db: None) -> None:
    city, ward = cast.dung(), cast.officer("van_thu")
    assert ward.unit is not None
    answer = actions.draft_document(
        side="government", type="CV", subject="Thử", body="Nội dung", to=[ward.unit], by=city
    )
    draft, document = UUID(answer["id"]), UUID(answer["document"])
    asks = "select (select count(*) from letter_behind(%s)) as letters, (select count(*) from addressees_of(%s)) as n"
    for reader, letters, addressees in ((city, 1, 1), (ward, 0, 0), (cast.chi(), 0, 0)):
        with acts.opening(reader):
            assert tuple(sql.row(asks, (draft, document))) == (letters, addressees), reader.name
    _issue(draft, city, asked=False)
    with acts.opening(ward):
        delivery = sql.one(
            "select id from work_item where kind = 'delivery' and jurisdiction = %s", (ward.seat,)
        )
    for reader, letters in ((ward, 1), (cast.chi(), 0)):
        with acts.opening(reader):
            assert tuple(sql.row(asks, (delivery, document))) == (letters, 0), reader.name
