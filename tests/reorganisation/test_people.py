"""People of a plan: prepared beforehand, in office from the date; and no open work without somebody who goes on."""

import csv
import html
import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.asking import begin_session, mint_token, who_asks
from lienthong.personnel.queries import mandates_of
from lienthong.reorganisation.people import actions, queries, sheets
from lienthong.reorganisation.people.rules import places
from lienthong.reorganisation.people.terms import COLUMNS, HEADINGS, LIST, Known
from lienthong.reorganisation.plans.actions import approve_plan, draft_plan, prepare_plan, reverse_plan
from lienthong.reorganisation.plans.queries import plan as view
from lienthong.reorganisation.reconciliation.queries import numbers
from lienthong.work.actions import assign_item
from lienthong.work.queries import inbox, verify_chains
from tests import sql
from tests.cast import officer
from tests.reorganisation.desks import AN_KHANH, Screen, dossiers, lasting, read_for
from tests.reorganisation.plans import DAY, approved, drafted, merge, planner, signers, text, today
from tests.tables import listed

THAO_DIEN = "27088"
HEAD = [name for name in COLUMNS if name != "unit_name"]


def merged(**more: Any) -> Any:
    return text(merge(THAO_DIEN, AN_KHANH, into=AN_KHANH, name="Phường An Khánh"), **more)


def prepared() -> int:
    plan: int = drafted(merged())["plan"]
    prepare_plan(plan, by=planner())
    return plan


def username(actor: Actor) -> str:
    found: str = sql.one("select username from account where person = %s", (actor.person,))
    return found


def row(
    name: str, account: str, role: str = "chuyen_vien", code: str = AN_KHANH, body: str = "ubnd"
) -> list[str]:
    return [code, body, "Phòng Kinh tế", role, "Chuyên viên", name, account, "x", "Thông báo 12/TB"]


def assigned(to: Actor, *addresses: str) -> list[UUID]:
    """Dossiers of Thảo Điền in one person's hands."""
    items = dossiers(*addresses, code=THAO_DIEN)
    leader = officer("lanh_dao", THAO_DIEN)
    for item in items:
        assign_item(item, assignee=to.mandate, by=leader)
    return items


def stands(mandate: int | None) -> str:
    assert mandate is not None
    try:
        with acts.opening(planner()):
            who_asks(mint_token(mandate, "test", lasts=timedelta(minutes=5)), "token")
    except Refusal as refusal:
        return refusal.code
    return "ok"


def made_for(account: str) -> int:
    found: int = sql.one(
        "select m.id from account a join mandate m on m.person = a.person join post p on p.id = m.post"
        " join planned_mandate pm on pm.mandate = m.id and pm.begins where a.username = %s",
        (account,),
    )
    return found


def test_a_prepared_person_logs_in_on_the_date_and_not_before(eve: None) -> None:
    plan = prepared()
    actions.prepare_staff(plan, listed([HEAD, row("Phan Thị Mới", "moi.ankhanh")], LIST), by=planner())
    account = sql.one("select id from account where username = 'moi.ankhanh'")
    mandate = made_for("moi.ankhanh")
    assert mandates_of(account) == []
    assert stands(mandate) == "unit_not_begun"
    _approve(plan)
    assert stands(mandate) == "unit_not_begun"
    today(DAY)
    assert [one.id for one in mandates_of(account)] == [mandate]
    assert stands(mandate) == "ok"
    assert begin_session(account, mandate)


