"""A letter that came twice is warned about where it lies, and both lead to each other."""

from pathlib import Path
from uuid import UUID

import pytest
from pytest_django import Settings

from lienthong.kernel.text import fold
from lienthong.work.actions import attach_file
from tests import cast, sql
from tests.board.rounds import as_owner, screen
from tests.documents.letters import arrived, delivered, issued
from tests.documents.test_enclosures import issued_with
from tests.documents.test_receiving import entered
from tests.files import PDF, pdf

WARNING = "Có thể trùng"


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_ROOT = str(tmp_path)


def _page(letter: UUID) -> str:
    return screen(cast.an()).get(f"/viec/{letter}").content.decode()


def test_the_same_file_enclosed_twice(db: None) -> None:
    city, an, chi = cast.dung(), cast.an(), cast.chi()
    issued_with(city, an.unit or 0, files={"a.pdf": pdf("a")})
    first = delivered(an)
    assert WARNING not in _page(first)
    issued_with(city, an.unit or 0, chi.unit or 0, files={"khác.pdf": pdf("a"), "b.pdf": pdf("b")})
    second = delivered(an)
    assert WARNING in _page(first)
    assert f"/viec/{second}" in _page(first)
    assert f"/viec/{first}" in _page(second)
    assert "cùng một tệp" in _page(second)
    other = screen(chi).get(f"/viec/{delivered(chi)}").content.decode()
    assert WARNING not in other, "it came once to that body"


def test_the_same_sender_sign_and_day(db: None) -> None:
    first, second, third = (arrived(cast.AN_KHANH) for _ in range(3))
    assert WARNING not in _page(first)
    with as_owner():
        sql.run(
            "update document set sign = 'X/1' where id in (select document from delivery where item = any (%s))",
            ([first, second, third],),
        )
        sql.run(
            "update document set issued_at = issued_at - interval '3 days'"
            " where id = (select document from delivery where item = %s)",
            (third,),
        )
    assert f"/viec/{second}" in _page(first)
    assert "cùng nơi gửi, số ký hiệu và ngày" in _page(second)
    assert WARNING not in _page(third), "another year's may bear the same sign"


def test_the_same_paper_attached_twice(db: None) -> None:
    first, second = arrived(cast.AN_KHANH), arrived(cast.AN_KHANH)
    for letter in (first, second):
        attach_file(letter, name="bản quét.pdf", content=PDF, by=cast.an())
    assert f"/viec/{first}" in _page(second)
    assert f"/viec/{second}" in _page(first)


def test_a_letter_on_paper_is_the_one_that_comes_by_the_system(db: None) -> None:
    """It was scanned when the post came, and arrives by the system before anybody registers it there."""
    an, city = cast.an(), cast.dung()
    sign = str(issued(city, an.unit or 0)["sign"])
    by_system = delivered(an)
    assert WARNING not in _page(by_system)
    on_paper = entered(sender=f"  {city.unit_name.upper()}", sign=sign, dated=city.day, is_another=True)
    assert f"/viec/{on_paper}" in _page(by_system)
    assert "cùng nơi gửi, số ký hiệu và ngày" in _page(by_system)
    assert f"/viec/{by_system}" in _page(on_paper)
    neighbour = cast.chi()
    issued(city, neighbour.unit or 0)
    assert WARNING not in screen(neighbour).get(f"/viec/{delivered(neighbour)}").content.decode()


def test_two_on_paper_lead_to_each_other_and_another_day_or_sender_is_another_letter(db: None) -> None:
    day = cast.an().day
    first = entered(sender="Bộ Nội vụ", sign="9/BNV", dated=day)
    again = entered(sender="bo noi  vu", sign="9/BNV", dated=day, is_another=True)
    for other in (
        entered(sender="Bộ Nội vụ", sign="9/BNV"),
        entered(sender="Bộ Tài chính", sign="9/BNV", dated=day),
    ):
        assert WARNING not in _page(other)
    assert f"/viec/{again}" in _page(first)
    assert f"/viec/{first}" in _page(again)


@pytest.mark.parametrize("name", ["Bộ  Nội vụ", " ỦY BAN nhân dân xã Đông Hoà ", "Đảng ủy", "So 5 – H\u0323"])
def test_a_name_is_folded_here_as_everywhere(db: None, name: str) -> None:
    assert sql.one("select folded_name(%s)", (name,)) == fold(name)
