"""To whom a letter goes: many bodies, groups, pasted names, colleagues, bodies outside; a draft that changes them."""

import html
import re
from typing import Any
from uuid import UUID

import pytest

from lienthong.documents import actions
from lienthong.documents.addressing.actions import change_addressees
from lienthong.documents.addressing.bodies import bodies, bodies_named
from lienthong.documents.addressing.rules import names_of, outside_of
from lienthong.documents.addressing.terms import Outside
from lienthong.documents.dispatch import queries as dispatch
from lienthong.documents.drafting.queries import versions
from lienthong.documents.groups.actions import change_group, make_group, remove_group
from lienthong.ground import acts
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.work.queries import inbox, item_of
from tests import cast, sql
from tests.documents.letters import drafted
from tests.reorganisation.planning import session


def draft(by: Actor, **addressing: Any) -> UUID:
    letter = {"side": "government", "type": "CV", "subject": "Về việc thử", "body": "Nội dung."}
    return UUID(actions.draft_document(**letter, **addressing, by=by)["id"])  # type: ignore[arg-type]


def issue(item: UUID, by: Actor) -> dict[str, Any]:
    actions.submit_draft(item, by=by)
    actions.sign_document(item, by=by)
    return actions.issue_document(item, by=by)


def seats_of(item: UUID, by: Actor) -> dict[int, bool]:
    with acts.opening(by):
        rows = sql.rows(
            "select a.seat, a.is_copy from addressee a join draft f on f.document = a.document where f.item = %s",
            (item,),
        )
    return {row.seat: row.is_copy for row in rows}