def test_prepared_people_move_with_the_date_and_go_back_with_the_plan(eve: None) -> None:
    plan = prepared()
    old = officer("tiep_nhan", THAO_DIEN)
    actions.prepare_staff(plan, listed([HEAD, row("Phan Thị Mới", "moi.ankhanh")], LIST), by=planner())
    later = DAY + timedelta(days=3)
    draft_plan(merged(on=later), plan=plan, by=planner())
    starts = "select lower(during) from mandate where id = %s"
    assert sql.one(starts, (made_for("moi.ankhanh"),)) == later
    prepare_plan(plan, by=planner())
    _approve(plan)
    ends = "select upper(during) from mandate where id = %s"
    assert sql.one(ends, (old.mandate,)) == later
    today(later)
    assert stands(old.mandate) == "unit_ended"
    reverse_plan(plan, by=signers()[0])
    assert sql.one(ends, (old.mandate,)) is None
    assert stands(old.mandate) == "ok"
    assert stands(made_for("moi.ankhanh")) == "unit_not_begun"


def test_every_wrong_cell_is_named_and_nothing_is_written(eve: None) -> None:
    plan = prepared()
    taken = officer("tiep_nhan", THAO_DIEN)
    table = [
        HEAD, row("Phan Thị Mới", "moi.ankhanh"), row("Ai đó", "ai.do", role="vua"),
        row("Người khác", username(taken)), row("", "trống"), row("Bà Ba", "ba.ba", code="99999"),
    ]  # fmt: skip
    with pytest.raises(Refusal) as refused:
        actions.prepare_staff(plan, listed(table, LIST), by=planner())
    cells = {error["cell"] for error in refused.value.facts["errors"]}
    assert cells == {"D3", "F4", "F5", "G5", "A6"}
    assert sql.one("select count(*) from account where username = 'moi.ankhanh'") == 0
    page = Screen(planner())
    upload = SimpleUploadedFile("a.csv", sheets.as_csv(table))
    answer = read_for(
        page, page.client.post(f"/sap-xep/{plan}/nhan-su/nop", {"file": upload, "idempotency_key": "1"})
    )
    assert answer.status_code == 422
    assert "<strong>D3</strong>: không có vai trò «vua»" in html.unescape(answer.content.decode())


def test_a_list_comes_from_a_workbook_and_says_what_is_still_missing(eve: None) -> None:
    plan = prepared()
    screen = Screen(planner())
    empty = screen.client.get(f"/sap-xep/{plan}/nhan-su.xlsx").content
    before = next(b for b in queries.prepared(plan) if b.body == "ubnd")
    book = load_workbook(io.BytesIO(empty))
    assert book.worksheets[0]["A2"].value in {AN_KHANH, None} or before.missing == ()
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    for n, (role, name) in enumerate([("lanh_dao", "Trần Lãnh Đạo"), ("van_thu", "Lê Văn Thư")], 2):
        for column, cell in zip(HEAD, row(name, f"nguoi.{n}", role=role), strict=True):
            sheet.cell(n, heads.index(HEADINGS[column]) + 1, cell)
    sheet.delete_rows(4, sheet.max_row)
    out = io.BytesIO()
    book.save(out)
    upload = SimpleUploadedFile("nhan-su.xlsx", out.getvalue())
    sent = screen.client.post(f"/sap-xep/{plan}/nhan-su/nop", {"file": upload, "idempotency_key": "1"})
    answer = read_for(screen, sent)
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == f"/sap-xep/{plan}/nhan-su?xong=nhan-su"
    after = next(b for b in queries.prepared(plan) if b.body == "ubnd")
    assert after.n == before.n + 2
    assert "lãnh đạo ký" not in after.missing
    assert "văn thư" not in after.missing
    again = actions.prepare_staff(
        plan, listed([HEAD, row("Trần Lãnh Đạo", "nguoi.2", role="lanh_dao")], LIST), by=planner()
    )
    assert again["made"] == 0


def test_a_decision_nobody_can_see_or_too_long_is_none(eve: None) -> None:
    plan = prepared()
    actions.prepare_staff(plan, listed([HEAD, row("Phan Thị Mới", "moi.ankhanh")], LIST), by=planner())
    mandate = made_for("moi.ankhanh")
    unit = next(b.unit for b in queries.prepared(plan) if b.body == "ubnd")
    for basis, code in (("\u200b\u202a", "basis_missing"), ("a" * 501, "text_too_long")):
        answer = Screen(planner()).send(
            f"/sap-xep/{plan}/nhan-su/{unit}/quyet-dinh", key=code, mandate=[str(mandate)], basis=basis
        )
        assert (answer.status_code, code in answer.content.decode()) == (422, True)


