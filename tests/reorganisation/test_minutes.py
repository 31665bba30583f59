"""Minutes: nobody prints a list that only looks whole; all of them go out as one zip while it is made."""

import csv
import html
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.ground import sql
from lienthong.kernel import clock
from lienthong.reorganisation.minutes import bundle
from lienthong.reorganisation.minutes.queries import pairs
from lienthong.reorganisation.plans.actions import prepare_plan
from lienthong.reorganisation.reconciliation import actions, queries
from lienthong.reorganisation.reconciliation.rules import since_words
from lienthong.reorganisation.reconciliation.terms import Since
from tests.cast import officer
from tests.reorganisation.desks import AN_KHANH, AN_PHU, BINH_TRUNG, Screen, dossiers
from tests.reorganisation.plans import DAY, approved, drafted, merge, planner, signers, text, today

OLD, OTHER = "27088", "27115"


def merged() -> int:
    return approved(text(merge(OLD, AN_KHANH, into=AN_KHANH, name="Phường An Khánh")))


def path_of(plan: int, code: str) -> str:
    pair = next(one for one in pairs(plan) if one.source_code == code and "UBND" in one.source_short)
    return f"/sap-xep/{plan}/bien-ban/{pair.source}-{pair.target}.pdf"


def taken(screen: Screen, plan: int) -> zipfile.ZipFile:
    answer = screen.client.get(f"/sap-xep/{plan}/bien-ban.zip")
    assert (answer.status_code, answer.streaming) == (200, True)
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def list_of(archive: zipfile.ZipFile) -> list[list[str]]:
    return list(csv.reader(io.StringIO(archive.read(bundle.LIST).decode("utf-8-sig"))))[1:]


def test_all_minutes_of_a_plan_go_out_as_one_zip(eve: None) -> None:
    dossiers("1 Lê Văn Miến", "2 Lê Văn Miến", code=OLD)
    plan = merged()
    for reader in (planner(), *signers()):
        screen = Screen(reader)
        assert f"/sap-xep/{plan}/bien-ban.zip" in screen.text(f"/sap-xep/{plan}/bien-ban")
        archive = taken(screen, plan)
        assert archive.testzip() is None
        *minutes, told = archive.namelist()
        assert told == bundle.LIST
        rows = list_of(archive)
        assert sorted(row[6] for row in rows if row[6].endswith(".pdf")) == sorted(minutes)
        assert len(rows) == len(pairs(plan))
        (line,) = [row for row in rows if row[1] == OLD and row[4] == "2"]
        assert archive.read(line[6]).startswith(b"%PDF-")
        assert len(line[5]) == 64


def test_a_piece_goes_out_for_every_minutes_and_nothing_is_held(eve: None) -> None:
    dossiers("1 Lê Văn Miến", code=OLD)
    dossiers("3 Lê Văn Miến", code=AN_PHU)
    plan = approved(text(merge(OLD, AN_PHU, AN_KHANH, into=AN_KHANH, name="Phường An Khánh")))
    answer = Screen(planner()).client.get(f"/sap-xep/{plan}/bien-ban.zip")
    pieces = list(answer.streaming_content)
    assert len(pieces) == 3, "two minutes and the list"
    assert pieces[0].startswith(b"PK")


def test_the_zip_is_for_those_who_may_read_all(eve: None) -> None:
    plan = merged()
    clerk = Screen(officer("lanh_dao", OLD))
    assert "bien-ban.zip" not in clerk.text(f"/sap-xep/{plan}/bien-ban")
    clerk.text(f"/sap-xep/{plan}/bien-ban.zip", status=404)


def test_who_may_not_read_the_work_prints_no_empty_list(eve: None) -> None:
    """The receiving ward used to get minutes before the date that said there was nothing to hand over."""
    dossiers("1 Lê Văn Miến", code=OLD)
    plan = approved(text(merge(OLD, OTHER, AN_KHANH, into=AN_KHANH, name="Phường An Khánh")))
    path = path_of(plan, OLD)
    target = int(path.rpartition("-")[2].removesuffix(".pdf"))
    assert Screen(officer("lanh_dao", OLD)).client.get(path).content.startswith(b"%PDF-")
    press, pair = (
        bundle.press_of(plan),
        next(p for p in pairs(plan) if p.target == target and p.source_code == OLD),
    )
    from lienthong.ground import acts
    from lienthong.kernel.refusals import Refusal

    with acts.opening(officer("lanh_dao", BINH_TRUNG)), pytest.raises(Refusal, match="minutes_unread"):
        bundle.whole_hand_over(press, pair)
    today(DAY)
    assert Screen(officer("lanh_dao", AN_KHANH)).client.get(path).content.startswith(b"%PDF-")


