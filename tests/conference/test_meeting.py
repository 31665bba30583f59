"""A meeting from its convening to its close, as app, under row security."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from psycopg import errors

from lienthong.conference import actions, queries
from lienthong.conference.desk import DESK
from lienthong.conference.terms import TRIES
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.work.queries import inbox, item_of, timeline
from tests import sql
from tests.cast import BINH_TRUNG, TTCDS, officer

WARDS = """
select id from unit
where body = 'ubnd' and area = any (select communes_of(
    (select id from area where code = '79' and during @> world_today()), world_today()))
"""


@pytest.fixture
def dung(db: None) -> Actor:
    """City: convenes, and oversees every ward."""
    return officer("quan_tri", TTCDS)


@pytest.fixture
def an(db: None) -> Actor:
    return officer("ky_thuat")


@pytest.fixture
def binh(db: None) -> Actor:
    return officer("van_thu")


@pytest.fixture
def chi(db: None) -> Actor:
    return officer("ky_thuat", BINH_TRUNG)


@pytest.fixture
def meeting(dung: Actor, an: Actor, chi: Actor) -> UUID:
    starts_at = dung.at + timedelta(minutes=10)
    made = actions.convene_meeting(
        subject="Diễn tập", units=[unit_of(an), unit_of(chi)], starts_at=starts_at, by=dung
    )
    assert made["points"] == 2
    return UUID(made["id"])


def unit_of(actor: Actor) -> int:
    assert actor.unit is not None
    return actor.unit


def point(actor: Actor) -> UUID:
    with acts.opening(actor):
        found: UUID = inbox(actor, kind="bridge_point")[0].id
        return found


def seen(actor: Actor, item: UUID) -> Any:
    with acts.opening(actor):
        found = item_of(actor, item)
        return found, DESK.details(actor, found)


def code_of(actor: Actor, item: UUID) -> str | None:
    return seen(actor, item)[1]["code"]  # type: ignore[no-any-return]


def offered(actor: Actor, item: UUID) -> set[str]:
    found, _ = seen(actor, item)
    return {act.move.act for act in DESK.acts if act.offered(actor, found)}


@pytest.mark.usefixtures("meeting")
def test_a_point_comes_confirms_drops_out_and_comes_back(an: Actor) -> None:
    here = point(an)
    assert code_of(an, here) is None
    assert offered(an, here) == {"join_meeting"}

    assert actions.join_meeting(here, by=an)["state"] == "joined"
    code = code_of(an, here)
    assert code is not None
    assert len(code) == 6
    assert code.isdigit()
    assert offered(an, here) == {"answer_code", "leave_meeting"}

    assert actions.answer_code(here, code=code, by=an)["state"] == "confirmed"
    assert code_of(an, here) is None
    assert actions.leave_meeting(here, reason="Mất đường truyền", by=an)["state"] == "left"

    back = actions.join_meeting(here, by=an)
    assert (back["state"], back["again"]) == ("joined", True)
    assert code_of(an, here) is None
    assert offered(an, here) == {"leave_meeting"}
    with acts.opening(an):
        lines = [(line.verb, line.facts) for line in timeline(here)]
    assert [verb for verb, _ in lines] == [
        "bridge_point.invited", "bridge_point.joined", "bridge_point.code_answered", "bridge_point.left",
        "bridge_point.joined",
    ]  # fmt: skip
    assert lines[1][1] == {}
    assert lines[-1][1] == {"again": True}


@pytest.mark.usefixtures("meeting")
def test_the_code_is_seen_on_its_own_screen_only(an: Actor, binh: Actor, chi: Actor, dung: Actor) -> None:
    here = point(an)
    actions.join_meeting(here, by=an)
    assert code_of(an, here) == code_of(binh, here) is not None
    assert code_of(dung, here) is None  # convenor and overseer: sees the point, not its code
    with pytest.raises(NotFound):
        seen(chi, here)
    with acts.opening(chi):
        assert sql.one("select shown_code(%s, %s)", (here, chi.mandate)) is None
        assert sql.rows("select item from bridge_point where item = %s", (here,)) == []
        assert sql.rows("select jurisdiction from work_item where id = %s", (here,)) == []
    with pytest.raises(errors.InsufficientPrivilege), acts.opening(dung):
        sql.rows("select code from bridge_code")


@pytest.mark.usefixtures("meeting")
def test_another_wards_point_is_not_found(an: Actor, chi: Actor) -> None:
    here = point(an)
    for act in (actions.join_meeting, actions.leave_meeting):
        with pytest.raises(NotFound):
            act(here, by=chi)
    with pytest.raises(NotFound):
        actions.answer_code(here, code="000000", by=chi)


@pytest.mark.usefixtures("meeting")
def test_who_may_look_may_not_act(an: Actor, binh: Actor, dung: Actor) -> None:
    here = point(an)
    with pytest.raises(Refusal, match="not_allowed"):
        actions.join_meeting(here, by=binh)
    with pytest.raises(Refusal, match="not_allowed"):
        actions.join_meeting(here, by=dung)
    with pytest.raises(Refusal, match="not_allowed"):
        actions.convene_meeting(subject="Họp", units=[unit_of(an)], starts_at=an.at, by=an)


@pytest.mark.usefixtures("meeting")
def test_a_code_dies_of_wrong_answers_and_joining_again_draws_another(an: Actor) -> None:
    here = point(an)
    actions.join_meeting(here, by=an)
    code = code_of(an, here) or ""
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for left in reversed(range(TRIES)):
        with pytest.raises(Refusal, match="wrong_code") as refused:
            actions.answer_code(here, code=wrong, by=an)
        assert refused.value.facts["tries_left"] == left
    with pytest.raises(Refusal, match="code_locked"):
        actions.answer_code(here, code=code, by=an)
    actions.leave_meeting(here, by=an)
    actions.join_meeting(here, by=an)
    assert actions.answer_code(here, code=code_of(an, here) or "", by=an)["state"] == "confirmed"


@pytest.mark.usefixtures("meeting")
def test_out_of_order_acts_are_refused(an: Actor) -> None:
    here = point(an)
    with pytest.raises(Refusal, match="wrong_state"):
        actions.answer_code(here, code="000000", by=an)
    with pytest.raises(Refusal, match="wrong_state"):
        actions.leave_meeting(here, by=an)
    actions.join_meeting(here, by=an)
    with pytest.raises(Refusal, match="wrong_state"):
        actions.join_meeting(here, by=an)


def test_roll_call_and_close(meeting: UUID, dung: Actor, an: Actor, chi: Actor) -> None:
    here, there = point(an), point(chi)
    actions.join_meeting(here, by=an)
    found, details = seen(dung, meeting)
    assert details["tally"] == {"absent": 1, "present": 1, "left": 0}
    presence = {point["unit"]: point["presence"] for point in details["roll_call"]}
    assert presence == {an.unit: "present", chi.unit: "absent"}
    assert "code" not in details["roll_call"][0]
    assert ("Điểm cầu có mặt", "1/2") in queries.rows(details)
    assert "close_meeting" in {act.move.act for act in DESK.acts if act.offered(dung, found)}

    assert actions.close_meeting(meeting, by=dung)["points"] == 2
    assert [seen(who, item)[0].state for who, item in ((an, here), (chi, there))] == ["attended", "absent"]
    assert seen(dung, meeting)[1]["tally"] == {"absent": 1, "present": 1, "left": 0}
    with pytest.raises(Refusal, match="wrong_state"):
        actions.join_meeting(there, by=chi)


def test_the_meeting_itself_is_the_convenors(meeting: UUID, an: Actor) -> None:
    with pytest.raises(NotFound):
        seen(an, meeting)
    _, details = seen(an, point(an))
    assert details["meeting"]["subject"] == "Diễn tập"
    assert details["meeting"]["convenor"]["name"]


def test_a_points_meeting_is_read_by_who_sees_the_point(
    meeting: UUID, an: Actor, chi: Actor, dung: Actor
) -> None:
    """By the point's key it is the meeting row security shows; to a stranger neither."""
    theirs = point(an)
    for reader, sees in ((an, 1), (dung, 1), (chi, 0)):
        with acts.opening(reader):
            by_key = sql.rows("select * from meeting_of_point(%s)", (theirs,))
            joined = sql.rows(
                "select m.* from bridge_point b join meeting m on m.item = b.meeting where b.item = %s",
                (theirs,),
            )
            assert by_key == joined
            assert len(by_key) == sees, reader.name
            assert sql.rows("select * from meeting_of_point(%s)", (meeting,)) == []