def test_the_decision_follows_the_notice_on_the_same_mandate(eve: None) -> None:
    plan = prepared()
    actions.prepare_staff(plan, listed([HEAD, row("Phan Thị Mới", "moi.ankhanh")], LIST), by=planner())
    mandate = made_for("moi.ankhanh")
    unit = next(b.unit for b in queries.prepared(plan) if b.body == "ubnd")
    answer = Screen(planner()).send(
        f"/sap-xep/{plan}/nhan-su/{unit}/quyet-dinh",
        mandate=[str(mandate)],
        basis="QĐ 45/QĐ-UBND ngày 2/7/2025",
    )
    assert answer.status_code == 302
    found = next(one for one in queries.staff(plan, unit) if one.mandate == mandate)
    assert (found.temporary, found.basis) == (False, "QĐ 45/QĐ-UBND ngày 2/7/2025")
    assert "theo quyết định" in html.unescape(Screen(planner()).text(f"/sap-xep/{plan}/nhan-su/{unit}"))


def test_only_planners_see_or_prepare_staff(eve: None) -> None:
    plan = prepared()
    clerk = officer("lanh_dao", THAO_DIEN)
    with pytest.raises(Refusal, match="not_allowed"):
        actions.prepare_staff(plan, listed([HEAD, row("A", "a")], LIST), by=clerk)
    for path in ("nhan-su", "nhan-su.csv"):
        Screen(clerk).text(f"/sap-xep/{plan}/{path}", status=404)


def test_who_moves_goes_on_with_their_own_work(eve: None) -> None:
    """The assignee has a mandate at the heir: nothing to name, one act hands the work over."""
    clerk = officer("tiep_nhan", THAO_DIEN)
    items = assigned(clerk, "1 Thảo Điền", "2 Thảo Điền")
    plan = prepared()
    actions.prepare_staff(plan, listed([HEAD, row(clerk.name, username(clerk))], LIST), by=planner())
    (hand,) = queries.hands(plan)
    assert (hand.mandate, hand.n, hand.is_own) == (clerk.mandate, 2, True)
    assert hand.successor == made_for(username(clerk))
    _approve(plan)
    before = lasting(*items)
    today(DAY)
    leader = officer("lanh_dao", AN_KHANH)
    with acts.opening(leader):
        assert {one.assignee for one in inbox(leader)} == {None}
    assert actions.take_over_work(plan, by=leader)["items"] == 2
    assert actions.take_over_work(plan, by=leader)["items"] == 0
    with acts.opening(leader):
        assert {one.assignee for one in inbox(leader)} == {hand.successor}
        lines = sql.rows("select facts from journal where verb = 'item.taken_over'")
        assert [line.facts["from"] for line in lines] == [clerk.mandate] * 2
    assert [one[:-1] for one in lasting(*items)] == [one[:-1] for one in before]
    sql.run("reset role")
    assert verify_chains(sql.raw())["broken"] == []


def _approve(plan: int) -> None:
    for signer in signers():
        approve_plan(plan, digest=view(plan).digest, by=signer)