def test_a_pair_the_reader_cannot_read_stands_in_the_list_as_such(
    eve: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossiers("1 Lê Văn Miến", code=OLD)
    plan = merged()
    monkeypatch.setattr(bundle.queries, "open_work_of", lambda pair: 7)
    archive = taken(Screen(planner()), plan)
    assert archive.namelist() == [bundle.LIST]
    assert {row[6] for row in list_of(archive)} == {bundle.UNREAD}


def test_no_column_of_registers_for_who_may_open_none(eve: None) -> None:
    plan = merged()
    own = Screen(officer("lanh_dao", OLD)).text(f"/sap-xep/{plan}/bien-ban")
    assert "Sổ bên giao" in own
    today(DAY)
    assert ">Sổ</th>" not in Screen(officer("lanh_dao", BINH_TRUNG)).text(f"/sap-xep/{plan}/bien-ban")


def test_signers_are_told_how_old_the_report_is_and_what_came_since(eve: None) -> None:
    done, moved = dossiers("1 Lê Văn Miến", "2 Lê Văn Miến", code=OLD)
    plan = drafted(text(merge(OLD, AN_KHANH, into=AN_KHANH, name="Phường An Khánh")))["plan"]
    prepare_plan(plan, by=planner())
    home = f"/sap-xep/{plan}"
    signer = Screen(signers()[0])
    assert "Chưa chạy đối chiếu lần nào" in html.unescape(signer.text(home))
    for keep in (True, False):
        actions.reconcile(plan, keep_items=keep, by=planner())
        assert "từ đó đến nay không có gì thay đổi" in html.unescape(signer.text(home))
    actions.reconcile(plan, keep_items=True, by=planner())
    dossiers("3 Lê Văn Miến", "4 Lê Văn Miến", "5 Lê Văn Miến", code=AN_PHU)
    _closed(done)
    _as_owner(
        "update work_item set jurisdiction = received_seat, parties = array[received_seat] where id = %s",
        moved,
    )
    told = "3 việc mới tới, 1 việc đã xong, 1 việc đã chuyển chỗ. Hãy chạy lại trước khi ký."
    assert told in html.unescape(signer.text(home))
    assert told in html.unescape(signer.text(f"{home}/doi-chieu"))
    assert signer.client.get(f"{home}/doi-chieu.pdf").content.startswith(b"%PDF-")
    actions.reconcile(plan, keep_items=True, by=planner())
    assert "không có gì thay đổi" in html.unescape(signer.text(home))


def test_without_a_snapshot_what_came_since_is_counted_by_the_day_it_was_filed(eve: None) -> None:
    (done,) = dossiers("1 Lê Văn Miến", code=OLD)
    plan = drafted(text(merge(OLD, AN_KHANH, into=AN_KHANH, name="Phường An Khánh")))["plan"]
    prepare_plan(plan, by=planner())
    actions.reconcile(plan, keep_items=False, by=planner())
    today(DAY.replace(month=6, day=25))
    dossiers("3 Lê Văn Miến", code=AN_PHU)
    _closed(done)
    found = queries.since(plan)
    assert found is not None
    assert (found.arrived, found.finished, found.moved) == (1, 1, 0)


def test_a_report_about_another_text_is_no_report(eve: None) -> None:
    plan = drafted(text(merge(OLD, AN_KHANH, into=AN_KHANH, name="Phường An Khánh")))["plan"]
    prepare_plan(plan, by=planner())
    actions.reconcile(plan, keep_items=True, by=planner())
    _as_owner("update plan set digest = repeat('0', 64) where id = %s", plan)
    assert "văn bản kế hoạch đã khác" in queries.report_age(plan)


def _closed(item: object) -> None:
    _as_owner("update work_item set closed_at = world_now(), state = 'returned' where id = %s", item)


def _as_owner(text: str, one: object) -> None:
    sql.run("reset role")
    sql.run(text, (one,))
    sql.run("set local role lienthong_app")


FEW = st.integers(0, 9)


@given(FEW, FEW, FEW, st.booleans())
def test_only_a_report_nothing_came_after_is_called_fresh(
    arrived: int, finished: int, moved: int, other: bool
) -> None:
    words = since_words(Since(clock.local(clock.real()), arrived, finished, moved, other))
    assert ("không có gì thay đổi" in words) is not bool(arrived or finished or moved or other)
    for n, what in ((arrived, "mới tới"), (finished, "đã xong"), (moved, "đã chuyển chỗ")):
        assert (f"{n} việc {what}" in words) is bool(n)
