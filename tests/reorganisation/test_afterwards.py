"""After the date: letters to a body that has ended, and work found by its old name."""

import html
import re
from datetime import date

from lienthong.board.queries import unit as board_unit
from lienthong.documents import actions
from lienthong.documents import queries as documents
from lienthong.ground import acts
from lienthong.work.finding import queries as finding
from lienthong.work.queries import item_of, loads, verify_chains
from tests import sql
from tests.cast import caller, dung, officer
from tests.documents.letters import delivered, drafted, issued
from tests.reorganisation.desks import AN_KHANH, Screen, dossiers
from tests.reorganisation.plans import DAY, approved, area_of, merge, real_plan_approved, text, today

THAO_DIEN = "27088"


def committee(code: str) -> int:
    found: int = sql.one(
        "select id from unit where code = %s and body = 'ubnd' and during @> world_today()", (code,)
    )
    return found


def with_a_registry(unit: int) -> int:
    """Until now citizens alone came to the old ward; now somebody registers its letters."""
    sql.run("reset role")
    sql.run(
        "with p as (insert into post (id, unit, section, role, title)"
        " select max(id) + 1, %s, '', 'van_thu', 'Văn thư' from post returning id)"
        " insert into mandate (id, person, post, during, temporary, basis)"
        " select (select max(id) + 1 from mandate), m.person, p.id, m.during, false, ''"
        " from p, mandate m join post o on o.id = m.post where o.unit = %s limit 1",
        (unit, unit),
    )
    sql.run("set local role lienthong_app")
    return unit


def test_a_letter_to_an_ended_ward_reaches_the_heir_and_the_sender_is_told(real: None) -> None:
    """Drafted before the date or after it, and issued after: forwarded, with a receipt in both timelines."""
    old = with_a_registry(committee(THAO_DIEN))
    early = drafted(dung(), old)
    real_plan_approved()
    today(DAY)
    heir = officer("van_thu", AN_KHANH)
    late = drafted(dung(), old)
    for draft in (early, late):
        actions.submit_draft(draft, by=dung())
        actions.sign_document(draft, by=dung())
        answer = actions.issue_document(draft, by=dung())
        assert answer["forwarded"] == [{"unit": old, "to": heir.unit}]
    with acts.opening(dung()):
        shown = dict(documents.rows(documents.details(dung(), item_of(dung(), late))))
    assert "nhận thay Ủy ban nhân dân phường Thảo Điền đã kết thúc" in shown["Nơi nhận"]
    with acts.opening(heir):
        (delivery, _) = sql.rows("select id, jurisdiction from visible_item where kind = 'delivery'")
    receipt = (
        "Chuyển tiếp tới Ủy ban nhân dân phường An Khánh thay Ủy ban nhân dân phường Thảo Điền "
        "đã kết thúc hoạt động theo "
    )
    for item in (late, delivery.id):
        assert receipt in html.unescape(Screen(dung()).text(f"/viec/{item}"))
        notes = [line["note"] for line in caller(dung()).get(f"/items/{item}").json()["timeline"]]
        assert any(note.startswith(receipt) for note in notes)
    shown_to_heir = html.unescape(Screen(heir).text(f"/viec/{delivery.id}"))
    assert receipt in shown_to_heir
    head = re.sub(r"<[^>]+>", "", shown_to_heir).split("Trích yếu")[0]
    assert "Ủy ban nhân dân phường Thảo Điền đã kết thúc hoạt động" in head, "beside whom it is addressed to"
    sql.run("reset role")
    assert verify_chains(sql.raw())["broken"] == []


def test_the_sender_is_told_at_once_that_an_addressee_has_ended(real: None) -> None:
    old = committee(THAO_DIEN)
    real_plan_approved()
    today(DAY)
    answer = actions.draft_document(
        side="government",
        type="CV",
        subject="Về việc thử",
        body="Nội dung.",
        to=[old],
        to_line="UBND",
        by=dung(),
    )
    assert answer["forwarded"] == [{"unit": old, "to": officer("van_thu", AN_KHANH).unit}]


def test_a_letter_to_a_living_ward_needs_no_receipt(eve: None) -> None:
    clerk = officer("tiep_nhan", THAO_DIEN)
    assert clerk.unit is not None
    assert "forwarded" not in issued(dung(), with_a_registry(clerk.unit))
    assert delivered(clerk) is not None


