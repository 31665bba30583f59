"""What comes to the clerk's doors and may not come in, and what two do at once: each by the page or the API."""

import html
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from lienthong.documents import actions
from lienthong.ground import acts
from lienthong.ground.incoming.rules import check_incoming
from lienthong.kernel.refusals import Refusal
from tests import cast, sql
from tests.board.rounds import as_owner, screen
from tests.committed import committed_world
from tests.documents.letters import arrived, delivered, drafted, issued
from tests.documents.test_following import directed
from tests.documents.test_receiving import ENTER, number_of
from tests.files import PDF, pdf
from tests.ground.clamd import VIRUS, clamd
from tests.ground.test_incoming import BAD
from tests.reorganisation.desks import AN_KHANH
from tests.reorganisation.plans import DAY, approved, merge, text, today

LETTER = {"sender": "Sở Nội vụ", "subject": "Một", "type": "CV", "urgency": "0", "way": "hand"}


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> Path:
    settings.FILES_ROOT = str(tmp_path)
    return tmp_path


def words(answer: HttpResponse) -> str:
    return html.unescape(answer.content.decode())


def sentence_of(code: str) -> str:
    with pytest.raises(Refusal) as refused:
        check_incoming(*BAD[code])
    return refused.value.sentence


def kept(files: Path) -> list[Path]:
    return [path for path in files.rglob("*") if path.is_file()]


def scanned(of: Client, name: str, content: bytes, key: str = "k") -> Any:
    return of.post(ENTER, {**LETTER, "files": SimpleUploadedFile(name, content), "idempotency_key": key})


@pytest.mark.parametrize("code", BAD)
def test_a_scan_that_may_not_come_in_is_refused_on_the_page(db: None, files: Path, code: str) -> None:
    clerk = screen(cast.an())
    answer = scanned(clerk, *BAD[code])
    assert (answer.status_code, sentence_of(code) in words(answer)) == (422, True)
    assert kept(files) == []
    assert number_of(UUID(scanned(clerk, "a.pdf", PDF, "2")["Location"].rpartition("/")[2])) == "01/2025"


@pytest.mark.parametrize("code", BAD)
def test_an_enclosure_that_may_not_come_in_is_refused_by_page_and_api(
    db: None, files: Path, code: str
) -> None:
    city = cast.dung()
    draft = drafted(city, cast.an().unit or 0)
    token = cast.caller(city).token
    sent = {"file": SimpleUploadedFile(*BAD[code])}
    by_page = screen(city).post(f"/viec/{draft}/giay-to", {**sent, "idempotency_key": "1"})
    sent = {"file": SimpleUploadedFile(*BAD[code])}
    by_api = Client().post(
        f"/api/v1/items/{draft}/enclosures", sent,
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "2"},
    )  # fmt: skip
    assert (by_page.status_code, sentence_of(code) in words(by_page)) == (422, True)
    assert (by_api.status_code, by_api.json()["code"]) == (422, code)
    assert kept(files) == []


@pytest.mark.parametrize("path", [ENTER, "/viec/{draft}/giay-to", "/api/v1/items/{draft}/enclosures"])
def test_two_hundred_megabytes_are_refused_before_they_are_read(db: None, path: str) -> None:
    """Told by the length the sender announces; what announces none is counted (`tests/hosting/test_bodies.py`)."""
    city = cast.dung()
    draft = drafted(city, cast.an().unit or 0)
    answer = screen(city).generic(
        "POST", path.format(draft=draft), b"--b", content_type="multipart/form-data; boundary=b",
        CONTENT_LENGTH=str(200 * 2**20),
        headers={"Authorization": f"Bearer {cast.caller(city).token}", "Idempotency-Key": "1"},
    )  # fmt: skip
    assert (answer.status_code, "Hãy nén hoặc tách tệp" in words(answer)) == (413, True)


