"""Decided days: who writes them down, who approves them, what they do from then on and what is refused."""

from datetime import date
from typing import Any

import pytest
from psycopg import errors

from lienthong.kernel.refusals import Refusal
from lienthong.personnel.decided import queries
from lienthong.personnel.decided.actions import approve_decision, enter_decision, withdraw_decision
from lienthong.personnel.decided.agency_ids import agency_id_of
from lienthong.personnel.decided.terms import hours_of
from tests import cast, sql
from tests.personnel.deciding import approved, city, entered, shows
from tests.personnel.delegating import asked

THURSDAY = date(2025, 7, 3)


def _works(code: str, day: date = THURSDAY) -> bool:
    actor = asked("lanh_dao", code)
    return actor.calendar.of(actor.seat).is_working_day(day)


def test_what_waits_has_no_effect_and_what_is_approved_has_it_for_its_body_alone(db: None) -> None:
    decision = entered()
    assert _works(cast.AN_KHANH)
    approve_decision(decision, by=asked("lanh_dao"))
    assert not _works(cast.AN_KHANH)
    assert _works(cast.BINH_TRUNG)
    leader = asked("lanh_dao")
    assert leader.calendar.everywhere.is_working_day(THURSDAY)
    assert all(not leader.calendar.of(held).is_working_day(THURSDAY) for held in leader.scope)
    withdraw_decision(decision, reason="Bão đổi hướng", by=leader)
    assert _works(cast.AN_KHANH)


def test_who_entered_does_not_approve(db: None) -> None:
    """Neither by the act nor, whatever the act says, in the table."""
    leader = asked("lanh_dao")
    decision = entered(by=leader)
    with pytest.raises(Refusal, match="approver_entered"):
        approve_decision(decision, by=leader)
    with pytest.raises(errors.CheckViolation):
        sql.run(
            "update decided_row set approved_by = entered_by, approved_person = entered_person, approved_at = now()"
        )


def test_the_application_changes_nothing_of_what_was_written_down(db: None) -> None:
    entered()
    with pytest.raises(errors.InsufficientPrivilege):
        sql.run("update decided_row set value = 'work'")


def test_two_decisions_for_one_day_name_the_first_unless_the_later_takes_its_place(db: None) -> None:
    first = approved()
    with pytest.raises(Refusal) as refused:
        entered(since=date(2025, 7, 2), until=date(2025, 7, 4), basis="16/QĐ-UBND")
    assert (refused.value.code, refused.value.field) == ("decision_taken", "since")
    assert "15/QĐ-UBND ngày 2/7/2025 (Nghỉ vì bão số 3)" in refused.value.sentence
    later = entered(value="work", basis="16/QĐ-UBND", supersedes=True)
    assert not _works(cast.AN_KHANH)
    shows(2025, 7, 2, 9)
    approve_decision(later, by=asked("lanh_dao"))
    assert _works(cast.AN_KHANH), "the later supersedes"
    withdraw_decision(later, reason="Ghi nhầm", by=asked("lanh_dao"))
    assert not _works(cast.AN_KHANH), "the first holds again"
    assert queries.entered_row(first).standing == "approved"


def test_what_comes_with_the_program_counts_as_decided_too(db: None) -> None:
    with pytest.raises(Refusal, match="12729/VPCP-KGVX"):
        entered(by=city(), unit=None, value="work", since=date(2026, 1, 2), until=date(2026, 1, 2))
    decision = entered(
        by=city(), unit=None, value="work", since=date(2026, 1, 2), until=date(2026, 1, 2), supersedes=True
    )
    approve_decision(decision, by=asked("lanh_dao_tp", _code_of("lanh_dao_tp")))
    assert _works(cast.BINH_TRUNG, date(2026, 1, 2))


