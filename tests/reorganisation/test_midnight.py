"""Midnight of the date: what is under way goes on, and a transaction knows one day."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from lienthong.conference import actions as conference
from lienthong.conference.desk import DESK
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.work.queries import inbox, item_of
from tests import sql
from tests.cast import officer
from tests.procedures.dossiers import taken_in
from tests.reorganisation.plans import DAY, area_of, planner, real_plan_approved, today
from tests.running import soon

OLD_WARDS = ("27088", "27115")
"""Thảo Điền and An Lợi Đông: the seats of both go to An Khánh."""

AT_THE_TABLE = frozenset({"join_meeting", "answer_code"})


def at_the_table(code: str) -> Actor:
    return replace(officer("tiep_nhan", code), abilities=AT_THE_TABLE)


def points_of(actor: Actor) -> list[UUID]:
    with acts.opening(actor):
        return [row.id for row in inbox(actor, limit=1000) if row.kind == "bridge_point"]


def test_a_meeting_open_at_midnight_keeps_its_points_until_it_is_closed(real: None) -> None:
    real_plan_approved()
    one, other = (at_the_table(code) for code in OLD_WARDS)
    called = [one.unit, other.unit]
    centre = planner()
    made = conference.convene_meeting(
        subject="Trực đêm chuyển giao", units=called, starts_at=centre.at + timedelta(hours=1), by=centre
    )
    meeting = UUID(made["id"])
    (joined,), (waiting,) = points_of(one), points_of(other)
    conference.join_meeting(joined, by=one)

    today(DAY)
    heir = replace(officer("ky_thuat"), abilities=AT_THE_TABLE)
    assert {joined, waiting} <= set(points_of(heir)), "the points of both old wards lie with their heir"
    with acts.opening(heir):
        assert item_of(heir, joined).state == "joined", "nobody was thrown out of the meeting"
        code = DESK.details(heir, item_of(heir, joined))["code"]
    assert conference.answer_code(joined, code=code, by=heir)["state"] == "confirmed"
    assert conference.join_meeting(waiting, by=heir)["state"] == "joined"
    conference.leave_meeting(waiting, reason="", by=heir)

    centre = planner()
    assert conference.close_meeting(meeting, by=centre)["state"] == "closed"
    with acts.opening(heir):
        assert item_of(heir, joined).state == "attended"
    assert not points_of(heir)


def test_the_day_is_the_transactions_first_reading_of_the_clock(real: None) -> None:
    """Begun before midnight, an act is of the old day to its end, however long it takes."""
    real_plan_approved()
    sql.run("reset role")
    begins = sql.one("select now()")
    sql.run(
        "update world set clock_offset = %s::timestamptz - %s",
        (f"{DAY} 00:00+07", begins + timedelta(seconds=0.2)),
    )
    sql.run("set local role lienthong_app")
    midnight = sql.one("select %s::timestamptz", (f"{DAY} 00:00+07",))
    old = officer("tiep_nhan", "27091")
    soon(lambda: sql.one("select clock_timestamp() + clock_offset > %s from world", (midnight,)))
    item = UUID(taken_in(by=old, area=area_of("27091"))["id"])
    with acts.opening(old):
        mine = item_of(old, item)
    assert mine.received_at < midnight
    assert mine.holder == old.unit
