"""In whose name somebody signs, as it stands on paper: read back from the letter its page offers."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from lienthong.documents import actions
from lienthong.documents.layout import rules
from lienthong.ground.actor import Actor
from tests import cast
from tests.board.rounds import screen
from tests.documents.layout.paper import DECISION, OFFICIAL_LETTER, PARTY_LETTER
from tests.papers.reading import bare, text_of
from tests.personnel.delegating import asked, given


def _signed(specialist: Actor, signer: Actor, **letter: Any) -> str:
    """What a reader finds on the letter, once it is signed."""
    wanted: dict[str, Any] = {
        "side": "government", "type": "CV", "subject": "Thử", "body": "Nội dung.", "to": [cast.dung().unit or 0],
        **letter,
    }  # fmt: skip
    item = UUID(actions.draft_document(**wanted, by=specialist)["id"])
    actions.submit_draft(item, by=specialist)
    actions.sign_document(item, by=signer)
    return text_of(screen(specialist).get(f"/viec/{item}/ban-the-thuc").content)


def test_a_chairman_signs_on_the_committees_behalf(db: None) -> None:
    chairman = asked("lanh_dao")
    read = _signed(asked("chuyen_vien"), chairman)
    assert bare(f"TM. ỦY BAN NHÂN DÂN CHỦ TỊCH {chairman.name}") in read


def test_what_the_chairman_decides_alone_is_not_the_committees(db: None) -> None:
    body = "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG AN KHÁNH\nCăn cứ Luật.\nQUYẾT ĐỊNH:\nĐiều 1. Nội dung."
    chairman = asked("lanh_dao")
    read = _signed(asked("chuyen_vien"), chairman, type="QĐ", body=body)
    assert bare(f"CHỦ TỊCH {chairman.name}") in read
    assert bare("TM. ỦY BAN NHÂN DÂN") not in read


def test_a_deputy_signs_in_the_chairmans_place(db: None) -> None:
    deputy = asked("pho_chu_tich")
    given(deputy)
    read = _signed(asked("chuyen_vien"), asked("pho_chu_tich"))
    assert bare(f"TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH {deputy.name}") in read


@pytest.mark.parametrize(("form", "mark"), [("tl", "TL."), ("tuq", "TUQ.")])
def test_the_head_of_office_signs_by_order_or_under_authority(db: None, form: str, mark: str) -> None:
    office = asked("chanh_van_phong")
    given(office, form=form, is_away=False, covers=["sign_document"])
    read = _signed(asked("chuyen_vien"), asked("chanh_van_phong"))
    assert bare(f"{mark} CHỦ TỊCH CHÁNH VĂN PHÒNG {office.name}") in read
    assert bare("TM. ỦY BAN NHÂN DÂN") not in read


@pytest.mark.parametrize(("role", "title"), [("bi_thu", "BÍ THƯ"), ("pho_bi_thu", "PHÓ BÍ THƯ")])
def test_a_secretary_signs_on_the_party_committees_behalf(db: None, role: str, title: str) -> None:
    secretary = asked(role)
    read = _signed(asked("chuyen_vien_dang"), secretary, side="party")
    assert bare(f"T/M ĐẢNG ỦY {title} {secretary.name}") in read


def test_a_department_decides_through_its_head(db: None) -> None:
    director = cast.dung()
    read = _signed(director, director)
    assert bare("TM.") not in read


def test_the_partys_marks_are_its_own() -> None:
    letter = replace(PARTY_LETTER, signature=("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"))
    assert rules.authority(letter) == ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")
    assert (
        rules.authority(replace(letter, signature=("TL. BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG")))[0]
        == "T/L BAN THƯỜNG VỤ"
    )


def test_an_acting_chairman_signs_for_the_committee_and_nobody_yet_is_nobody() -> None:
    letter = replace(OFFICIAL_LETTER, issuer_body="ubnd", signature=("Q. CHỦ TỊCH",))
    assert rules.authority(letter) == ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")
    assert rules.authority(replace(letter, signature=())) == ()
    assert rules.authority(replace(DECISION, issuer_body="ubnd")) == ("CHỦ TỊCH",)
