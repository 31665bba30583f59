"""A ward's letter from a ministry, from the scanner to the closed file: by the pages, each step by whose step it is."""

import html
import re
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import cast
from tests.board.rounds import screen
from tests.documents.test_directing import head, person_of, working
from tests.documents.test_receiving import PDF


def page(of: Client, path: str) -> str:
    answer = of.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return html.unescape(answer.content.decode())


def sent(of: Client, path: str, key: str, **fields: object) -> str:
    """Where the page leads after the act."""
    answer = of.post(path, {**fields, "idempotency_key": key})
    assert answer.status_code == 302, html.unescape(answer.content.decode())
    return str(answer["Location"])


def listed(of: Client, subject: str, path: str = "/viec-cho-toi") -> str:
    """The address of the row with these words, in what waits for somebody."""
    rows = re.findall(r'<a href="(/viec/[0-9a-f-]{36})"[^>]*>\s*([^<]+?)\s*</a>', page(of, path))
    found = [url for url, words in rows if words == subject]
    assert len(found) == 1, f"{subject}: {found} in {path}"
    return found[0]


def test_a_paper_letter_is_scanned_entered_directed_to_two_sections_reported_and_closed(db: None) -> None:
    lead, co = working()
    clerk, leader = screen(cast.an()), screen(head())
    leads, helps = screen(person_of(lead)), screen(person_of(co))
    subject = "Về rà soát cơ sở giữ trẻ trên địa bàn"

    letter = sent(
        clerk, "/van-ban-den/vao-so", "1", sender="Bộ Giáo dục và Đào tạo", sign="77/BGDĐT-GDMN", dated="30/6/2025",
        type="CV", subject=subject, urgency="1", way="post", pages="2",
        files=[SimpleUploadedFile("trang-1.pdf", PDF), SimpleUploadedFile("trang-2.pdf", PDF)],
    )  # fmt: skip
    assert "01/2025" in page(clerk, letter)

    assert listed(leader, subject) == letter
    form = page(leader, f"{letter}/direct-delivery")
    assert co in form
    sent(
        leader,
        f"{letter}/direct-delivery",
        "2",
        note="Hai phòng cùng làm",
        section=lead,
        co=[co],
        due_on="4/7/2025",
    )

    part = listed(helps, subject)
    shown = page(helps, part)
    assert "Hai phòng cùng làm" in shown
    assert "trang-2.pdf" in shown
    sent(helps, f"{part}/report-part", "3", report="Đã rà soát 12 cơ sở, 2 cơ sở thiếu phép")

    assert listed(leads, subject) == letter
    assert "2 cơ sở thiếu phép" in page(leads, letter)
    sent(leads, f"{letter}/complete-delivery", "4", note="Đã báo cáo Bộ bằng điện thoại, lưu hồ sơ")

    told = page(clerk, letter)
    order = [
        "Vào sổ văn bản giấy, văn bản ngoài hệ thống",
        "Ý kiến chỉ đạo: Hai phòng cùng làm",
        "Kết quả: Đã báo cáo Bộ",
    ]
    places = [told.index(words) for words in order]
    assert places == sorted(places)
    assert "Đã xử lý xong" in told
    book = page(clerk, f"/so-dang-ky/{cast.an().unit}/van-ban-den/2025")
    assert "Bộ Giáo dục và Đào tạo" in book
    assert screen(cast.chi()).get(f"/viec/{UUID(part.rpartition('/')[2])}").status_code == 404
