"""How a letter is signed by those who sign without a delegation: acting heads, Party deputies, deputies in charge."""

from typing import Any
from uuid import UUID

import pytest

from lienthong.documents import actions, queries
from lienthong.ground import acts, sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import Refusal
from lienthong.work.queries import item_of, timeline
from tests import cast
from tests.personnel.delegating import asked

PARTY = "27094"


def _submitted(specialist: Actor, side: str = "government") -> UUID:
    answer = actions.draft_document(
        side=side, type="CV", subject="Thử", body="Nội dung.", to=[cast.dung().unit or 0], by=specialist
    )
    item = UUID(answer["id"])
    actions.submit_draft(item, by=specialist)
    return item


def _read(reader: Actor, item: UUID) -> tuple[Any, dict[str, Any]]:
    """The signature as it is shown, and the facts of the line that tells of it."""
    with acts.opening(reader):
        letter = queries.details(reader, item_of(reader, item))["document"]
        facts = next(line.facts for line in timeline(item) if line.verb == "draft.signed")
    return letter["signature"], facts


def test_a_heads_own_signature_says_nothing_more(db: None) -> None:
    item = _submitted(asked("chuyen_vien"))
    assert actions.sign_document(item, by=asked("lanh_dao"))["signed_as"] == "own"
    assert _read(cast.an(), item) == (None, {})


def test_an_acting_head_signs_as_acting_by_the_decision(db: None) -> None:
    leader = asked("lanh_dao")
    sql.run("reset role")
    sql.run(
        "update post set title = 'Quyền Chủ tịch UBND' where id = (select post from mandate where id = %s)",
        (leader.mandate,),
    )
    sql.run("update mandate set basis = 'Quyết định số 9/QĐ-UBND' where id = %s", (leader.mandate,))
    sql.run("set local role lienthong_app")
    item = _submitted(asked("chuyen_vien"))
    actions.sign_document(item, by=asked("lanh_dao"))
    signature, facts = _read(cast.an(), item)
    assert signature.line == ("Q. CHỦ TỊCH",)
    assert signature.said.endswith("ký với tư cách Quyền (Q.) Chủ tịch UBND, theo Quyết định số 9/QĐ-UBND")
    assert facts["signed_as"] == "q"


def test_a_deputy_secretary_signs_for_the_committee(db: None) -> None:
    specialist = asked("chuyen_vien_dang", PARTY)
    item = _submitted(specialist, side="party")
    actions.sign_document(item, by=asked("pho_bi_thu", PARTY))
    assert _read(specialist, item)[0].line == ("T/M ĐẢNG ỦY", "PHÓ BÍ THƯ")


def test_where_there_is_no_head_the_deputy_in_charge_signs_in_the_heads_place(db: None) -> None:
    """The city's committee of the trial world has deputies and no chairman."""
    city = asked("chuyen_vien", "H29")
    item = _submitted(city)
    actions.sign_document(item, by=asked("pho_chu_tich", "H29"))
    signature, facts = _read(city, item)
    assert signature.line == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert signature.basis == "khi khuyết Chủ tịch UBND Thành phố"
    assert (facts["signed_as"], facts["signed_under"]) == ("kt", None)


def test_whose_role_never_signs_is_told_what_they_were_told_before(db: None) -> None:
    specialist = asked("chuyen_vien")
    item = _submitted(specialist)
    for who in (specialist, cast.an()):
        with pytest.raises(Refusal, match="not_allowed"):
            actions.sign_document(item, by=who)
    with pytest.raises(Refusal, match="no_authority_to_sign"):
        actions.sign_document(item, by=asked("chanh_van_phong"))
