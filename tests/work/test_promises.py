"""What was promised before a day was decided otherwise: counted again by an act, and only what the day concerns."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.clock import local
from lienthong.kernel.decided.days import PACKAGED, packaged_id
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.decided.actions import approve_decision, withdraw_decision
from lienthong.procedures import actions as dossier_acts
from lienthong.work.promises.actions import move_promises
from lienthong.work.promises.queries import moving
from lienthong.work.queries import item_of, verify_chains
from tests import cast, sql
from tests.board.rounds import as_owner, screen
from tests.personnel.deciding import approved, at, city, entered, shows
from tests.personnel.delegating import asked
from tests.procedures.dossiers import COPY, MARRIAGE, of, taken_in

NEW_YEAR = next(row for row in PACKAGED if row.since == date(2026, 1, 1))


def _due(item: UUID, code: str = cast.AN_KHANH) -> datetime:
    leader = cast.officer("lanh_dao", code)
    with acts.opening(leader):
        due_at = item_of(leader, item).due_at
    assert due_at is not None
    return local(due_at)


def _taken_in(code: str = cast.AN_KHANH, procedure: str = MARRIAGE, **more: Any) -> UUID:
    return of(taken_in(asked("tiep_nhan", code), procedure, **more))


def _moves(decision: UUID, actor: Actor) -> int:
    with acts.opening(actor):
        return len(moving(decision, actor))


def test_a_same_day_dossier_of_the_last_afternoon_of_2025(db: None) -> None:
    """Friday 2/1/2026 is off by VB 12729/VPCP-KGVX; the product promised 2/1."""
    shows(2025, 12, 31, 16)
    assert _due(_taken_in(procedure=COPY)) == at(2026, 1, 5, 17)
    shows(2026, 1, 10, 9)
    assert _due(_taken_in(procedure=COPY)) == at(2026, 1, 10, 17), "the Saturday that is worked for it"


def test_what_an_older_version_promised_for_a_day_off_is_moved_by_an_act(db: None) -> None:
    """In a home that was opened before decided days were data; what is promised since then is right already."""
    shows(2025, 12, 31, 16)
    old, other = _taken_in(procedure=COPY), _taken_in(procedure=MARRIAGE)
    with as_owner():
        sql.run("update decided_head set shipped_since = %s", (at(2025, 12, 31, 20),))
        sql.run("update work_item set due_at = %s where id = %s", (at(2026, 1, 2, 17), old))
        sql.run("update work_item set due_at = %s where id = %s", (at(2026, 1, 6, 17), other))
    shows(2025, 12, 31, 21)
    new = _taken_in(procedure=COPY)
    decision = packaged_id(NEW_YEAR)
    assert _moves(decision, city()) == 2
    assert move_promises(decision, by=city())["moved"] == 2
    assert [_due(item) for item in (old, other, new)] == [
        at(2026, 1, 5, 17),
        at(2026, 1, 7, 17),
        at(2026, 1, 5, 17),
    ]
    assert move_promises(decision, by=city())["moved"] == 0, "once is enough"


def test_a_storm_moves_the_promised_dates_of_its_ward_and_no_other(db: None) -> None:
    shows(2025, 7, 2, 9)
    here, there = _taken_in(), _taken_in(cast.BINH_TRUNG)
    before = _due(there, cast.BINH_TRUNG)
    assert _due(here) == before == at(2025, 7, 7, 17)
    shows(2025, 7, 2, 10)
    decision = entered()
    leader = asked("lanh_dao")
    assert _moves(decision, leader) == 1
    assert _due(here) == before, "what waits has no effect"
    with pytest.raises(Refusal, match="decision_waits"):
        move_promises(decision, by=leader)
    shows(2025, 7, 2, 11)
    approve_decision(decision, by=leader)
    assert _due(here) == before, "approving moves nothing by itself"
    shows(2025, 7, 2, 12)
    assert move_promises(decision, by=asked("lanh_dao")) == {
        "decision": str(decision),
        "moved": 1,
        "goes_on": False,
    }
    assert _due(here) == at(2025, 7, 8, 17)
    assert _due(there, cast.BINH_TRUNG) == before
    shows(2025, 7, 2, 13, 30)
    later = _taken_in()
    assert _due(later) == at(2025, 7, 8, 17), "what comes after the approval is promised rightly at once"
    assert move_promises(decision, by=asked("lanh_dao"))["moved"] == 0


def test_what_is_left_is_counted_by_the_days_of_the_body_that_has_it(db: None) -> None:
    """Everybody's days make four of it: Thursday, on which the ward is closed, would count."""
    shows(2025, 7, 2, 10)
    approved()
    shows(2025, 7, 2, 11)
    answer = taken_in(asked("tiep_nhan"), MARRIAGE)
    item = of(answer)
    assert _due(item) == at(2025, 7, 8, 17)
    client = screen(asked("lanh_dao"))
    for address in (f"/viec/{item}", "/hop-viec", "/viec-bo-phan", f"/tim-kiem?q={answer['code']}"):
        page = client.get(address).content.decode()
        if str(item) in page:
            assert "còn 3 ngày làm việc" in page, address
        assert "còn 4 ngày làm việc" not in page, address
    sent = {"code": answer["lookup_code"], "secret": answer["secret"]}
    told = Client().post("/api/v1/public/lookup", sent, content_type="application/json").json()
    assert told["time_left"] == "còn 3 ngày làm việc"
    assert "còn 3 ngày làm việc" in Client().post("/tra-cuu", sent).content.decode()


