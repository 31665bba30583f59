"""A long register in pages: whole, in order, either way, with the totals it says; and for its readers only."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from psycopg import errors

from bench.registers import FILL
from lienthong.documents import actions as letters
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel import clock
from lienthong.procedures import actions as desk
from lienthong.registers import queries
from lienthong.registers.queries import Register, Sought, Turn
from lienthong.registers.rows import EntryRow
from lienthong.registers.rules import edge, place_of, place_text, span
from lienthong.registers.terms import DOSSIERS, INCOMING, OUTGOING, REGISTERS, RESULTS
from tests import sql
from tests.cast import chi, dung, officer
from tests.documents.letters import arrived, issued
from tests.procedures.dossiers import of, taken_in
from tests.reorganisation.desks import AN_KHANH, Screen

MANY = 130
MONTHS = (None, *range(1, 13))


@pytest.fixture
def reception(db: None) -> Actor:
    """Of a ward that took in so many dossiers this year, as its counter would have."""
    clerk = officer("tiep_nhan", AN_KHANH)
    sql.run("reset role")
    sql.run(FILL, {"from": 1, "to": MANY, "unit": clerk.unit, "seat": clerk.seat})
    sql.run("set local role lienthong_app")
    return clerk


def register(actor: Actor, name: str = DOSSIERS) -> Register:
    return queries.register(actor, queries.body(actor, actor.unit or 0), name, 2025)


def walked(read: Register, sought: Sought, *, is_back: bool = False) -> list[EntryRow]:
    """Every page after the other."""
    whole = queries.standing(read)
    found, turn = [], Turn(is_last=is_back)
    while True:
        page = queries.page(read, sought, turn, whole)
        assert len(page.rows) <= queries.PAGE
        found = [*page.rows, *found] if is_back else [*found, *page.rows]
        place = page.before if is_back else page.after
        if place is None:
            return found
        turn = Turn(before=place) if is_back else Turn(after=place)


def test_pages_are_the_register_whole_and_in_order_either_way(reception: Actor) -> None:
    with acts.opening(reception):
        read = register(reception)
        forwards = walked(read, Sought())
        assert len(forwards) == MANY
        assert forwards == sorted(forwards, key=lambda row: (row.at, row.code))
        assert walked(read, Sought(), is_back=True) == forwards
        assert list(queries.every_entry(read, Sought())) == forwards


def test_what_the_page_says_is_what_is_read_and_taken_along_under_every_filter(reception: Actor) -> None:
    with acts.opening(reception):
        read = register(reception)
        whole = queries.standing(read)
        rows = list(queries.every_entry(read, Sought()))
        assert (whole.entries, whole.open) == (MANY, sum(row.closed_at is None for row in rows))
        assert whole.void == sum(row.state == "refused" for row in rows) > 0
        for month in MONTHS:
            for result in RESULTS:
                for words in ("", "trich luc", "le thi no 77"):
                    _agrees(read, Sought(words, month, result), rows)


def _agrees(read: Register, sought: Sought, rows: list[EntryRow]) -> None:
    expected = [row for row in rows if _fits(row, sought)]
    assert list(queries.every_entry(read, sought)) == expected, sought
    page = queries.page(read, sought, Turn(), queries.standing(read))
    assert (page.total, page.is_all) == (len(expected), True), sought
    assert walked(read, sought) == expected, sought
    assert walked(read, sought, is_back=True) == expected, sought


def _fits(row: EntryRow, sought: Sought) -> bool:
    is_void = row.state == "refused"
    result = {"": True, "dang": row.closed_at is None, "xong": row.closed_at is not None, "tra": is_void}
    words = sql.one("select words from work_item where id = %s", (row.item,))
    return (
        result[sought.result]
        and sought.month in (None, clock.local(row.at).month)
        and bool(re.search(rf"\b{sought.words}", words))
    )


def test_the_browser_goes_forward_back_to_the_end_and_to_the_beginning(reception: Actor) -> None:
    screen = Screen(reception)
    here = f"/so-dang-ky/{reception.unit}/ho-so/2025"
    first = html.unescape(screen.text(here))
    assert f"{MANY}/{MANY} mục" in first
    assert "Trang trước" not in first
    second = html.unescape(screen.text(_link(first, "Trang sau")))
    third = html.unescape(screen.text(_link(second, "Trang sau")))
    assert "Trang sau" not in third
    assert _items(screen.text(_link(third, "Trang trước"))) == _items(second)
    assert _items(screen.text(_link(third, "Về đầu"))) == _items(first)
    last = _items(screen.text(_link(first, "Về cuối")))
    assert last[-(MANY - 100) :] == _items(third)
    assert len({*_items(first), *_items(second), *_items(third)}) == MANY


def _link(page: str, label: str) -> str:
    found = re.search(rf'<a href="([^"]+)"[^>]*>(?:(?!</a>).)*<span>{label}</span>', page, re.DOTALL)
    assert found is not None, label
    return found[1]


def _items(page: str) -> list[str]:
    return re.findall(r'href="(?:/viec/)([0-9a-f-]{36})" data-open', page)


@pytest.mark.parametrize("place", ["x", "~", "9" * 30 + "~1", f"{2**70}~1", "1751331600000000~"])
def test_a_place_nobody_knows_is_the_beginning(reception: Actor, place: str) -> None:
    screen = Screen(reception)
    here = f"/so-dang-ky/{reception.unit}/ho-so/2025"
    for name in ("sau", "truoc"):
        answer = screen.client.get(here, {name: place})
        assert answer.status_code == 200
        assert _items(answer.content.decode()) == _items(screen.text(here))


def test_a_page_is_read_from_the_index_in_its_order_and_nothing_is_sorted(
    reception: Actor,
) -> None:
    with acts.opening(reception):
        plan = "\n".join(
            row[0]
            for row in sql.rows(
                "explain (analyze, costs off, timing off, summary off) " + register(reception).text("keys"),
                {
                    "unit": reception.unit, "outcomes": [0, 1, 2], "kept": None, "words": None, "code": "", "limit": 6,
                    "named": True, "sign": " qz", "back": False, **_between(register(reception)),
                },
            )
        )  # fmt: skip
    assert "dossier_entries" in plan
    assert "Seq Scan" not in plan
    assert not re.search(r"Sort.*rows=[1-9]", plan)


def _between(read: Register) -> dict[str, Any]:
    since, until = span(2025)
    (low, low_place), (high, high_place) = edge(since, read.name), edge(until, read.name)
    return {"low": low, "low_place": low_place, "high": high, "high_place": high_place}


def test_letters_stand_in_the_order_they_were_entered_in(db: None) -> None:
    """Not as they arrived: the register's own number counts up."""
    clerk = officer("van_thu", AN_KHANH)
    items = [arrived(AN_KHANH) for _ in range(4)]
    for item in (items[2], items[0], items[3], items[1]):
        letters.register_delivery(item, by=clerk)
    letters.return_delivery(items[0], reason="Gửi nhầm", by=clerk)
    with acts.opening(clerk):
        read = register(clerk, INCOMING)
        rows = list(queries.every_entry(read, Sought()))
        assert [row.number for row in rows] == [1, 2, 3, 4]
        assert [row.item for row in rows] == [items[2], items[0], items[3], items[1]]
        assert [row.number for row in queries.every_entry(read, Sought(result="tra"))] == [2]
        whole = queries.standing(read)
    assert (whole.entries, whole.open, whole.void) == (4, 3, 1)


