"""Papers of an item: their names, what takes none, and withdrawing one that should not be there."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from lienthong.documents.actions import issue_document, sign_document, submit_draft
from lienthong.documents.reversals import withdraw_signature
from lienthong.ground import acts
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.reports.actions import answer_report, take_report
from lienthong.work.actions import attach_file
from lienthong.work.queries import item_of, timeline
from lienthong.work.rules import LONGEST_NAME, name_among
from lienthong.work.sealing.actions import withdraw_paper
from tests import cast, sql
from tests.board.rounds import screen
from tests.documents.letters import arrived, drafted
from tests.files import PDF
from tests.procedures import dossiers
from tests.reports import reports

REASON = "Thêm nhầm hồ sơ của việc khác"


def attached(item: UUID, name: str = "giấy.pdf", by: Any = None) -> UUID:
    by = by or cast.an()
    attach_file(item, name=name, content=PDF, by=by)
    with acts.opening(by):
        found: UUID = sql.one("select id from attachment where item = %s order by id desc limit 1", (item,))
    return found


def names(item: UUID, by: Any = None) -> list[str]:
    by = by or cast.an()
    with acts.opening(by):
        return [paper["name"] for paper in item_of(by, item).papers or []]


def refused(code: str, act: Any, *args: Any, **given: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        act(*args, **given)
    assert refusal.value.code == code, refusal.value


def test_a_name_is_given_once_and_keeps_its_ending() -> None:
    long = "Đơn " * 80 + ".pdf"
    assert name_among("a.pdf", []) == "a.pdf"
    assert name_among("A.pdf", ["a.pdf"]) == "A (2).pdf"
    assert name_among("a.pdf", ["a.pdf", "a (2).pdf"]) == "a (3).pdf"
    assert name_among("giấy.pdf", ["giấy.pdf"]) == "giấy (2).pdf", "composed or not, it is one name"
    assert name_among("tệp", ["tệp"]) == "tệp (2)"
    assert name_among(".pdf", [".pdf"]) == ".pdf (2)"
    assert name_among(long, []).endswith(".pdf")
    assert len(name_among(long, [name_among(long, [])])) <= LONGEST_NAME


@given(st.lists(st.text("aA.(2) éẽ", min_size=1, max_size=230), max_size=12))
def test_whatever_is_added_no_two_names_are_one(given_names: list[str]) -> None:
    taken: list[str] = []
    for name in given_names:
        said = name_among(name, taken)
        assert len(said) <= LONGEST_NAME
        taken.append(said)
    assert len({name.casefold() for name in taken}) == len(taken)


def test_two_files_of_one_name(db: None) -> None:
    letter = arrived(cast.AN_KHANH)
    for name in ("Giấy mời.pdf", "giấy mời.pdf", "x" * 300 + ".pdf"):
        attached(letter, name)
    first, second, third = names(letter)
    assert (first, second) == ("Giấy mời.pdf", "giấy mời (2).pdf")
    assert third.endswith("x.pdf")
    assert len(third) == LONGEST_NAME


def test_what_is_signed_takes_no_more_papers_and_gives_none_up(db: None) -> None:
    city = cast.dung()
    draft = drafted(city, cast.an().unit or 0)
    paper = attached(draft, by=city)
    submit_draft(draft, by=city)
    attached(draft, "phụ lục.pdf", by=city)
    sign_document(draft, by=city)
    assert 'giay-to" enctype' not in screen(city).get(f"/viec/{draft}").content.decode()
    refused("sealed", attach_file, draft, name="thêm.pdf", content=PDF, by=city)
    refused("sealed", withdraw_paper, draft, paper=paper, reason=REASON, by=city)
    sent = screen(city).post(
        f"/viec/{draft}/giay-to", {"file": SimpleUploadedFile("thêm.pdf", PDF), "idempotency_key": "k"}
    )
    assert sent.status_code == 409
    withdraw_signature(draft, reason="Thiếu phụ lục", by=city)
    attached(draft, "thêm.pdf", by=city)
    sign_document(draft, by=city)
    issue_document(draft, by=city)
    refused("closed", attach_file, draft, name="sau.pdf", content=PDF, by=city)
    refused("sealed", withdraw_paper, draft, paper=paper, reason=REASON, by=city)


def test_a_signed_result_takes_no_more_papers(db: None) -> None:
    counter = dossiers.reception()
    item = dossiers.signed(dossiers.taken_in())
    refused("sealed", attach_file, item, name="a.pdf", content=PDF, by=counter)


def test_a_wrong_paper_is_withdrawn_kept_and_shown_as_withdrawn(db: None) -> None:
    clerk = cast.an()
    letter = arrived(cast.AN_KHANH)
    paper = attached(letter, "CCCD Nguyễn Văn A.pdf")
    withdraw_paper(letter, paper=paper, reason=REASON, by=clerk)
    assert names(letter) == []
    with acts.opening(clerk):
        last = timeline(letter)[-1]
        assert sql.one("select count(*) from attachment where item = %s", (letter,)) == 1, "it is kept"
    assert (last.verb, last.reason, last.who) == ("item.paper_withdrawn", REASON, clerk.name)
    page = screen(clerk).get(f"/viec/{letter}").content.decode()
    assert "Giấy tờ đã rút: CCCD Nguyễn Văn A.pdf" in page
    assert REASON in page
    refused("no_such_paper", withdraw_paper, letter, paper=paper, reason=REASON, by=clerk)
    assert attached(letter, "CCCD Nguyễn Văn A.pdf")
    assert names(letter) == ["CCCD Nguyễn Văn A (2).pdf"]


def test_it_opens_to_whoever_withdrew_it_and_who_leads_and_to_nobody_else(db: None) -> None:
    letter = arrived(cast.AN_KHANH)
    paper = attached(letter, "CCCD Nguyễn Văn A.pdf")
    withdraw_paper(letter, paper=paper, reason=REASON, by=cast.an())
    address = f"/viec/{letter}/giay-to/{paper}"
    opens = {
        role: screen(cast.officer(role)).get(address).status_code == 200
        for role in ("van_thu", "lanh_dao", "chanh_van_phong", "chuyen_vien", "truong_phong", "ky_thuat")
    }
    assert opens == {
        "van_thu": True, "lanh_dao": True, "chanh_van_phong": True, "chuyen_vien": False, "truong_phong": False,
        "ky_thuat": False,
    }  # fmt: skip
    assert screen(cast.dung()).get(address).status_code == 404, "the sender leads another body"
    colleague = cast.officer("chuyen_vien")
    page = screen(colleague).get(f"/viec/{letter}").content.decode()
    assert "Giấy tờ đã rút" in page
    assert "CCCD" not in page
    said = cast.caller(colleague).get(f"/items/{letter}").json()
    assert "CCCD" not in str(said)
    assert said["withdrawn_papers"][0]["id"] is None
    assert said["withdrawn_papers"][0]["reason"] == REASON
    leader = cast.officer("lanh_dao")
    with acts.opening(leader):
        read = sql.one("select count(*) from reading where item = %s and door = 'withdrawn'", (letter,))
    assert read == 3, "each opening leaves a line"


@pytest.mark.parametrize("path", ["/items/{item}", "/items/{item}?brief=true", "/next", "/items", "/my-work"])
def test_no_answer_of_the_api_names_a_withdrawn_paper_to_others(db: None, path: str) -> None:
    letter = arrived(cast.AN_KHANH)
    paper = attached(letter, "CCCD Nguyễn Văn A.pdf")
    withdraw_paper(letter, paper=paper, reason=REASON, by=cast.an())
    said = cast.caller(cast.officer("chuyen_vien")).get(path.format(item=letter))
    assert said.status_code == 200, said.content
    assert "CCCD" not in said.content.decode()


def test_who_may_not_know_a_citizen_withdraws_none_of_their_papers(db: None) -> None:
    """The papers a citizen handed in are shown to whose step needs them; so is the form that names them."""
    counter = dossiers.reception()
    item = dossiers.of(dossiers.taken_in())
    attached(item, "Khai sinh.pdf", by=counter)
    assert "Khai sinh.pdf" in screen(counter).get(f"/viec/{item}/withdraw-paper").content.decode()
    clerk = screen(cast.officer("van_thu")).get(f"/viec/{item}/withdraw-paper", follow=True).content.decode()
    assert "Khai sinh.pdf" not in clerk


def test_withdrawing_has_its_own_ability_and_keeps_to_who_holds_the_item(db: None) -> None:
    letter = arrived(cast.AN_KHANH)
    paper = attached(letter)
    looks = replace(cast.an(), abilities=frozenset({"view_board", "add_paper"}))
    refused("not_allowed", withdraw_paper, letter, paper=paper, reason=REASON, by=looks)
    refused("not_holder", withdraw_paper, letter, paper=paper, reason=REASON, by=cast.dung())
    with pytest.raises(NotFound):
        withdraw_paper(letter, paper=paper, reason=REASON, by=cast.chi())
    refused("reason_missing", withdraw_paper, letter, paper=paper, reason=" - ", by=cast.an())
    other = attached(arrived(cast.AN_KHANH))
    refused("no_such_paper", withdraw_paper, letter, paper=other, reason=REASON, by=cast.an())
    assert names(letter) == ["giấy.pdf"]


def test_a_paper_of_closed_work_is_withdrawn_too(db: None) -> None:
    report, ward = reports.item(reports.reported()), reports.contact()
    take_report(report, by=ward)
    paper = attached(report, "ảnh nhà người khác.pdf", by=ward)
    answer_report(report, text="Đã xử lý xong.", by=ward)
    withdraw_paper(report, paper=paper, reason=REASON, by=ward)
    assert names(report, ward) == []


def test_by_page_and_api(db: None) -> None:
    letter = arrived(cast.AN_KHANH)
    first, second = attached(letter), attached(letter, "hai.pdf")
    page = screen(cast.an())
    assert "Làm nhầm?" in page.get(f"/viec/{letter}").content.decode()
    form = page.get(f"/viec/{letter}/withdraw-paper").content.decode()
    assert str(first) in form
    assert "hai.pdf" in form
    done = page.post(
        f"/viec/{letter}/withdraw-paper", {"paper": str(first), "reason": REASON, "idempotency_key": "k"}
    )
    assert done.status_code == 302
    said = cast.caller(cast.an()).post(
        f"/items/{letter}/withdraw-paper", {"paper": str(second), "reason": REASON}, key="k2"
    )
    assert said.status_code == 200, said.json()
    assert names(letter) == []