def test_what_the_scanner_finds_stays_out_of_the_register(
    db: None, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = screen(cast.an())
    with clamd() as scanner:
        monkeypatch.setenv("LIENTHONG_CLAMD", scanner.address)
        answer = scanned(clerk, "a.pdf", pdf(filler=VIRUS), "1")
        assert (answer.status_code, "Test.Virus" in words(answer)) == (422, True)
        assert kept(files) == []
        clean = scanned(clerk, "a.pdf", PDF, "2")
    assert number_of(UUID(clean["Location"].rpartition("/")[2])) == "01/2025"
    gone = scanned(clerk, "b.pdf", pdf("b"), "3")
    assert (gone.status_code, "Máy quét mã độc chưa trả lời" in words(gone)) == (503, True)


def test_of_two_clerks_who_register_one_letter_at_once_one_does(
    django_db_setup: None, django_db_blocker: Any, worker_id: str
) -> None:
    with django_db_blocker.unblock(), committed_world(worker_id):
        clerk = cast.an()
        issued(cast.dung(), clerk.unit or 0)
        letter, caller = delivered(clerk), cast.caller(clerk)

        def register(nth: int) -> tuple[int, str]:
            try:
                answer = caller.post(f"/items/{letter}/register-delivery", key=f"k{nth}")
                return answer.status_code, answer.json().get("code", "")
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as people:
            answers = sorted(people.map(register, range(2)))
        assert answers == [(200, ""), (409, "wrong_state")]
        with acts.opening(clerk):
            assert sql.one(
                "select last from book where unit = %s and code = 'vb-den'", (clerk.unit,)
            ) == sql.one("select register_number from delivery where item = %s", (letter,))


def test_a_letter_the_other_side_is_done_with_is_asked_back_by_page_and_the_sender_told(db: None) -> None:
    city, an = cast.dung(), cast.an()
    answer = issued(city, an.unit or 0)
    letter, draft = delivered(an), answer["id"]
    actions.return_delivery(letter, reason="Không thuộc địa bàn", by=an)
    page = screen(city)
    assert "Đề nghị thu hồi" not in words(page.get(f"/viec/{draft}")).partition("Diễn biến")[0]
    refused = page.post(f"/viec/{draft}/recall-document", {"reason": "Sai số liệu", "idempotency_key": "1"})
    assert refused.status_code == 409
    with acts.opening(city):
        assert sql.one("select count(*) from delivery where recall_asked_at is not null") == 0
    said = cast.caller(city).post(f"/items/{draft}/recall-document", {"reason": "Sai số liệu"}, key="2")
    assert (said.status_code, said.json()["code"]) == (409, "nothing_to_recall")


def test_nobody_drafts_an_answer_to_another_bodys_letter(db: None) -> None:
    letter, chi = directed(), cast.chi()
    assert screen(chi).get(f"/van-ban/moi?tra-loi={letter}").status_code == 404
    fields = {"side": "government", "type": "CV", "subject": "Trả lời", "body": "x", "answers": str(letter)}
    by_page = screen(chi).post(
        "/van-ban/moi", {**fields, "to": str(cast.dung().unit), "urgency": "0", "idempotency_key": "1"}
    )
    by_api = cast.caller(chi).post("/documents", {**fields, "to": [cast.dung().unit]}, key="2")
    assert (by_page.status_code, by_api.status_code) == (404, 404)
    with acts.opening(chi):
        assert sql.one("select count(*) from draft") == 0


def test_nothing_is_entered_in_a_book_a_reorganisation_closed(eve: None) -> None:
    """Whoever still has the old body's page open is told; the heir enters the letter as its own first."""
    ward = "27088"  # Thảo Điền, which becomes An Khánh
    clerk = cast.officer("tiep_nhan", ward).mandate
    with as_owner():
        sql.run(
            "update post set role = 'van_thu' where id = (select post from mandate where id = %s)", (clerk,)
        )
    old = cast.officer("van_thu", ward)
    page, caller = screen(old), cast.caller(old)
    letter = arrived(ward)
    approved(text(merge(ward, AN_KHANH, into=AN_KHANH, name="Phường An Khánh")))
    today(DAY)
    by_page = page.post(ENTER, {**LETTER, "idempotency_key": "1"})
    registered = page.post(f"/viec/{letter}/register-delivery", {"idempotency_key": "2"})
    by_api = caller.post(f"/items/{letter}/register-delivery", key="3")
    assert (by_page.status_code, registered.status_code, by_api.status_code) == (409, 409, 409)
    assert "đã kết thúc hoạt động" in words(by_page)
    assert by_api.json()["code"] == "unit_ended"
    heir = cast.officer("van_thu", AN_KHANH)
    with acts.opening(heir):
        assert sql.one("select count(*) from delivery where register_number is not null") == 0
    assert actions.register_delivery(letter, by=heir)["register_number"] == 1
