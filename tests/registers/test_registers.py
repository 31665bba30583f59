"""Registers of a body that ended: closed, whole, printable, with the heir; the heir's own start at 01."""

import html
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from psycopg import errors

from lienthong.documents import actions
from lienthong.documents.terms import TYPES
from lienthong.ground import acts
from lienthong.kernel.refusals import NotFound
from lienthong.registers import queries
from lienthong.registers.rules import book_ends, gap_words, runs
from lienthong.registers.terms import DOSSIERS, INCOMING, OUTGOING
from lienthong.reorganisation.plans.actions import reverse_plan
from tests import sql
from tests.cast import dung, officer
from tests.documents.letters import delivered, issued
from tests.papers.reading import assert_says
from tests.reorganisation.desks import AN_KHANH, BINH_TRUNG, Screen, dossiers
from tests.reorganisation.plans import DAY, approved, merge, signers, text, today

THAO_DIEN = "27088"


def _registered_at_the_heir() -> str:
    heir = officer("van_thu", AN_KHANH)
    assert heir.unit is not None
    issued(dung(), heir.unit)
    return str(actions.register_delivery(delivered(heir), by=heir)["register_number"])


def merged() -> int:
    """Thảo Điền and its neighbour become An Khánh on 1/7."""
    return approved(text(merge(THAO_DIEN, AN_KHANH, into=AN_KHANH, name="Phường An Khánh")))


def test_the_register_of_an_ended_ward_is_closed_and_names_its_last_number(eve: None) -> None:
    old = officer("tiep_nhan", THAO_DIEN)
    assert old.unit is not None
    dossiers("12 Lê Văn Miến", "14 Lê Văn Miến", code=THAO_DIEN)
    merged()
    today(DAY)
    heir = officer("tiep_nhan", AN_KHANH)
    leader = Screen(officer("lanh_dao", AN_KHANH))
    assert "Lê Thị Nở" not in html.unescape(leader.text(f"/so-dang-ky/{old.unit}/ho-so/2025"))
    page = html.unescape(Screen(heir).text(f"/so-dang-ky/{old.unit}/ho-so/2025"))
    assert "Đã khóa sổ ngày 30/6/2025, số cuối cùng: 02 (Hồ sơ ngày 20/6)" in page
    assert "Không có số nào bị bỏ trống" in page
    assert "Nghị quyết thử" in page
    assert "UBND phường An Khánh" in page
    assert "Lê Thị Nở" in page
    screen = Screen(heir)
    said = [
        "Đã khóa sổ ngày 30/6/2025, số cuối cùng: 02",
        "căn cứ Nghị quyết thử",
        "Lê Thị Nở",
        "Người giao sổ",
    ]
    assert_says(screen.client.get(f"/so-dang-ky/{old.unit}/ho-so/2025.pdf").content, said)
    sheet = load_workbook(
        io.BytesIO(screen.client.get(f"/so-dang-ky/{old.unit}/ho-so/2025.xlsx").content)
    ).active
    assert sheet is not None
    assert [cell.value for cell in sheet["A"]][:3] == ["Số", "01", "02"]
    assert "Đã khóa sổ" in str(sheet["A5"].value)
    assert "2/2" in page


def test_an_ended_body_gives_no_number_and_the_heirs_first_is_01(eve: None) -> None:
    old = officer("tiep_nhan", THAO_DIEN)
    dossiers("12 Lê Văn Miến", code=THAO_DIEN)
    merged()
    today(DAY)
    with pytest.raises(errors.CheckViolation, match="books are closed"), acts.opening(dung()):
        sql.one("select next_number(%s, 'vb-den', 2025)", (old.unit,))
    counter = officer("tiep_nhan", AN_KHANH)
    (first,) = dossiers("15 Lê Văn Miến", code=AN_KHANH)
    with acts.opening(counter):
        assert sql.one("select reference from work_item where id = %s", (first,)) == "27094-250701-0001"
    assert _registered_at_the_heir() == "1"


def test_a_ward_that_comes_back_numbers_on_where_it_stopped(eve: None) -> None:
    old = officer("tiep_nhan", THAO_DIEN)
    plan = merged()
    today(DAY)
    reverse_plan(plan, by=signers()[0])
    with acts.opening(dung()):
        assert sql.one("select next_number(%s, 'vb-den', 2025)", (old.unit,)) == 1


def test_a_stranger_finds_no_register_and_a_supervisor_no_names(eve: None) -> None:
    old = officer("tiep_nhan", THAO_DIEN)
    dossiers("12 Lê Văn Miến", code=THAO_DIEN)
    merged()
    today(DAY)
    chi = Screen(officer("lanh_dao", BINH_TRUNG))
    for path in ("", "/ho-so/2025", "/ho-so/2025.pdf", "/ho-so/2025.csv"):
        chi.text(f"/so-dang-ky/{old.unit}{path}", status=404)
    assert "Thảo Điền" not in html.unescape(chi.text("/so-dang-ky"))
    watching = Screen(officer("quan_tri", "H29-TTCDS"))
    page = html.unescape(watching.text(f"/so-dang-ky/{old.unit}/ho-so/2025"))
    assert "tình trạng hôn nhân" in page
    assert "Lê Thị Nở" not in page
    exported = watching.client.get(f"/so-dang-ky/{old.unit}/ho-so/2025.csv").content.decode()
    assert "Lê Thị Nở" not in exported


