"""An incident reported, taken or closed by mistake."""

from uuid import UUID

import pytest

from lienthong.incidents import actions
from lienthong.incidents import reversals as back
from lienthong.kernel.refusals import NotFound
from tests import cast
from tests.documents.test_reversals import later, refused, state
from tests.work.test_items import broken

pytestmark = pytest.mark.usefixtures("db")
WHY = "Làm nhầm"


def reported() -> UUID:
    answer = actions.report_incident(severity="high", text="Máy quét không chạy.", by=cast.officer("van_thu"))
    return UUID(answer["id"])


def test_reported_by_mistake(db: None) -> None:
    item = reported()
    back.withdraw_incident(item, reason="Máy chưa cắm điện", by=cast.officer("van_thu"))
    assert state(item) == "withdrawn"
    back.reopen_incident(item, reason="Cắm rồi vẫn hỏng", by=cast.officer("van_thu"))
    assert state(item) == "open"
    assert broken() == ([], 0)


def test_not_while_somebody_mends_it(db: None) -> None:
    item, technician = reported(), cast.officer("ky_thuat")
    actions.take_incident(item, by=technician)
    refused("wrong_state", back.withdraw_incident, item, reason=WHY, by=cast.officer("van_thu"))
    back.put_back_incident(item, reason="Không phải việc của tôi", by=technician)
    assert actions.take_incident(item, by=cast.dung())["state"] == "taken", "the centre may"


def test_closed_and_broken_all_the_same(db: None) -> None:
    item, technician = reported(), cast.officer("ky_thuat")
    actions.take_incident(item, by=technician)
    actions.resolve_incident(item, text="Đã thay dây.", by=technician)
    back.reopen_incident(item, reason="Vẫn không chạy", by=cast.officer("van_thu"))
    assert state(item) == "open"
    actions.take_incident(item, by=technician)
    actions.resolve_incident(item, text="Đã thay máy.", by=technician)
    later()
    refused("too_late_to_undo", back.reopen_incident, item, reason=WHY, by=cast.officer("van_thu"))


def test_the_centre_that_received_it_may_and_another_ward_may_not(db: None) -> None:
    item = reported()
    with pytest.raises(NotFound):
        back.withdraw_incident(item, reason=WHY, by=cast.chi())
    assert back.withdraw_incident(item, reason=WHY, by=cast.dung())["state"] == "withdrawn"
