"""A print bears who made it and when, leaves its line among the readers, and changes nothing of the file."""

import hashlib
import html
import io
from typing import Any
from uuid import UUID

from pypdf import PdfReader

from lienthong.documents.layout.tasks import keep_prints
from tests import cast, sql
from tests.board.rounds import screen
from tests.documents.letters import arrived, drafted
from tests.papers.reading import bare, text_of


def _printed(of: Any, item: UUID) -> Any:
    return of.post(f"/viec/{item}/ban-in")


def test_a_print_says_who_made_it_and_when_and_the_history_says_it_too(db: None) -> None:
    an, item = cast.an(), arrived(cast.AN_KHANH)
    keep_prints(timestamp=0)
    of = screen(an)
    kept = of.get(f"/viec/{item}/ban-the-thuc").content
    shown = html.unescape(of.get(f"/viec/{item}").content.decode())
    assert f'action="/viec/{item}/ban-in"' in shown
    answer = _printed(of, item)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    read = text_of(answer.content)
    today = f"{an.day:%d/%m/%Y}"
    for words in ("BẢN IN", "không phải bản gốc", an.name, an.unit_name, today, hashlib.sha256(kept).hexdigest(),
                  "Nội dung công văn."):  # fmt: skip
        assert bare(words) in read, words
    assert of.get(f"/viec/{item}/ban-the-thuc").content == kept, "the stored file stays as it is"
    _printed(of, item)
    leader = screen(cast.officer("lanh_dao"))
    readers = html.unescape(leader.get(f"/viec/{item}").content.decode())
    assert "in 2 lần" in readers
    assert an.name in readers


def test_every_page_is_marked(db: None) -> None:
    dung = cast.dung()
    item = drafted(dung, cast.an().unit or 0)
    sql.run("update document set body = repeat(%s, 400) where id = (select document from draft where item = %s)",
            ("Một đoạn dài của công văn.\n", item))  # fmt: skip
    pages = PdfReader(io.BytesIO(_printed(screen(dung), item).content)).pages
    assert len(pages) > 2
    for page in pages:
        assert bare(dung.name) in bare(page.extract_text())


def test_a_stranger_prints_nothing_and_no_line_is_left(db: None) -> None:
    item = arrived(cast.AN_KHANH)
    assert _printed(screen(cast.chi()), item).status_code == 404
    assert sql.one("select count(*) from letter_printing") == 0


def test_lines_of_prints_go_with_those_of_readings(db: None) -> None:
    from lienthong.documents.readings.tasks import sweep
    from tests.board.rounds import as_owner

    item = arrived(cast.AN_KHANH)
    _printed(screen(cast.an()), item)
    with as_owner():
        sql.run("update letter_printing set at = at - interval '3 years'")
    assert sweep(timestamp=0) == 1
