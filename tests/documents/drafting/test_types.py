"""Which types a letter may have: by its side and its day, and what stands in its sign."""

import csv
from datetime import date
from importlib import resources
from uuid import UUID

import pytest

from lienthong.documents import actions
from lienthong.documents.conventions.numbering import sign_of
from lienthong.documents.types.packaged import NAMES, TYPES, skeletons
from lienthong.documents.types.rules import abbreviation_of, in_force, type_in_force
from lienthong.kernel.refusals import Refusal
from tests import cast
from tests.board.rounds import screen

TRIAL, TODAY = date(2025, 6, 25), date(2026, 11, 28)


def test_the_state_has_its_29_types_and_the_party_its_own() -> None:
    for day in (TRIAL, TODAY):
        assert len(in_force("government", day)) == 29
        party = {row.value.code for row in in_force("party", day)}
        assert {"KL", "TT", "QH", "TuB", "LKG", "CL"} <= party
        assert not {"HĐ", "CĐ", "BGN", "TCg"} & party
    assert {row.basis for row in in_force("party", TRIAL)} == {"Quy định 66-QĐ/TW"}
    assert {row.basis for row in in_force("party", TODAY)} == {"Quy định 399-QĐ/TW"}


def test_of_a_side_a_day_and_a_code_there_is_one_type() -> None:
    for day in (TRIAL, date(2026, 1, 8), date(2026, 1, 9), TODAY):
        keys = [(row.value.side, row.value.code) for row in TYPES if row.holds_on(day)]
        assert len(keys) == len(set(keys))
    text = resources.files("lienthong.documents.types").joinpath("data", "types.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        assert NAMES[row["code"]] == row["name"], "no code is two names"


def test_every_type_has_a_text_to_begin_with() -> None:
    assert set(skeletons()) == {(row.value.side, row.value.code) for row in TYPES}


def test_a_rule_of_the_party_bears_the_abbreviation_of_a_decision() -> None:
    """«Quy định 399-QĐ/TW»: its own paper does."""
    assert abbreviation_of("QyĐ", "party", TODAY) == "QĐ"
    assert abbreviation_of("QyĐ", "government", TODAY) == "QyĐ"
    named = {"type_code": "QyĐ", "issuer": "ĐU", "drafter": "", "abbreviation": "QĐ"}
    assert sign_of(3, side="party", **named) == "03-QĐ/ĐU"


@pytest.mark.parametrize(
    ("side", "code", "said"),
    [
        ("government", "KL", "khối Đảng, không dùng cho khối Chính quyền"),
        ("party", "HĐ", "khối Chính quyền, không dùng cho khối Đảng"),
    ],
)
def test_a_type_of_the_other_side_is_refused_with_a_sentence(
    db: None, side: str, code: str, said: str
) -> None:
    letter = {"type": code, "subject": "Trích yếu", "body": "Nội dung", "to": [cast.an().unit]}
    with pytest.raises(Refusal) as refused:
        actions.draft_document(side=side, **letter, by=cast.dung())
    assert (refused.value.code, refused.value.field) == ("type_of_other_side", "type")
    assert said in refused.value.sentence
    page = screen(cast.dung()).post(
        "/van-ban/moi",
        {**letter, "side": side, "to": str(cast.an().unit), "urgency": "0", "idempotency_key": "k"},
    )
    assert page.status_code == 422
    assert said in page.content.decode()


def test_a_type_is_in_force_from_a_day() -> None:
    with pytest.raises(Refusal, match="type_not_in_force"):
        type_in_force("KL", "party", date(2017, 2, 5))
    with pytest.raises(Refusal, match="unknown_side"):
        type_in_force("CV", "x", TODAY)


def test_a_letter_of_before_keeps_its_type(db: None) -> None:
    """One that was written as what is no type of its side any more is read and issued as it stands."""
    city = cast.dung()
    made = actions.draft_document(
        side="party", type="CV", subject="Cũ", body="Nội dung", to=[cast.an().unit or 0], by=city
    )
    from tests import sql

    sql.run("update document set type = 'BTT' where id = %s", (UUID(made["document"]),))
    item = UUID(made["id"])
    assert "Bản thỏa thuận" in screen(city).get(f"/viec/{item}").content.decode()
    actions.submit_draft(item, by=city)
    actions.sign_document(item, by=city)
    assert "-BTT/" in actions.issue_document(item, by=city)["sign"]


def test_the_form_opens_on_the_bodys_side_and_offers_a_text(db: None) -> None:
    ward, party = screen(cast.officer("chuyen_vien")), screen(cast.officer("chuyen_vien_dang"))
    assert '<option value="government" selected>' in ward.get("/van-ban/moi").content.decode()
    assert '<option value="party" selected>' in party.get("/van-ban/moi").content.decode()
    begun = ward.get("/van-ban/moi?loai=QĐ").content.decode()
    assert "QUYẾT ĐỊNH:" in begun
    assert '<option value="QĐ" selected>' in begun
    said = party.get("/van-ban/mau?khoi=party&loai=KL").json()
    assert "kết luận" in said["body"]
    assert ["KL", "Kết luận"] in said["types"]
    assert ["HĐ", "Hợp đồng"] not in said["types"]
    assert party.get("/van-ban/mau?khoi=x&loai=y").json() == {"types": [], "body": ""}