def test_the_line_says_why_and_from_when(db: None) -> None:
    shows(2025, 7, 2, 9)
    item = _taken_in()
    shows(2025, 7, 2, 10)
    decision = approved()
    shows(2025, 7, 2, 11)
    leader = asked("lanh_dao")
    move_promises(decision, by=leader)
    with acts.opening(leader):
        line = sql.row(
            "select verb, facts, mandate from journal where item = %s order by seq desc limit 1", (item,)
        )
        assert (line.verb, line.mandate) == ("dossier.due_moved", leader.mandate)
        assert line.facts["decision"] == str(decision)
        assert line.facts["basis"] == "15/QĐ-UBND ngày 2/7/2025"
        assert datetime.fromisoformat(line.facts["from"]) == at(2025, 7, 7, 17)
        assert datetime.fromisoformat(line.facts["to"]) == at(2025, 7, 8, 17)
    with as_owner():
        assert sql.one("select count(*) from journal where verb = 'dossier.due_moved'") == 1


def test_a_withdrawn_decision_is_undone_by_the_same_act(db: None) -> None:
    shows(2025, 7, 2, 9)
    item = _taken_in()
    shows(2025, 7, 2, 10)
    decision = approved()
    shows(2025, 7, 2, 11)
    move_promises(decision, by=asked("lanh_dao"))
    shows(2025, 7, 2, 12)
    withdraw_decision(decision, reason="Bão đổi hướng", by=asked("lanh_dao"))
    shows(2025, 7, 2, 13)
    assert move_promises(decision, by=asked("lanh_dao"))["moved"] == 1
    assert _due(item) == at(2025, 7, 7, 17)


def test_a_decision_may_begin_in_the_past_and_says_what_it_moves(db: None) -> None:
    """The storm was yesterday; its paper is signed today. What was due then is no longer late."""
    shows(2025, 7, 3, 8)
    item = _taken_in(procedure=COPY)
    assert _due(item) == at(2025, 7, 3, 17)
    shows(2025, 7, 4, 9)
    decision = approved()
    leader = asked("lanh_dao")
    assert _moves(decision, leader) == 1
    shows(2025, 7, 4, 9, 5)
    move_promises(decision, by=asked("lanh_dao"))
    assert _due(item) == at(2025, 7, 4, 17)