def test_the_same_page_serves_a_living_body(db: None) -> None:
    an = officer("van_thu", AN_KHANH)
    assert an.unit is not None
    issued(dung(), an.unit, subject="Về kế hoạch tháng 7")
    actions.register_delivery(delivered(an), by=an)
    screen = Screen(an)
    page = html.unescape(screen.text(f"/so-dang-ky/{an.unit}"))
    assert "Sổ đang mở, số cuối cùng đến nay: 01." in page
    assert "Về kế hoạch tháng 7" in page
    assert "Về kế hoạch tháng 7" not in screen.text(f"/so-dang-ky/{an.unit}/van-ban-den/2025?q=ban khac")
    assert "Không có mục nào khớp" in html.unescape(
        screen.text(f"/so-dang-ky/{an.unit}/van-ban-den/2025?thang=6")
    )
    assert f"/so-dang-ky/{an.unit}" in screen.text(f"/don-vi/{AN_KHANH}")


def test_outgoing_letters_stand_in_the_register_of_who_issued_them(db: None) -> None:
    centre, an = dung(), officer("van_thu", AN_KHANH)
    assert centre.unit is not None
    assert an.unit is not None
    issued(centre, an.unit, subject="Gửi An Khánh")
    with acts.opening(centre):
        body = queries.body(centre, centre.unit)
        outgoing = queries.register(centre, body, OUTGOING, 2025)
        (entry,) = queries.every_entry(outgoing, queries.Sought())
        whole = queries.standing(outgoing)
    assert (entry.number, entry.other) == (1, "UBND phường An Khánh")
    assert [(end.label, end.last, end.gaps) for end in whole.ends] == [("Công văn", 1, ())]
    with acts.opening(an):
        own = queries.register(an, queries.body(an, an.unit), OUTGOING, 2025)
        assert queries.standing(own).entries == 0
        with pytest.raises(NotFound):
            queries.body(an, centre.unit)


def test_a_number_without_entry_is_named(db: None) -> None:
    """As when somebody took a number beside the register."""
    an = officer("van_thu", AN_KHANH)
    assert an.unit is not None
    issued(dung(), an.unit)
    with acts.opening(an):
        sql.run("insert into book (unit, code, year, last) values (%s, 'vb-den', 2025, 1)", (an.unit,))
    actions.register_delivery(delivered(an), by=an)
    page = html.unescape(Screen(an).text(f"/so-dang-ky/{an.unit}/{INCOMING}/2025"))
    assert "Số đã cấp không có trong sổ: Văn bản đến: 1." in page


@given(st.sets(st.integers(1, 60), max_size=12), st.integers(0, 60))
def test_gaps_and_entries_make_up_all_numbers(numbers: set[int], last: int) -> None:
    book = ("vb-den", last, len(numbers))
    (end,) = book_ends([book], (("vb-den", number) for number in numbers), TYPES)
    assert {*end.gaps} | {n for n in numbers if n <= last} == set(range(1, last + 1))
    assert not {*end.gaps} & numbers
    assert bool(gap_words([end])) is bool(end.gaps)


@given(st.sets(st.integers(1, 99), max_size=12))
def test_runs_say_every_number_once(numbers: set[int]) -> None:
    told: list[int] = []
    for run in runs(numbers):
        low, _, high = run.partition("–")
        told += range(int(low), int(high or low) + 1)
    assert told == sorted(numbers)


def test_a_register_nobody_keeps_is_not_found(db: None) -> None:
    an = officer("van_thu", AN_KHANH)
    Screen(an).text(f"/so-dang-ky/{an.unit}/khac/2025", status=404)
    assert DOSSIERS in Screen(an).text(f"/so-dang-ky/{an.unit}")


@pytest.mark.usefixtures("db")
def test_the_list_of_registers_comes_in_pages_and_whole_as_a_sheet() -> None:
    """Who oversees the city finds every body: fifty a page, counted, and all of them in the sheet."""
    screen = Screen(officer("quan_tri", "H29-TTCDS"))
    first = html.unescape(screen.text("/so-dang-ky"))
    assert first.count("<tr data-row>") == queries.PAGE == 50
    found, _ = queries.bodies(officer("quan_tri", "H29-TTCDS"), page=1)
    assert found.total > 168
    assert f"{found.total} đơn vị" in first.replace(".", "")
    last = -(-found.total // queries.PAGE)
    assert screen.text(f"/so-dang-ky?trang={last}").count("<tr data-row>") == found.total - (last - 1) * 50
    for asked, n in (("", found.total), ("?so=mo", found.total - found.closed), ("?so=khoa", found.closed)):
        sheet = load_workbook(io.BytesIO(screen.client.get(f"/so-dang-ky.xlsx{asked}").content)).active
        assert sheet is not None
        assert sheet.max_row == n + 1
    words = screen.client.get("/so-dang-ky.csv?q=an khanh").content.decode("utf-8-sig").splitlines()
    assert len(words) - 1 == queries.bodies(officer("quan_tri", "H29-TTCDS"), "an khanh")[0].total > 0
    assert "Không có sổ nào khớp" in screen.text("/so-dang-ky?q=khong co don vi nay")
