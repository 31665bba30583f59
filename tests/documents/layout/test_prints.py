"""The letter's page offers the letter: a draft marked as one, an issued letter as one file for all who hold it."""

import hashlib
import io
from urllib.parse import unquote
from uuid import UUID

from pypdf import PdfReader

from lienthong.documents import actions
from lienthong.documents.layout.tasks import keep_prints
from lienthong.units.queries import city_units
from tests import cast
from tests.board.rounds import screen
from tests.documents.letters import arrived, delivered, drafted, issued
from tests.papers.reading import bare, text_of
from tests.personnel.delegating import asked


def _paper(item: UUID) -> str:
    return f"/viec/{item}/ban-the-thuc"


def _made() -> int:
    """What the worker makes when its minute comes."""
    return keep_prints(timestamp=0)


def test_a_draft_is_looked_at_marked_as_one_and_kept_nowhere(db: None) -> None:
    dung = cast.dung()
    item = drafted(dung, cast.an().unit or 0)
    page = screen(dung).get(f"/viec/{item}").content.decode()
    assert "Xem bản thể thức" in page
    answer = screen(dung).get(_paper(item))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="du-thao.pdf"'
    assert "dựthảo" in text_of(answer.content)
    assert _made() == 0


def test_sender_and_addressee_open_one_file_under_its_name_and_see_its_hash(db: None) -> None:
    dung, an = cast.dung(), cast.an()
    receipt = issued(dung, an.unit or 0)
    sign = str(receipt["sign"])
    sent, got = UUID(str(receipt["id"])), delivered(an)
    before = screen(an).get(_paper(got))
    assert _made() == 1
    assert _made() == 0, "once for each letter"
    first = screen(an).get(_paper(got))
    second = screen(dung).get(_paper(sent))
    assert first.status_code == second.status_code == 200
    assert before.content == first.content == second.content
    assert sign.replace("/", "-") + ".pdf" in unquote(first.headers["Content-Disposition"])
    read = text_of(first.content)
    for words in (sign, "V/v thử nghiệm", "Nội dung công văn.", dung.name, "Độc lập - Tự do - Hạnh phúc",
                  "ngày 01 tháng 7 năm 2025", "Thành phố Hồ Chí Minh"):  # fmt: skip
        assert bare(words) in read, words
    assert "dựthảo" not in read
    page = screen(an).get(f"/viec/{got}").content.decode()
    assert hashlib.sha256(first.content).hexdigest() in page


def test_a_trial_worlds_letter_wears_the_band_on_every_page(db: None) -> None:
    item = arrived(cast.AN_KHANH)
    for page in PdfReader(io.BytesIO(screen(cast.an()).get(_paper(item)).content)).pages:
        assert "VẬN HÀNH THỬ" in page.extract_text()


def test_a_stranger_finds_no_paper(db: None) -> None:
    item = arrived(cast.AN_KHANH)
    assert screen(cast.chi()).get(_paper(item)).status_code == 404


def test_a_letter_signed_in_the_heads_place_says_so_on_paper(db: None) -> None:
    city = asked("chuyen_vien", "H29")
    item = drafted(city, cast.an().unit or 0)
    actions.submit_draft(item, by=city)
    actions.sign_document(item, by=asked("pho_chu_tich", "H29"))
    read = text_of(screen(city).get(_paper(item)).content)
    assert bare("KT. CHỦ TỊCH") in read
    assert bare("PHÓ CHỦ TỊCH") in read


def test_a_letter_to_every_ward_is_one_file(db: None) -> None:
    dung = cast.dung()
    wards = [unit.unit for unit in city_units(dung.day)]
    item = actions.draft_document(
        side="government", type="TB", subject="Gửi tất cả", body="Nội dung", to=wards, by=dung
    )["id"]
    for act in (actions.submit_draft, actions.sign_document, actions.issue_document):
        act(UUID(item), by=dung)
    assert _made() == 1
    papers = {screen(who).get(_paper(delivered(who))).content for who in (cast.an(), cast.chi())}
    assert len(papers) == 1
    assert bare("Ủy ban nhân dân các phường, xã, đặc khu (168 nơi)") in text_of(papers.pop())


def test_what_no_font_has_is_said_on_the_page(db: None) -> None:
    dung = cast.dung()
    item = drafted(dung, cast.an().unit or 0, subject="Lê Văn 𡨸 Nam")
    answer = screen(dung).get(_paper(item))
    assert answer.status_code == 409
    assert "không in được theo thể thức" in answer.content.decode()


def test_an_issued_letter_no_font_has_is_tried_once(db: None) -> None:
    an = cast.an()
    issued(cast.dung(), an.unit or 0, subject="Lê Văn 𡨸 Nam")
    assert _made() == 1
    assert _made() == 0
    assert screen(an).get(_paper(delivered(an))).status_code == 409


def test_a_party_letter_bears_the_partys_title_and_no_motto(db: None) -> None:
    specialist = asked("chuyen_vien_dang")
    item = actions.draft_document(
        side="party",
        type="CV",
        subject="Chế độ hội nghị",
        body="Nội dung.",
        to=[cast.an().unit or 0],
        by=specialist,
    )["id"]
    read = text_of(screen(specialist).get(_paper(UUID(item))).content)
    for words in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "ĐẢNG BỘ",
        "PHƯỜNG AN KHÁNH",
        "Chế độ hội nghị",
        "Lưu Văn phòng.",
    ):
        assert bare(words) in read, words
    assert bare("Độc lập") not in read
    assert bare("V/v") not in read