def test_what_was_received_on_the_closed_day_counts_from_the_next_as_ever(db: None) -> None:
    """The day of receipt does not count: three days from a closed day end where they did."""
    shows(2025, 7, 3, 8)
    item = _taken_in()
    assert _due(item) == at(2025, 7, 8, 17)
    shows(2025, 7, 4, 9)
    assert _moves(approved(), asked("lanh_dao")) == 0


def test_the_time_a_dossier_waited_for_papers_stays(db: None) -> None:
    shows(2025, 7, 1, 9)
    item = _taken_in()
    shows(2025, 7, 1, 10)
    dossier_acts.request_supplement(item, missing=("Ảnh",), note="", by=asked("tiep_nhan"))
    shows(2025, 7, 1, 15)
    dossier_acts.accept_supplement(item, papers=("Ảnh",), by=asked("tiep_nhan"))
    before = _due(item)
    shows(2025, 7, 2, 9)
    decision = approved()
    shows(2025, 7, 2, 10)
    move_promises(decision, by=asked("lanh_dao"))
    moved = _due(item)
    calendar = asked("lanh_dao").calendar.of(asked("lanh_dao").seat)
    assert moved > before
    assert calendar.hours_between(at(2025, 7, 1, 9), moved) == pytest.approx(
        cast.an().calendar.everywhere.hours_between(at(2025, 7, 1, 9), before)
    )


def test_who_decides_for_one_body_moves_nobody_elses(db: None) -> None:
    decision = approved()
    with pytest.raises(Refusal, match="decision_not_yours"):
        move_promises(decision, by=asked("lanh_dao", cast.BINH_TRUNG))
    with pytest.raises(Refusal, match="not_allowed"):
        move_promises(decision, by=asked("van_thu"))
    assert _moves(decision, asked("lanh_dao", cast.BINH_TRUNG)) == 0


def test_a_letter_a_report_and_a_question_move_an_incident_by_the_clock_does_not(db: None) -> None:
    from lienthong.incidents.actions import report_incident
    from lienthong.work.requests.actions import ask_body
    from tests.documents.letters import arrived
    from tests.reports import reports

    shows(2025, 7, 2, 16)
    arrived(cast.AN_KHANH)
    report = reports.item(reports.reported())
    dossier = _taken_in(cast.BINH_TRUNG)
    ask_body(
        dossier,
        unit=cast.an().unit or 0,
        question="Xin ý kiến về hộ tịch.",
        by=asked("lanh_dao", cast.BINH_TRUNG),
    )
    report_incident(severity="low", text="Máy in hỏng.", by=asked("ky_thuat"))
    report_incident(severity="critical", text="Mất điện toàn trụ sở.", by=asked("ky_thuat"))
    shows(2025, 7, 2, 16, 30)
    decision = approved()
    leader = asked("lanh_dao")
    with acts.opening(leader):
        kinds = sorted(row.promise.kind for row in moving(decision, leader))
    assert kinds == ["delivery", "incident", "referral", "report"]
    before = _due(report)
    shows(2025, 7, 2, 17)
    assert move_promises(decision, by=asked("lanh_dao"))["moved"] == 4
    assert (_due(report) - before).days >= 1


def test_what_is_promised_to_a_closed_body_from_elsewhere_is_counted_by_its_days(db: None) -> None:
    """A letter sent by the city to two wards: one of them is closed tomorrow."""
    from tests.documents.letters import delivered, issued

    shows(2025, 7, 2, 9)
    approved()
    shows(2025, 7, 2, 10)
    issued(asked("trung_tam_cds", cast.TTCDS), cast.an().unit or 0)
    assert _due(delivered(cast.an())) == at(2025, 7, 4, 17)


def test_the_chains_of_what_moved_still_prove_themselves(db: None) -> None:
    shows(2025, 7, 2, 9)
    _taken_in()
    shows(2025, 7, 2, 10)
    decision = approved()
    shows(2025, 7, 2, 11)
    move_promises(decision, by=asked("lanh_dao"))
    with as_owner():
        from lienthong.ground import sql as ground

        assert verify_chains(ground.raw())["broken"] == []