def test_an_unknown_unit_leaves_nothing_half_convened(dung: Actor) -> None:
    with pytest.raises(Refusal, match="unknown_addressee"):
        actions.convene_meeting(subject="Họp", units=[999_999_999], starts_at=dung.at, by=dung)
    with acts.opening(dung):
        assert inbox(dung, kind="meeting") == []


def test_repeating_under_one_key_convenes_once(dung: Actor, an: Actor) -> None:
    asked: dict[str, Any] = {
        "subject": "Họp",
        "units": [unit_of(an)],
        "starts_at": dung.at,
        "by": dung,
        "key": "k1",
    }
    assert actions.convene_meeting(**asked) == actions.convene_meeting(**asked)
    with acts.opening(an):
        assert len(inbox(an, kind="bridge_point")) == 1
    with pytest.raises(Refusal, match="key_reused"):
        actions.convene_meeting(**{**asked, "subject": "Họp khác"})


def test_all_wards_are_called_in_three_statements(dung: Actor) -> None:
    wards = [unit for (unit,) in sql.rows(WARDS)]
    assert len(wards) == 168
    made = actions.convene_meeting(subject="Toàn thành phố", units=wards, starts_at=dung.at, by=dung)
    assert made["points"] == 168
    details = seen(dung, UUID(made["id"]))[1]
    assert details["tally"] == {"absent": 168, "present": 0, "left": 0}
