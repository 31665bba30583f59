"""A body that ends takes what its head had given with it; what was signed in time stays signed in the head's place."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from lienthong.documents import actions as letters
from lienthong.documents import queries
from lienthong.ground import acts
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.delegations.queries import delegations
from lienthong.work.queries import item_of
from tests import cast
from tests.documents.letters import delivered, drafted
from tests.personnel.delegating import asked, asked_under, given
from tests.reorganisation.plans import approved, merge, text, today

ENDS = date(2025, 8, 1)


def _submitted() -> UUID:
    specialist = asked("chuyen_vien")
    draft = drafted(specialist, cast.dung().unit or 0)
    letters.submit_draft(draft, by=specialist)
    return draft


def test_it_lapses_with_the_body(db: None) -> None:
    head, deputy = asked("lanh_dao"), asked("pho_chu_tich")
    given(deputy, until=date(2025, 8, 31))
    signed = _submitted()
    letters.sign_document(signed, by=asked_under(deputy.mandate or 0))
    letters.issue_document(signed, by=cast.an())
    approved(text(merge(cast.AN_KHANH, cast.BINH_TRUNG, into="99001", name="Phường Thử"), on=ENDS))
    assert asked_under(deputy.mandate or 0).can("sign_document"), "until the body ends"

    today(ENDS)
    (shown,) = delegations(replace(head, at=cast.dung().at))
    assert shown.standing == "lapsed"
    for gone in (head, deputy):
        with pytest.raises(Refusal, match=r"unit_ended|mandate_ended"):
            asked_under(gone.mandate or 0)
    with acts.opening(cast.dung()):
        letter = queries.details(cast.dung(), item_of(cast.dung(), delivered(cast.dung())))["document"]
    assert letter["signature"].said.startswith(
        f"{deputy.name}, Phó Chủ tịch UBND, ký thay (KT.) Chủ tịch UBND, theo"
    )
