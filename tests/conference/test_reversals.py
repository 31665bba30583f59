"""A meeting called or ended by mistake."""

from typing import Any
from uuid import UUID

import pytest

from lienthong.conference import actions
from lienthong.conference import reversals as back
from lienthong.conference.queries import details
from lienthong.ground import acts
from lienthong.work.queries import item_of
from tests import cast, sql
from tests.cast import BINH_TRUNG, TTCDS, officer
from tests.documents.test_reversals import later, refused
from tests.work.test_items import broken

pytestmark = pytest.mark.usefixtures("db")
WHY = "Làm nhầm"


def called() -> UUID:
    city = officer("quan_tri", TTCDS)
    units = [cast.an().unit or 0, cast.chi().unit or 0]
    made = actions.convene_meeting(subject="Diễn tập", units=units, starts_at=city.at, by=city)
    return UUID(made["id"])


def point(by: Any) -> UUID:
    with acts.opening(by):
        found: UUID = sql.one(
            "select id from work_item where kind = 'bridge_point' and jurisdiction = %s order by id desc limit 1",
            (by.seat,),
        )
    return found


def state(item: UUID, by: Any) -> str:
    with acts.opening(by):
        return item_of(by, item).state


def test_a_meeting_called_by_mistake_is_called_off(db: None) -> None:
    meeting, city, an = called(), officer("quan_tri", TTCDS), officer("ky_thuat")
    assert back.cancel_meeting(meeting, reason="Triệu tập nhầm", by=city)["points"] == 2
    assert state(meeting, city) == "cancelled"
    assert state(point(an), an) == "called_off"
    refused("wrong_state", actions.join_meeting, point(an), by=an)
    with acts.opening(city):
        shown: Any = details(city, item_of(city, meeting))
    assert shown["tally"]["called_off"] == 2
    assert broken() == ([], 0)


def test_not_once_a_point_has_come(db: None) -> None:
    meeting, city, an = called(), officer("quan_tri", TTCDS), officer("ky_thuat")
    actions.join_meeting(point(an), by=an)
    refusal = refused("other_side_acted", back.cancel_meeting, meeting, reason=WHY, by=city)
    assert "1 điểm cầu" in refusal.sentence
    assert state(meeting, city) == "convened", "nothing was half written"


def test_a_meeting_ended_by_mistake_goes_on_as_it_stood(db: None) -> None:
    meeting, city = called(), officer("quan_tri", TTCDS)
    an, chi = officer("ky_thuat"), officer("ky_thuat", BINH_TRUNG)
    actions.join_meeting(point(an), by=an)
    actions.close_meeting(meeting, by=city)
    assert (state(point(an), an), state(point(chi), chi)) == ("attended", "absent")
    back.reopen_meeting(meeting, reason=WHY, by=city)
    assert (state(point(an), an), state(point(chi), chi)) == ("joined", "invited")
    assert actions.join_meeting(point(chi), by=chi)["state"] == "joined"
    actions.close_meeting(meeting, by=city)
    later()
    refused("too_late_to_undo", back.reopen_meeting, meeting, reason=WHY, by=officer("quan_tri", TTCDS))