def _code_of(role: str) -> str:
    return str(
        sql.one(
            "select u.code from mandate m join post p on p.id = m.post join unit u on u.id = p.unit"
            " where p.role = %s and m.during @> world_today() order by m.id limit 1",
            (role,),
        )
    )


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"basis": "  "}, "decision_without_basis", "basis"),
        ({"basis_on": None}, "decision_without_basis", "basis"),
        ({"until": date(2025, 7, 2)}, "decision_ends_before", "until"),
        ({"until": None}, "decision_endless", "until"),
        ({"until": date(2026, 7, 4)}, "decision_too_long", "until"),
        ({"value": "maybe"}, "day_value_unclear", "value"),
        ({"rule": "hours", "value": "sáng và chiều"}, "hours_unclear", "value"),
        ({"rule": "hours", "value": "13:00-17:00, 7:30-11:30"}, "hours_unclear", "value"),
        ({"rule": "agency_id", "value": "27094"}, "agency_id_unclear", "value"),
    ],
)
def test_what_would_not_hold_is_refused_with_its_field(
    db: None, fields: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        entered(**fields)
    assert (refused.value.code, refused.value.field, refused.value.status) == (code, field, 422)
    assert queries.entered_rows() == []


def test_one_decides_for_ones_own_body(db: None) -> None:
    for unit in (None, cast.chi().unit):
        with pytest.raises(Refusal, match="decision_not_yours"):
            entered(unit=unit)
    with pytest.raises(Refusal, match="not_allowed"):
        entered(by=asked("van_thu"))
    decision = entered()
    with pytest.raises(Refusal, match="decision_not_yours"):
        approve_decision(decision, by=asked("lanh_dao", cast.BINH_TRUNG))


def test_what_is_settled_is_settled_once(db: None) -> None:
    decision = approved()
    with pytest.raises(Refusal, match="decision_settled"):
        approve_decision(decision, by=asked("lanh_dao"))
    withdraw_decision(decision, reason="Ghi nhầm", by=asked("lanh_dao"))
    with pytest.raises(Refusal, match="decision_withdrawn"):
        withdraw_decision(decision, reason="Ghi nhầm", by=asked("lanh_dao"))
    with pytest.raises(Refusal, match="decision_settled"):
        approve_decision(decision, by=asked("lanh_dao"))


def test_a_body_has_hours_of_its_own(db: None) -> None:
    approved(rule="hours", value="8:00-11:30, 13h30-16:30", since=date(2025, 7, 2), until=None)
    leader = asked("lanh_dao")
    working_time = leader.calendar.of(leader.seat)
    assert working_time.end_of(THURSDAY).time().isoformat("minutes") == "16:30"
    assert leader.calendar.everywhere.end_of(THURSDAY).time().isoformat("minutes") == "17:00"
    assert hours_of(queries.entered_rows()[0].value) == working_time.hours_on(THURSDAY)


def test_another_request_reads_the_rows_only_when_they_changed(db: None, monkeypatch: Any) -> None:
    """A request pays for no statement of its own."""
    from lienthong.personnel.decided import in_force

    read: list[int] = []
    monkeypatch.setattr(in_force, "decisions", lambda: read.append(1) or queries.decisions())
    approved()
    asked("lanh_dao")
    before = len(read)
    for _ in range(3):
        asked("lanh_dao")
    assert len(read) == before > 0


def test_agency_ids_say_what_is_published_closed_and_made_up(db: None) -> None:
    today = date(2025, 7, 1)
    assert agency_id_of("H29", None, today)[:2] == ("H29", "decided")
    assert agency_id_of("74", None, date(2025, 6, 30))[:2] == ("H09", "decided")
    assert agency_id_of("74", None, today)[:2] == ("H09", "closed")
    assert agency_id_of("H29-HDND", None, today)[:2] == ("K29", "placeholder")
    assert agency_id_of("H29-SNV", None, today)[:2] == ("H29-SNV", "placeholder")
    ward = cast.an().unit
    assert agency_id_of(cast.AN_KHANH, ward, today).words == "chưa công bố"
    approved(rule="agency_id", value="h29.12.3", since=today, until=None, name="")
    decided = agency_id_of(cast.AN_KHANH, ward, today)
    assert decided[:2] == ("H29.12.3", "decided")
    assert "15/QĐ-UBND" in decided.basis


def test_an_unknown_body_is_refused(db: None) -> None:
    with pytest.raises(Refusal, match="unknown_unit"):
        enter_decision(
            rule="day", value="off", since=THURSDAY, until=THURSDAY, unit=999_999, name="Bão", basis="1/QĐ",
            basis_on=THURSDAY, by=city(),
        )  # fmt: skip
