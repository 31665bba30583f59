"""At every door: number and date come after the competent signature and in order; secret letters come in nowhere."""

import html
from base64 import b64encode
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lienthong.documents import actions
from tests import cast, sql
from tests.board.rounds import screen
from tests.documents.letters import drafted
from tests.documents.test_receiving import page
from tests.files import PDF, docx


def _draft(subject: str) -> UUID:
    clerk = cast.an()
    item = drafted(clerk, cast.dung().unit or 0, subject=subject)
    actions.submit_draft(item, by=clerk)
    return item


def _press(of: Any, item: UUID, act: str, status: int = 302) -> str:
    """The act's button on the letter's page, and what the page then shows."""
    answer = of.post(f"/viec/{item}/{act}", {"idempotency_key": f"{act}{item}"})
    assert answer.status_code == status
    return page(of, f"/viec/{item}")


def _number(item: UUID) -> tuple[int | None, bool]:
    row = sql.row(
        "select number, issued_at is not null as is_dated from document where id ="
        " (select document from draft where item = %(item)s)",
        {"item": item},
    )
    return row.number, row.is_dated


def test_number_and_date_come_after_the_signature_and_in_order(db: None) -> None:
    """Two letters, signed in one order and issued in the other: by page and API."""
    clerk, leader = screen(cast.an()), screen(cast.officer("lanh_dao"))
    api = cast.caller(cast.an())
    first, second = _draft("Ký trước"), _draft("Ký sau")
    for item in (first, second):
        assert "Chưa cấp số" in _press(clerk, item, "issue-document", 409), (
            "nothing is numbered before it is signed"
        )
        said = api.post(f"/items/{item}/issue-document", key=f"early{item}")
        assert (said.status_code, said.json()["code"]) == (409, "wrong_state")
        assert _number(item) == (None, False)
    for item in (first, second):
        assert "Chưa cấp số" in _press(leader, item, "sign-document"), "a signature alone gives no number"
        assert _number(item) == (None, False)
    today = cast.an().day
    shown = _press(clerk, second, "issue-document")
    assert "Ngày ban hành" in shown
    assert f"{today.day}/{today.month}/{today.year}" in shown
    said = api.post(f"/items/{first}/issue-document", key="late")
    assert said.status_code == 200, said.json()
    assert (_number(second), _number(first)) == ((1, True), (2, True)), "in the order of issue, without a gap"
    assert said.json()["sign"].startswith("02/")
    assert sql.one("select count(*) from document where number is not null and issued_at < signed_at") == 0


WRITTEN = {"side": "government", "type": "CV", "subject": "Về bảo vệ", "body": "Nội dung", "urgency": "0"}
OUTSIDE = {"sender": "Công an", "subject": "Tài liệu", "type": "CV", "urgency": "0", "way": "post"}
PAPER = {"subject": "Về bảo vệ", "signer": "Lê Văn Tám", "addressees": "Công an", "type": "CV"}
STAMPED = "Nội dung\nTỐI MẬT\nĐoạn nữa"


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("/van-ban/moi", {**WRITTEN, "to": "{city}", "secrecy": "B"}),
        ("/van-ban/moi", {**WRITTEN, "to": "{city}", "body": STAMPED}),
        ("/van-ban-den/vao-so", {**OUTSIDE, "secrecy": "C"}),
        ("/van-ban-di/vao-so", {**PAPER, "secrecy": "A"}),
    ],
)
def test_no_page_takes_a_secret_letter_and_each_says_why(db: None, url: str, sent: dict[str, str]) -> None:
    city = str(cast.dung().unit)
    of, before = screen(cast.an()), sql.one("select count(*) from work_item")
    assert "Độ mật" in page(of, url), "the form asks"
    fields = {name: value.replace("{city}", city) for name, value in sent.items()}
    files = {"files": SimpleUploadedFile("quet.pdf", PDF)} if url.endswith("vao-so") else {}
    answer = of.post(url, {**fields, **files, "idempotency_key": "k"})
    assert answer.status_code == 422
    assert "ăn bản mật không được" in html.unescape(answer.content.decode())
    assert sql.one("select count(*) from work_item") == before
    assert sql.one("select count(*) from stored_file") == 0, "nothing of it is kept"


def test_no_secret_letter_comes_in_by_the_api_or_out_of_a_file(db: None) -> None:
    api, of, city = cast.caller(cast.an()), screen(cast.an()), cast.dung().unit
    scan = [{"name": "a.pdf", "content": b64encode(PDF).decode()}]
    written = {**WRITTEN, "urgency": 0, "to": [city]}
    for n, (path, body, code) in enumerate(
        (
            ("/documents", {**written, "secrecy": "A"}, "secret_document"),
            ("/documents", {**written, "body": STAMPED}, "secret_document"),
            ("/incoming-letters", {**OUTSIDE, "urgency": 0, "secrecy": "B", "files": scan}, "secret_letter"),
            ("/paper-letters", {**PAPER, "secrecy": "B", "files": scan}, "secret_document"),
        )
    ):
        said = api.post(path, body, key=str(n))
        assert (said.status_code, said.json()["code"]) == (422, code), path
        assert said.json()["message"].endswith(".")
    taken = of.post(
        "/van-ban/tu-tep", {"file": SimpleUploadedFile("a.docx", docx("Kính gửi", "MẬT", "Nội dung"))}
    )
    assert "MẬT" in taken.content.decode(), "its text is shown"
    kept = of.post(
        "/van-ban/moi",
        {**WRITTEN, "to": str(city), "body": "Kính gửi\nMẬT\nNội dung", "idempotency_key": "k"},
    )
    assert kept.status_code == 422, "and is not written"
    assert sql.one("select count(*) from draft") == 0
    assert sql.one("select count(*) from stored_file") == 0
