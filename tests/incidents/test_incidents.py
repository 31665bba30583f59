"""An incident reaches the centre at once and is mended by the unit or the centre; no other ward sees it."""

from typing import Any
from uuid import UUID

import pytest

from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.incidents import actions, queries
from lienthong.incidents.desk import DESK
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.work.queries import item_of
from tests import cast, sql


def _technician(code: str = cast.AN_KHANH) -> Actor:
    return cast.officer("ky_thuat", code)


def _reported(severity: str = "high", by: Actor | None = None, unit: int | None = None) -> UUID:
    answer = actions.report_incident(
        severity=severity, text="Mạng rất chậm từ tám giờ.", step="Vào sổ", unit=unit, by=by or cast.an()
    )
    return UUID(answer["id"])


def _listed(actor: Actor) -> list[UUID]:
    with acts.opening(actor):
        return [row.id for row in queries.open_incidents(actor)]


def _offered(actor: Actor, item: UUID) -> list[str]:
    with acts.opening(actor):
        found = item_of(actor, item)
        return [act.path for act in DESK.acts if act.offered(actor, found)]


def _details(actor: Actor, item: UUID) -> dict[str, Any]:
    with acts.opening(actor):
        return queries.details(actor, item_of(actor, item))


def test_the_unit_and_the_centre_see_it_and_other_wards_do_not(db: None) -> None:
    item = _reported()
    for actor in (cast.an(), cast.binh(), cast.dung(), cast.officer("quan_tri", cast.TTCDS)):
        assert item in _listed(actor), actor.name
    assert item not in _listed(cast.chi())
    with pytest.raises(NotFound):
        _details(cast.chi(), item)


def test_who_watches_the_ward_sees_it_but_may_not_mend_it(db: None) -> None:
    item, leader = _reported(), cast.officer("lanh_dao_tp", "H29")
    assert item in _listed(leader)
    assert _offered(leader, item) == []
    with pytest.raises(Refusal, match="not_allowed"):
        actions.take_incident(item, by=leader)


@pytest.mark.parametrize("mender", [_technician, cast.dung, lambda: cast.officer("quan_tri", cast.TTCDS)])
def test_the_technician_or_the_centre_takes_and_resolves(db: None, mender: Any) -> None:
    item, by = _reported(), mender()
    assert _offered(by, item) == ["take-incident", "withdraw-incident"]
    assert actions.take_incident(item, by=by)["state"] == "taken"
    assert _offered(by, item) == ["resolve-incident", "put-back-incident"]
    assert actions.resolve_incident(item, text="Đã thay cáp.", by=by)["state"] == "resolved"
    assert item not in _listed(cast.an())
    found = _details(cast.an(), item)
    assert (found["resolution"], found["resolved_by"]) == ("Đã thay cáp.", by.unit_name)


def test_the_clerk_who_reports_it_does_not_mend_it(db: None) -> None:
    item = _reported()
    assert _offered(cast.an(), item) == ["withdraw-incident"]
    with pytest.raises(Refusal, match="not_allowed"):
        actions.take_incident(item, by=cast.an())


def test_another_wards_technician_finds_nothing(db: None) -> None:
    with pytest.raises(NotFound):
        actions.take_incident(_reported(), by=_technician(cast.BINH_TRUNG))


def test_it_is_taken_once_and_resolved_only_when_taken(db: None) -> None:
    item = _reported()
    with pytest.raises(Refusal, match="wrong_state"):
        actions.resolve_incident(item, text="Xong", by=_technician())
    actions.take_incident(item, by=_technician())
    with pytest.raises(Refusal, match="wrong_state"):
        actions.take_incident(item, by=cast.dung())


def test_the_centre_may_not_act_on_other_work_through_this_door(db: None) -> None:
    """Being party to a letter does not make the centre its holder."""
    from tests.documents.letters import arrived

    with pytest.raises(NotFound):
        actions.take_incident(arrived(cast.AN_KHANH), by=cast.dung())