def test_a_letter_sent_is_an_entry_closed_when_it_is_issued(db: None) -> None:
    centre = dung()
    for _ in range(3):
        issued(centre, officer("van_thu", AN_KHANH).unit or 0)
    with acts.opening(centre):
        read = register(centre, OUTGOING)
        whole = queries.standing(read)
        assert [row.number for row in queries.every_entry(read, Sought(result="xong"))] == [1, 2, 3]
        assert not list(queries.every_entry(read, Sought(result="dang")))
    assert (whole.entries, whole.open, whole.void) == (3, 0, 0)


def test_a_number_is_found_by_its_code_and_words_by_how_the_last_begins(db: None) -> None:
    answer = taken_in(by=officer("tiep_nhan", AN_KHANH))
    clerk = officer("tiep_nhan", AN_KHANH)
    with acts.opening(clerk):
        read = register(clerk)
        for words in (answer["code"], "tình trạng hôn nhân", "tinh trang hon nh", "TÌNH TRẠNG"):
            assert [row.item for row in queries.every_entry(read, Sought(words))] == [of(answer)], words
        for words in ("hon nhan tinh trang", "100%", "_inh trang"):
            assert not list(queries.every_entry(read, Sought(words))), words


def test_a_stranger_gets_neither_rows_nor_counts_from_the_database_itself(reception: Actor) -> None:
    """The views are read with their owner's rights: they ask for the reader's scope themselves."""
    since, until = span(2025)
    for stranger in (chi(), officer("tiep_nhan", "27097")):
        with acts.opening(stranger):
            for view in queries.VIEWS.values():
                assert sql.one(f"select count(*) from {view} where unit = %s", (reception.unit,)) == 0
            for name in REGISTERS:
                given = (name, reception.unit, since, until)
                assert not sql.rows("select * from entry_counts(%s, %s, %s, %s, '{0,1,2}')", given)
            for hidden in ("entry_line", "book_entries"):
                with pytest.raises(errors.InsufficientPrivilege), acts.opening(stranger):
                    sql.one(f"select count(*) from {hidden}")
    with acts.opening(reception):
        given = (DOSSIERS, reception.unit, since, until)
        assert len(sql.rows("select * from entry_counts(%s, %s, %s, %s, '{0,1,2}')", given)) == 3


def test_without_a_scope_nobody_counts(reception: Actor) -> None:
    since, until = span(2025)
    sql.run("select set_config('lt.scope', '', true)")
    given = (DOSSIERS, reception.unit, since, until)
    assert not sql.rows("select * from entry_counts(%s, %s, %s, %s, '{0}')", given)


def test_receiving_costs_no_statement_more_and_closing_keeps_the_outcome(db: None) -> None:
    clerk = officer("tiep_nhan", AN_KHANH)
    item = of(taken_in(by=clerk))
    with acts.opening(clerk):
        assert sql.one("select outcome from dossier where item = %s", (item,)) == 0
        assert sql.one("select entered = last from book where unit = %s", (clerk.unit,))
    desk.refuse_dossier(item, reason="Không đủ điều kiện", by=clerk)
    with acts.opening(clerk):
        assert sql.one("select outcome from dossier where item = %s", (item,)) == 2


@pytest.mark.parametrize("name", REGISTERS)
def test_a_place_is_read_as_it_was_written(name: str) -> None:
    at, _ = span(2025)
    place = (at + timedelta(microseconds=7), "27094-250701-0001" if name == DOSSIERS else 12)
    assert place_of(place_text(place), name) == place
