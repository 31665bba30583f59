"""Letters that a body issued on paper: entered so that no number and no sign of a year is given twice."""

import html
import re
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.documents import actions
from lienthong.documents.paper_letters.actions import correct_paper_letter, enter_paper_letter
from lienthong.ground import acts
from lienthong.work.queries import item_of, timeline
from tests import cast, sql
from tests.board.rounds import screen
from tests.documents.letters import drafted, issued
from tests.documents.test_receiving import page, refused
from tests.files import PDF
from tests.registers.test_decree import sheet_of

ENTER = "/van-ban-di/vao-so"
GIVEN = {
    "subject": "Về biên chế",
    "signer": "Lê Văn Tám, Chủ tịch",
    "addressees": "Sở Nội vụ\nLưu trữ lịch sử",
}


def entered(**more: Any) -> dict[str, Any]:
    return enter_paper_letter(**{**GIVEN, "section": "Văn phòng", **more}, by=cast.an())


def posted(of: Client, **more: Any) -> Any:
    sent = {**GIVEN, "type": "CV", "section": "", "secrecy": "", "idempotency_key": str(more), **more}
    return of.post(ENTER, sent)


def electronic(subject: str = "Điện tử") -> str:
    """The sign of a letter that An's ward issues by the system."""
    clerk, leader = cast.an(), cast.officer("lanh_dao")
    item = drafted(clerk, cast.dung().unit or 0, subject=subject)
    actions.submit_draft(item, by=clerk)
    actions.sign_document(item, by=leader)
    return str(actions.issue_document(item, by=clerk)["sign"])


def test_paper_and_electronic_letters_bear_one_sequence_of_signs_on_the_page(db: None) -> None:
    of, clerk = screen(cast.an()), cast.an()
    assert ENTER in page(of, "/hop-viec"), "the clerk is offered to enter one"
    first = electronic()
    answer = posted(of, files=SimpleUploadedFile("quet.pdf", PDF), section="Văn phòng")
    assert answer.status_code == 302, html.unescape(answer.content.decode())
    shown = page(of, answer["Location"])
    for words in ("Về biên chế", "Lê Văn Tám, Chủ tịch", "Lưu trữ lịch sử", "quet.pdf", "Đã phát hành",
                  "Vào sổ văn bản phát hành trên giấy"):  # fmt: skip
        assert words in shown, words
    assert "ban-the-thuc" not in shown, "nothing is laid out of what is on paper"
    third = electronic("Thứ ba")
    signs = [row[0] for row in sheet_of(of, f"/so-dang-ky/{clerk.unit}/van-ban-di/2025.xlsx")[1:4]]
    assert [int(sign[:2]) for sign in signs] == [1, 2, 3]
    assert (signs[0], signs[2]) == (first, third)
    assert "Không có số nào bị bỏ trống" in page(of, f"/so-dang-ky/{clerk.unit}/van-ban-di/2025")
    used = posted(of, number="2", reason="Ghi lại")
    assert used.status_code == 422
    assert "đã cấp cho văn bản khác trong năm 2025" in html.unescape(used.content.decode())


def test_a_number_the_book_passed_is_entered_later_with_its_reason(db: None) -> None:
    clerk = cast.an()
    ahead = entered(number=4, reason="Phát hành giấy khi mất mạng")
    assert ahead["number"] == 4
    assert electronic().startswith("05/"), "what comes next comes behind it"
    book = page(screen(clerk), f"/so-dang-ky/{clerk.unit}/van-ban-di/2025")
    assert re.search(r"không có trong sổ: Công văn: 1–3", book), "the numbers passed are named"
    assert entered(number=2, reason="Số bỏ qua", sign="02/UBND-KT")["sign"] == "02/UBND-KT"
    row = next(
        row
        for row in sheet_of(screen(clerk), f"/so-dang-ky/{clerk.unit}/van-ban-di/2025.xlsx")
        if row[0] == "02/UBND-KT"
    )
    assert row[2:8] == [
        "Công văn: Về biên chế",
        "Lê Văn Tám, Chủ tịch",
        "Sở Nội vụ; Lưu trữ lịch sử",
        "Văn thư",
        "2",
        "Số bỏ qua",
    ]
    refused("sign_used", entered, number=5, reason="Trùng")
    refused("sign_of_other_number", entered, number=3, reason="Sai", sign="02/UBND-KT")
    refused("number_out_of_turn", entered, number=3)
    refused("number_too_far", entered, number=3000, reason="Nhầm")
    assert sql.one("select last from book where unit = %s and code = 'vb-government-CV'", (clerk.unit,)) == 5


def test_the_api_enters_one_and_a_secret_one_is_refused(db: None) -> None:
    clerk = cast.caller(cast.an())
    done = clerk.post("/paper-letters", GIVEN, key="1")
    assert (done.status_code, done.json()["number"]) == (200, 1), done.json()
    secret = clerk.post("/paper-letters", {**GIVEN, "secrecy": "C"}, key="2")
    assert (secret.status_code, secret.json()["code"]) == (422, "secret_document")
    assert entered()["number"] == 2, "what was refused took no number"


def test_what_was_entered_wrongly_is_corrected_but_for_its_number(db: None) -> None:
    clerk = cast.an()
    item = UUID(entered()["id"])
    of = screen(clerk)
    form = page(of, f"/viec/{item}/correct-paper-letter")
    assert "Lê Văn Tám, Chủ tịch" in form
    sent = {
        "subject": "Về biên chế năm 2025",
        "signer": "Trần Thị Chín",
        "addressees": "Sở Nội vụ",
        "idempotency_key": "k",
    }
    assert of.post(f"/viec/{item}/correct-paper-letter", sent).status_code in (302, 303)
    shown = page(of, f"/viec/{item}")
    assert "Trần Thị Chín" in shown
    assert "Về biên chế năm 2025" in shown
    with acts.opening(clerk):
        assert [line.verb for line in timeline(item)] == [
            "draft.entered_on_paper", "draft.issued_on_paper", "draft.paper_corrected"
        ]  # fmt: skip
        assert item_of(clerk, item).closed_at is not None
    electronic_item = UUID(str(issued(cast.dung(), clerk.unit or 0)["id"]))
    refused(
        "not_on_paper", correct_paper_letter, electronic_item, **{**GIVEN, "addressees": "A"}, by=cast.dung()
    )


def test_days_ahead_and_letters_without_signer_are_refused(db: None) -> None:
    refused("dated_ahead", entered, dated=cast.an().day.replace(day=2))
    refused("signer_missing", entered, signer=" – ")
    refused("paper_addressees_missing", entered, addressees="…")
    refused("type_of_other_side", entered, type="KL")
    assert sql.one("select count(*) from paper_letter") == 0
