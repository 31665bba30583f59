"""A letter that came twice is warned about where it lies, and both lead to each other."""

from pathlib import Path
from uuid import UUID

import pytest
from pytest_django import Settings

from lienthong.work.actions import attach_file
from tests import cast, sql
from tests.board.rounds import as_owner, screen
from tests.documents.letters import arrived, delivered
from tests.documents.test_enclosures import issued_with
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
