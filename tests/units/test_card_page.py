"""The catalogue of bodies as an officer reads it: what a ward was, and who followed it."""

import html

from tests.board.rounds import screen
from tests.cast import an

THAO_DIEN, AN_PHU = "27088", "27091"


def test_an_officer_reads_what_a_ward_was_and_who_followed_it(db: None) -> None:
    page = screen(an())
    today = html.unescape(page.get("/don-vi/27094").content.decode())
    for of_before in ("Phường Thảo Điền", "Phường An Phú"):
        assert of_before in today
    eve = html.unescape(page.get(f"/don-vi/{AN_PHU}?ngay=2025-06-30").content.decode())
    for heir in ("Phường Bình Trưng", "Phường An Khánh"):
        assert heir in eve, "a divided ward names both its heirs"
    whole = html.unescape(page.get(f"/don-vi/{THAO_DIEN}?ngay=2025-06-30").content.decode())
    assert "Phường An Khánh" in whole