def refused(code: str, act: Any, *args: Any, **fields: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        act(*args, **fields)
    assert refusal.value.code == code
    return refusal.value


def test_names_of_today_and_of_before_are_read_line_by_line(db: None) -> None:
    city = cast.dung()
    lines = ("1. UBND phường An Khánh", "", "- Phường Bình Trưng;", "P. Bến Nghé, Quận 1")
    item = draft(city, names=lines)
    with acts.opening(city):
        named = bodies_named(lines, "government", city.day)
    assert [line.number for line in named] == [1, 3, 4]
    assert [body.name for line in named for body in line.bodies] == [
        "Ủy ban nhân dân phường An Khánh", "Ủy ban nhân dân phường Bình Trưng", "Ủy ban nhân dân phường Sài Gòn",
    ]  # fmt: skip
    assert len(seats_of(item, city)) == 3


def test_a_line_nobody_can_read_is_named(db: None) -> None:
    refusal = refused(
        "names_unread", draft, cast.dung(), names=("Phường An Khánh", "Phường Không Có", "Quận 1")
    )
    assert refusal.field == "names"
    assert "dòng 2 «Phường Không Có»" in refusal.sentence
    assert "dòng 3 «Quận 1» có thể là" in refusal.sentence
    assert "An Khánh»" not in refusal.sentence


def test_the_party_side_is_written_to_by_the_same_names(db: None) -> None:
    city = cast.dung()
    with acts.opening(city):
        (line,) = bodies_named(["Đảng ủy phường An Khánh"], "government", city.day)
        (same,) = bodies_named(["Phường An Khánh"], "party", city.day)
    assert line.bodies == same.bodies
    assert line.bodies[0].side == "party"


def test_only_who_speaks_for_the_city_writes_to_everybody(db: None) -> None:
    city, ward = cast.dung(), cast.an()
    assert len(seats_of(draft(city, groups=["phuong-xa"]), city)) == 168
    refused("not_allowed", draft, ward, groups=["phuong-xa"])
    assert "Tất cả phường, xã" in session(city).get("/van-ban/moi").content.decode()
    assert "Tất cả phường, xã" not in session(ward).get("/van-ban/moi").content.decode()


def test_a_group_is_written_to_as_it_is_on_the_day(db: None) -> None:
    city, an, chi = cast.dung(), cast.an(), cast.chi()
    group = make_group(name="Hai phường", to=[an.unit or 0, chi.unit or 0], by=city)["id"]
    assert set(seats_of(draft(city, groups=[group]), city)) == {an.seat, chi.seat}
    change_group(UUID(group), name="Một phường", to=[an.unit or 0], by=city)
    assert set(seats_of(draft(city, groups=[group]), city)) == {an.seat}
    refused("unknown_group", draft, an, groups=[group])
    for act in (change_group, remove_group):
        with pytest.raises(NotFound):
            act(UUID(group), **({"name": "x", "to": [an.unit]} if act is change_group else {}), by=an)
    refused("group_named_already", make_group, name="Một phường", to=[an.unit or 0], by=city)
    remove_group(UUID(group), by=city)
    refused("unknown_group", draft, city, groups=[group])


def test_a_group_for_everybody_is_made_by_who_speaks_for_the_city(db: None) -> None:
    city, an, chi = cast.dung(), cast.an(), cast.chi()
    refused("not_allowed", make_group, name="Của mọi nơi", to=[chi.unit or 0], is_for_all=True, by=an)
    group = make_group(name="Của mọi nơi", to=[chi.unit or 0], is_for_all=True, by=city)["id"]
    assert set(seats_of(draft(an, groups=[group]), an)) == {chi.seat}
    with pytest.raises(NotFound):
        remove_group(UUID(group), by=an)


def test_groups_by_page_and_api(db: None) -> None:
    an, chi = cast.an(), cast.chi()
    page = session(an)
    sent = page.post(
        "/nhom-noi-nhan/moi", {"name": "Láng giềng", "names": "Phường Bình Trưng", "idempotency_key": "nhom"}
    )
    assert sent.status_code == 302
    shown = page.get("/nhom-noi-nhan").content.decode()
    assert "Láng giềng" in shown
    assert "phường Bình Trưng" in shown
    assert "Láng giềng" in page.get("/nhom-noi-nhan.csv").content.decode("utf-8-sig")
    assert "Láng giềng" not in session(chi).get("/nhom-noi-nhan").content.decode()
    (group,) = cast.caller(an).get("/addressee-groups").json()["groups"]
    assert (group["name"], group["units"]) == ("Láng giềng", [chi.unit])
    assert "Láng giềng (1 nơi)" in page.get("/van-ban/moi").content.decode()
    gone = cast.caller(an).post(f"/addressee-groups/{group['id']}/remove", key="xoa-nhom")
    assert gone.json() == {"removed": group["id"]}


def test_a_letter_within_the_house_lies_in_each_persons_hands_and_in_no_register(db: None) -> None:
    clerk, leader, specialist = cast.an(), cast.officer("lanh_dao"), cast.officer("chuyen_vien")
    item = draft(clerk, persons=[specialist.mandate])
    actions.submit_draft(item, by=clerk)
    actions.sign_document(item, by=leader)
    assert actions.issue_document(item, by=clerk)["deliveries"] == 1
    with acts.opening(specialist):
        (mine,) = [row for row in inbox(specialist, mine=True) if row.kind == "delivery"]
        assert (mine.state, mine.assignee) == ("directed", specialist.mandate)
        assert sql.one("select register_number from delivery where item = %s", (mine.id,)) is None
    actions.complete_delivery(mine.id, by=specialist)
    with acts.opening(clerk):
        letter = dispatch.letter_sent(clerk, item)
        (row,) = dispatch.addressees(clerk, letter.document).rows
    assert (row.name, row.state) == (specialist.name, "completed")


def test_a_person_elsewhere_is_written_to_through_their_body(db: None) -> None:
    refused("not_a_colleague", draft, cast.an(), persons=[cast.chi().mandate])


def test_a_body_outside_gets_no_delivery_and_its_receipt_is_entered(db: None) -> None:
    from lienthong.documents.dispatch.actions import enter_receipt

    city = cast.dung()
    item = draft(city, outside=["Bộ Nội vụ; 8 Tôn Thất Thuyết, Hà Nội; bưu điện", "Báo Sài Gòn; ; email"])
    answer = issue(item, city)
    assert (answer["deliveries"], answer["outside"]) == (0, 2)
    enter_receipt(item, outside=1, receipt="Bưu phẩm RR123, ông Hà nhận", by=city)
    with acts.opening(city):
        letter = dispatch.letter_sent(city, item)
        ministry, paper = dispatch.addressees(city, letter.document).rows
    assert (ministry.state, ministry.closed_at is not None, paper.state) == ("received", True, "sent")
    assert "RR123" in ministry.note
    with pytest.raises(NotFound):
        enter_receipt(item, outside=3, receipt="Không có", by=city)
    again = session(city).get("/van-ban/moi").content.decode()
    assert "Bộ Nội vụ (bưu điện)" in again, "it is on the list for the next time"


def test_addressees_of_a_draft_are_changed_until_it_is_submitted(db: None) -> None:
    city, an, chi = cast.dung(), cast.an(), cast.chi()
    item = draft(city, to=[an.unit or 0], outside=["Bộ Nội vụ"])
    changed = change_addressees(item, to=[chi.unit or 0], copies=[an.unit or 0], by=city)
    assert changed["addressees"] == 2
    assert seats_of(item, city) == {chi.seat: False, an.seat: True}
    with acts.opening(city):
        before, now = versions(item)
    assert (before.version, now.version) == (1, 2), "whom it went to before is kept as a version"
    assert before.addressees != now.addressees
    refused("addressee_missing", change_addressees, item, by=city)
    assert seats_of(item, city) == {chi.seat: False, an.seat: True}, "nothing is half written"
    actions.submit_draft(item, by=city)
    refused("wrong_state", change_addressees, item, to=[an.unit or 0], by=city)
    with pytest.raises(NotFound):
        change_addressees(drafted(an, chi.unit or 0), to=[an.unit or 0], by=chi)


def test_the_database_takes_no_addressee_from_a_signed_letter(db: None) -> None:
    city, an = cast.dung(), cast.an()
    item = drafted(city, an.unit or 0)
    actions.submit_draft(item, by=city)
    actions.sign_document(item, by=city)
    with acts.opening(city):
        document = sql.one("select document from draft where item = %s", (item,))
        assert not sql.one("select clear_addressees(%s)", (document,))
    assert set(seats_of(item, city)) == {an.seat}


def test_addressees_are_changed_on_the_page_which_holds_those_there_are(db: None) -> None:
    city, an, chi = cast.dung(), cast.an(), cast.chi()
    item = draft(city, to=[an.unit or 0], outside=["Bộ Nội vụ; Hà Nội; trực tiếp"])
    page = session(city)
    form = page.get(f"/viec/{item}/change-addressees").content.decode()
    assert f'value="{an.unit}" checked' in form
    assert "Bộ Nội vụ; Hà Nội; giao trực tiếp" in form
    sent = page.post(
        f"/viec/{item}/change-addressees",
        {"to": [str(an.unit), str(chi.unit)], "names": "Phường Sài Gòn\nkhông rõ", "idempotency_key": "sua"},
    )
    assert sent.status_code == 422
    assert "dòng 2 «không rõ»" in sent.content.decode()
    sent = page.post(
        f"/viec/{item}/change-addressees",
        {"to": [str(an.unit), str(chi.unit)], "names": "Phường Sài Gòn", "idempotency_key": "sua-lai"},
    )
    assert sent.status_code == 302
    assert len(seats_of(item, city)) == 3


def test_the_form_finds_a_body_by_the_wards_it_took_over(db: None) -> None:
    """By the one finder of bodies (`tests/site/test_pickers.py`): each list of bodies in the form asks it."""
    client = session(cast.dung())
    form = client.get("/van-ban/moi").content.decode()
    asked = re.findall(r'id="(to|copies)-loc"[^>]*data-finds="([^"]+)"', form)
    assert [field for field, _ in asked] == ["to", "copies"]
    ids = client.get(html.unescape(asked[0][1]) + "ben nghe").json()["ids"]
    with acts.opening(cast.dung()):
        names = {str(body.id): body.name for body in bodies(cast.dung().day)}
    assert "Ủy ban nhân dân phường Sài Gòn" in [names.get(str(number)) for number in ids]


def test_words_of_names_and_of_bodies_outside() -> None:
    assert names_of("  2) UBND Phường Hoà Hưng; ") == names_of("ủy ban nhân dân phường Hòa Hưng")
    assert outside_of(["Bộ Nội vụ", "", "Sở X | 1 Lê Lợi | thư điện tử"]) == (
        Outside("Bộ Nội vụ", "", "post"),
        Outside("Sở X", "1 Lê Lợi", "email"),
    )
    refused("outside_way", outside_of, ["Bộ Nội vụ; Hà Nội; chim bồ câu"])


def test_a_ward_sees_its_own_draft_go_outside_before_it_is_issued(db: None) -> None:
    an = cast.an()
    item = draft(an, outside=["Bộ Nội vụ; Hà Nội"], persons=[cast.officer("chuyen_vien").mandate])
    shown = session(an).get(f"/viec/{item}").content.decode()
    assert "Nơi nhận khác" in shown
    assert "Bộ Nội vụ, Hà Nội" in shown
    with acts.opening(an):
        assert item_of(an, item).state == "drafting"


def test_both_flows_go_out_with_copies_across(db: None) -> None:
    """The city writes to the wards with a copy to their Party committees, the Party the other way round."""
    city, party = cast.caller(cast.dung()), cast.caller(cast.officer("vptu", "H29-VPTU"))
    ward, committee = cast.an(), cast.officer("van_thu_dang", "27094")
    for sender, side, to, copy in ((city, "government", ward, committee), (party, "party", committee, ward)):
        letter = {"side": side, "type": "CV", "subject": f"Hai luồng {side}", "body": "Nội dung."}
        answer = sender.post(
            "/documents", {**letter, "to": [to.unit], "copies": [copy.unit]}, key=f"soan-{side}"
        ).json()
        for act in ("submit-draft", "sign-document", "issue-document"):
            done = sender.post(f"/items/{answer['id']}/{act}", key=f"{act}-{side}")
            assert done.status_code == 200, done.json()
        rows = sender.get(f"/letters/{answer['id']}/addressees").json()["addressees"]
        assert {(row["name"], row["is_copy"]) for row in rows} == {
            (to.unit_name, False),
            (copy.unit_name, True),
        }
        for reader in (to, copy):
            shown = session(reader).get("/hop-viec?loai=delivery").content.decode()
            assert f"Hai luồng {side}" in shown
