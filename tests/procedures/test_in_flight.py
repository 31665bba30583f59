"""A dossier received before the reorganisation: code, receipt and due date never change, nobody files again."""

from datetime import datetime

import pytest

from lienthong.ground import acts, sql
from lienthong.kernel.clock import ZONE
from lienthong.kernel.refusals import NotFound
from lienthong.procedures import actions
from lienthong.procedures.filing.citizens import citizen_case
from lienthong.work.queries import inbox, item_of
from tests import cast
from tests.procedures.dossiers import COPY, MARRIAGE, citizen, of, reception, seen, submitted, taken_in

BEFORE = datetime(2025, 6, 27, 9, tzinfo=ZONE)
AFTER = datetime(2025, 7, 1, 7, 30, tzinfo=ZONE)
THAO_DIEN = "27088"
"""An old ward that went whole into An Khánh."""


def _clock_shows(at: datetime) -> None:
    """Tests may wind it back; `advance_clock` may not."""
    sql.run("reset role")
    sql.run("update world set clock_offset = %s - now()", (at,))
    sql.run("set local role lienthong_app")


@pytest.mark.parametrize("procedure", [MARRIAGE, COPY])
def test_the_heir_finishes_what_the_old_ward_received(db: None, procedure: str) -> None:
    _clock_shows(BEFORE)
    old = cast.officer("tiep_nhan", THAO_DIEN)
    answer = taken_in(old, procedure=procedure)
    item = of(answer)
    before, _ = seen(old, item)
    assert answer["code"] == "27088-250627-0001"
    _clock_shows(AFTER)
    an = reception()
    with acts.opening(an):
        assert item in [row.id for row in inbox(an)]
    actions.assess_dossier(item, approve=True, by=cast.officer("chuyen_vien"))
    actions.sign_dossier(item, by=cast.officer("lanh_dao"))
    actions.return_dossier(item, by=an)
    after, desk = seen(an, item)
    assert (after.reference, after.due_at, after.received_seat) == (before.reference, before.due_at, old.seat)
    assert (after.jurisdiction, after.parent) == (before.jurisdiction, None)
    assert desk["received_at_unit"]["name"] == "Ủy ban nhân dân phường Thảo Điền"
    stranger = reception(cast.BINH_TRUNG)
    with acts.opening(stranger), pytest.raises(NotFound):
        item_of(stranger, item)


def test_what_was_handed_in_before_is_received_by_the_heir(db: None) -> None:
    _clock_shows(BEFORE)
    slip = submitted(cast.officer("tiep_nhan", THAO_DIEN))
    _clock_shows(AFTER)
    received = actions.receive_dossier(of(slip), by=reception())
    assert received["code"] == "27094-250701-0001"
    with acts.opening(citizen()):
        case = citizen_case(slip["code"], slip["secret"])
    assert case["unit"] == case["received_by"] == "Ủy ban nhân dân phường An Khánh"


def test_papers_awaited_over_the_date_come_to_the_heir(db: None) -> None:
    _clock_shows(BEFORE)
    old = cast.officer("tiep_nhan", THAO_DIEN)
    answer = taken_in(old)
    actions.request_supplement(of(answer), missing=["Ảnh"], by=old)
    _clock_shows(AFTER)
    moved = actions.supplement_dossier(
        code=answer["code"], secret=answer["secret"], papers=["Ảnh"], by=citizen()
    )
    assert moved["state"] == "received"