def test_work_is_found_by_the_old_name_with_three_views(real: None) -> None:
    area = area_of(THAO_DIEN)
    (item,) = dossiers("12 Lê Văn Miến", code=THAO_DIEN)
    real_plan_approved()
    today(DAY)
    clerk = officer("chuyen_vien", AN_KHANH)
    with acts.opening(clerk):
        (row,) = finding.items(clerk, area, DAY.replace(day=1, month=6))
        by = {view: finding.sums(clerk, area, DAY, view)[0].name for view in finding.VIEWS}
    assert row.id == item
    assert (row.as_recorded, row.as_of, row.current) == (
        "UBND phường Thảo Điền", "UBND phường Thảo Điền", "UBND phường An Khánh"
    )  # fmt: skip
    assert by["recorded"] == "UBND phường Thảo Điền"
    assert by["current"] == "UBND phường An Khánh"
    assert by["constant"] == "địa bàn Phường Thảo Điền"
    page = html.unescape(Screen(clerk).text("/sap-xep/tim?q=thao dien"))
    assert "Phường An Khánh (27094)" in page


def test_another_ward_finds_the_name_and_none_of_the_work(eve: None) -> None:
    area = area_of(THAO_DIEN)
    dossiers("12 Lê Văn Miến", code=THAO_DIEN)
    chi = officer("tiep_nhan", "27097")
    with acts.opening(chi):
        assert finding.items(chi, area, DAY) == []
        assert finding.sums(chi, area, DAY, "current") == []


def test_what_was_overdue_at_the_old_office_is_not_the_heirs_lateness(real: None) -> None:
    (item,) = dossiers("12 Lê Văn Miến", code=THAO_DIEN)
    real_plan_approved()
    today(DAY)
    clerk = officer("chuyen_vien", AN_KHANH)
    page = html.unescape(Screen(clerk).text(f"/viec/{item}"))
    assert "quá hạn tại cơ quan cũ" in page
    with acts.opening(clerk):
        assert clerk.unit is not None
        assert (loads(clerk)[clerk.unit].open, loads(clerk)[clerk.unit].late) == (1, 0)


def test_an_phu_is_not_found_in_tan_phu(eve: None) -> None:
    with acts.opening(dung()):
        names = [area.name for area in finding.areas("an phu")]
    assert "Phường An Phú" in names
    assert "Quận Tân Phú" not in names


def test_the_inbox_tells_inherited_lateness_from_its_own(real: None) -> None:
    """In the list, the counts, the filter, the export, the API and the board."""
    dossiers("12 Lê Văn Miến", code=THAO_DIEN)
    real_plan_approved()
    today(DAY)
    clerk = officer("chuyen_vien", AN_KHANH)
    screen = Screen(clerk)
    page = html.unescape(screen.text("/hop-viec"))
    assert "tại cơ quan cũ</small>" in page
    assert 'han=co-quan-cu">Quá hạn tại cơ quan cũ<span>1</span>' in page
    assert "han=qua-han" not in page
    assert "12 Lê Văn Miến" not in page
    assert "THU" not in page
    listed = html.unescape(screen.text("/hop-viec?han=co-quan-cu"))
    assert "data-open" in listed
    assert "data-open" not in screen.text("/hop-viec?han=qua-han")
    assert "quá hạn tại cơ quan cũ" in screen.text("/hop-viec.csv")
    (row,) = caller(clerk).get("/items?late=before").json()["items"]
    assert row["late_before"] is True
    assert caller(clerk).get("/items?late=own").json()["items"] == []
    assert caller(clerk).get("/items?late=maybe").status_code == 422
    shown = board_unit(clerk, AN_KHANH)
    assert (shown["stuck_total"], shown["stuck_before"], shown["stuck"][0]["before"]) == (0, 1, True)
    with acts.opening(clerk):
        assert finding.sums(clerk, area_of(AN_KHANH), DAY, "current") == []
    assert "1 quá hạn tại cơ quan cũ" in html.unescape(screen.text(f"/don-vi/{AN_KHANH}"))


def test_what_becomes_overdue_at_the_heir_is_the_heirs(eve: None) -> None:
    dossiers("12 Lê Văn Miến", code=THAO_DIEN)
    approved(text(merge(THAO_DIEN, AN_KHANH, into=AN_KHANH, name="Phường An Khánh"), on=date(2025, 6, 24)))
    today(date(2025, 6, 24))
    clerk = officer("chuyen_vien", AN_KHANH)
    assert "Quá hạn" not in Screen(clerk).text("/hop-viec")
    today(date(2025, 6, 30))
    clerk = officer("chuyen_vien", AN_KHANH)
    page = html.unescape(Screen(clerk).text("/hop-viec?han=qua-han"))
    assert 'aria-current="true">Quá hạn<span>1</span>' in page
    assert "cơ quan cũ" not in page
    shown = board_unit(clerk, AN_KHANH)
    assert (shown["stuck_total"], shown["stuck_before"]) == (1, 0)