def test_a_successor_is_named_before_the_date_by_the_giving_leader(eve: None) -> None:
    clerk, leader = officer("tiep_nhan", THAO_DIEN), officer("lanh_dao", THAO_DIEN)
    assigned(clerk, "1 Thảo Điền")
    plan = prepared()
    (hand,) = queries.hands(plan)
    assert hand.successor is None
    screen = Screen(leader)
    listed = html.unescape(screen.text(f"/sap-xep/{plan}/ke-nhiem?chua=1"))
    assert clerk.name in listed
    assert "chưa có người kế nhiệm" in listed
    assert "việc vào hàng chờ của đơn vị nhận" in listed
    heir = next(one for one in queries.candidates(plan, hand.target) if one.title == "Chuyên viên")
    path = f"/sap-xep/{plan}/ke-nhiem/{clerk.mandate}-{hand.target}"
    assert heir.name in html.unescape(screen.text(path))
    assert screen.send(f"{path}/ghi", successor=heir.id).status_code == 302
    (named,) = queries.hands(plan)
    assert (named.successor, named.is_named) == (heir.id, True)
    _approve(plan)
    with pytest.raises(Refusal, match="not_yet"):
        actions.take_over_work(plan, by=leader)
    today(DAY)
    taking = officer("lanh_dao", AN_KHANH)
    page = Screen(taking)
    assert "Giao việc cho người kế nhiệm" in html.unescape(page.text(f"/sap-xep/{plan}/ke-nhiem"))
    assert page.send(f"/sap-xep/{plan}/ke-nhiem/giao").status_code == 302
    with acts.opening(taking):
        assert [one.assignee for one in inbox(taking)] == [heir.id]


def test_a_stranger_names_nobody_and_nobody_from_elsewhere_is_named(eve: None) -> None:
    clerk = officer("tiep_nhan", THAO_DIEN)
    assigned(clerk, "1 Thảo Điền")
    plan = prepared()
    (hand,) = queries.hands(plan)
    chi = officer("lanh_dao", "27097")
    assert chi.unit not in {hand.source, hand.target}
    assert clerk.name not in html.unescape(Screen(chi).text(f"/sap-xep/{plan}/ke-nhiem"))
    with pytest.raises(NotFound):
        actions.name_successor(plan, hand.mandate, hand.target, successor=chi.mandate or 0, by=chi)
    with pytest.raises(Refusal, match="unknown_successor"):
        actions.name_successor(plan, hand.mandate, hand.target, successor=chi.mandate or 0, by=planner())
    with pytest.raises(Refusal, match="not_allowed"):
        actions.name_successor(plan, hand.mandate, hand.target, successor=1, by=clerk)


def test_the_dry_run_counts_work_without_successor_and_the_list_is_exported(eve: None) -> None:
    clerk = officer("tiep_nhan", THAO_DIEN)
    assigned(clerk, "1 Thảo Điền", "2 Thảo Điền")
    plan = prepared()
    report = numbers(plan, is_live=False)
    assert report["in_hands"] == {"people": 1, "items": 2, "people_without": 1, "items_without": 2}
    content = Screen(planner()).client.get(f"/sap-xep/{plan}/ke-nhiem.csv").content.decode("utf-8-sig")
    (_, line) = list(csv.reader(io.StringIO(content)))
    assert line[1] == clerk.name
    assert line[4] == "2"
    assert "hàng chờ" in line[6]


def test_an_approved_plan_closes_the_mandates_of_the_ending(eve: None) -> None:
    """So an item in their hands counts as nobody's, whatever becomes of the list."""
    clerk = officer("tiep_nhan", THAO_DIEN)
    assigned(clerk, "1 Thảo Điền")
    approved(merged())
    today(DAY)
    leader = officer("lanh_dao", AN_KHANH)
    with acts.opening(leader):
        (one,) = inbox(leader)
    assert one.assignee is None


@given(st.lists(st.lists(st.text("abx12-=", max_size=4), max_size=10), max_size=6))
def test_any_table_is_taken_whole_or_every_fault_has_a_cell(table: list[list[str]]) -> None:
    found, errors = places(listed([HEAD, *table], LIST), Known({("1", "a"): 7}, {}))
    assert not (errors and any(not error.cell[0].isalpha() for error in errors))
    rows = [one for one in table if any(cell.strip() for cell in one[: len(HEAD)])]
    assert bool(errors) or len(found) == len(rows)