def test_one_reports_on_ones_own_unit_and_the_centre_on_any(db: None) -> None:
    an, chi = cast.an(), cast.chi()
    with pytest.raises(Refusal, match="not_your_unit"):
        _reported(by=chi, unit=an.unit)
    item = _reported(by=cast.dung(), unit=an.unit)
    assert item in _listed(an)
    assert _details(an, item)["reported_by"] == cast.dung().unit_name


def test_a_supervising_team_reports_on_the_wards_it_watches(db: None) -> None:
    team = cast.officer("to_cong_tac", "H29")
    wards = sql.rows(
        "select id, seat_of(id) as seat from unit where body = 'ubnd' and area is not null"
        " and during @> world_today() order by id"
    )
    watched = next(ward.id for ward in wards if ward.seat in team.reads)
    other = next(ward.id for ward in wards if ward.seat not in team.reads)
    assert _is_listed(_reported(by=team, unit=watched), team)
    with pytest.raises(Refusal, match="not_your_unit"):
        _reported(by=team, unit=other)


def _is_listed(item: UUID, actor: Actor) -> bool:
    return item in _listed(actor)


@pytest.mark.parametrize(("unit", "code"), [(1, "unknown_unit"), (10271181, "unit_ended")])
def test_a_unit_that_is_not_there_is_refused(db: None, unit: int, code: str) -> None:
    """10271181 is the committee of old Thủ Thiêm."""
    with pytest.raises(Refusal, match=code):
        _reported(by=cast.dung(), unit=unit)


def test_the_board_counts_without_reading_a_word(db: None) -> None:
    an = cast.an()
    before = _counted(an.unit)
    _reported("critical")
    acts.set_scope(())
    assert _counted(an.unit) == {**before, "critical": before.get("critical", 0) + 1}
    assert sql.one("select count(*) from incident") == 0


def _counted(unit: int | None) -> dict[str, int]:
    return {row.severity: row.n for row in queries.open_incident_counts() if row.unit == unit}


def test_the_worst_stands_first(db: None) -> None:
    mild, worst = _reported("low"), _reported("critical")
    assert _listed(cast.an())[:1] == [worst]
    assert _listed(cast.an())[-1:] == [mild]


def test_what_was_said_is_not_in_the_journal(db: None) -> None:
    item = _reported()
    with acts.opening(cast.an()):
        facts = sql.one("select facts from journal where item = %s", (item,))
    assert facts == {"severity": "high"}


def test_over_the_api(db: None) -> None:
    clerk, centre = cast.caller(cast.an()), cast.caller(cast.dung())
    body = {"severity": "critical", "step": "", "text": "Mất điện cả trung tâm.", "unit": None}
    sent = clerk.post("/incidents", body, key="i1").json()
    assert sent["state"] == "open"
    listed = centre.get("/incidents").json()
    assert sent["id"] in [row["id"] for row in listed["items"]]
    assert centre.post(f"/items/{sent['id']}/take-incident", key="i2").json()["state"] == "taken"
    done = centre.post(f"/items/{sent['id']}/resolve-incident", {"text": "Có điện lại."}, key="i3")
    assert done.json()["state"] == "resolved"
    assert clerk.post("/incidents", {**body, "severity": "awful"}, key="i4").status_code == 422
    assert cast.caller(cast.chi()).get(f"/items/{sent['id']}").status_code == 404


def test_a_form_offers_ones_own_unit_and_those_one_watches(db: None) -> None:
    clerk, centre = cast.an(), cast.officer("quan_tri", cast.TTCDS)
    with acts.opening(clerk):
        assert queries.unit_choices(clerk) == [(str(clerk.unit), clerk.unit_name)]
    with acts.opening(centre):
        offered = queries.unit_choices(centre)
    assert offered[0] == (str(centre.unit), centre.unit_name)
    assert str(clerk.unit) in dict(offered)
