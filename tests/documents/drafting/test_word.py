"""The text of a Word file: every word a reader of its page sees, what was left out, and what is no Word file."""

import io
import os
import zipfile
from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from lienthong.documents.drafting import queries, word
from lienthong.ground import acts
from lienthong.ground.incoming.terms import DOCX, LARGEST_UNPACKED
from lienthong.kernel.refusals import Refusal
from tests import cast
from tests.board.rounds import screen
from tests.documents.letters import drafted

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def written(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def with_parts(content: bytes, **parts: bytes) -> bytes:
    """The same file with other parts: `vba` stands for `word/vbaProject.bin`."""
    names = {"vba": "word/vbaProject.bin", "body": "word/document.xml", "picture": "word/media/image1.png"}
    changed = {names[name]: part for name, part in parts.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, part in changed.items():
            new.writestr(name, part)
    return file.getvalue()


def paragraph_of(xml: str) -> bytes:
    document = Document()
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w', 'w14')}>{xml}</w:p>"))
    return saved(document)


def refused(content: bytes) -> str:
    with pytest.raises(Refusal) as refusal:
        word.text_of(content)
    assert refusal.value.field == "file"
    assert refusal.value.sentence.endswith(".")
    return refusal.value.code


def test_paragraphs_lines_and_tabs_are_read() -> None:
    read = word.text_of(written("Căn cứ Luật;", "", "Điều 1.\tNội dung\ndòng hai"))
    assert read.text == "Căn cứ Luật;\n\nĐiều 1.\tNội dung\ndòng hai"
    assert read.left_out == {}
    assert "toàn bộ" in word.said_of(read)


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:r><w:t>a</w:t></w:r><w:ins w:id='1'><w:r><w:t>b</w:t></w:r></w:ins>", "ab"),
        ("<w:r><w:t>a</w:t></w:r><w:del w:id='1'><w:r><w:delText>b</w:delText></w:r></w:del>", "a"),
        ("<w:moveFrom w:id='1'><w:r><w:t>a</w:t></w:r></w:moveFrom><w:r><w:t>b</w:t></w:r>", "b"),
        ("<w:sdt><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt>", "a"),
        ("<w:smartTag w:element='x'><w:r><w:t>a</w:t></w:r></w:smartTag>", "a"),
        ("<w:hyperlink><w:r><w:t>a</w:t></w:r></w:hyperlink>", "a"),
    ],
)
def test_what_a_reader_of_the_page_sees_is_read(xml: str, text: str) -> None:
    """Words inserted under review and those in controls, which `Paragraph.text` of python-docx leaves out; not what was
    deleted or moved away.
    """
    assert word.text_of(paragraph_of(xml)).text == text


def test_what_is_left_out_is_said() -> None:
    document = Document()
    document.add_paragraph("Nội dung")
    document.add_table(2, 2).cell(0, 0).text = "trong bảng"
    document.add_table(1, 1)
    document.add_picture(io.BytesIO(PIXEL), width=Cm(1))
    document.add_paragraph("việc một", style="List Number")
    document.add_paragraph()._p.append(
        parse_xml(f"<w:r {nsdecls('w')}><w:footnoteReference w:id='2'/></w:r>")
    )
    numbered = document.add_paragraph("có số")
    numbered._p.get_or_add_pPr().append(
        parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>")
    )
    read = word.text_of(saved(document))
    assert read.left_out == {"bảng": 2, "hình": 1, "chú thích": 1, "số thứ tự tự động": 1}
    assert "trong bảng" not in read.text
    assert word.said_of(read).startswith("Không lấy được: 2 bảng, 1 hình, 1 chú thích, 1 số thứ tự tự động.")


def test_what_is_no_word_file_is_refused_by_what_it_is() -> None:
    whole = written("Nội dung")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert refused(b"") == "file_empty"
    assert refused(old) == "word_old"
    assert refused(old + "EncryptedPackage".encode("utf-16-le")) == "word_encrypted"
    assert refused(b"%PDF-1.7\n") == "word_not_docx"
    assert refused(whole[: len(whole) // 2]) == "office_damaged"
    assert refused(with_parts(whole, body=b"<w:document")) == "word_damaged"
    assert refused(with_parts(whole, vba=b"\x00")) == "office_macros"
    assert refused(with_parts(whole, picture=os.urandom(DOCX.largest))) == "file_size"
    long = with_parts(whole, body=b" " * (word.LARGEST_TEXT + 1), picture=os.urandom(100_000))
    assert refused(long) == "word_unpacks_large"
    assert refused(written("", " ")) == "word_no_text"
    assert refused(written("a" * 20_001)) == "word_too_long"


def test_a_small_file_that_unpacks_large_is_refused_unopened() -> None:
    bomb = with_parts(written("x"), vba=b"")
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bomb)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if "vba" not in name:
                new.writestr(name, old.read(name))
        new.writestr("word/media/image1.png", bytes(LARGEST_UNPACKED))
    assert len(file.getvalue()) < 200_000
    assert refused(file.getvalue()) == "archive_bomb"


def test_a_file_with_a_locked_part_is_refused() -> None:
    content = bytearray(written("Nội dung"))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    assert refused(bytes(content)) == "office_damaged"


@pytest.mark.parametrize("cut", range(0, 100, 7))
def test_bytes_that_were_damaged_on_the_way_break_nothing(cut: int) -> None:
    content = bytearray(written("Nội dung công văn"))
    content[cut * len(content) // 100] ^= 0xFF
    with suppress(Refusal):
        word.text_of(bytes(content))


def _upload(content: bytes, name: str = "du-thao.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_draft_takes_the_text_after_somebody_looked(db: None) -> None:
    by = cast.officer("chuyen_vien")
    item = drafted(by, cast.dung().unit or 0)
    page = screen(by)
    assert f'href="/viec/{item}/tu-tep"' in page.get(f"/viec/{item}").content.decode()
    document = Document()
    document.add_paragraph("Nội dung từ Word.")
    document.add_table(1, 1)
    shown = page.post(f"/viec/{item}/tu-tep", {"file": _upload(saved(document)), "idempotency_key": "a"})
    text = shown.content.decode()
    assert "Nội dung từ Word." in text
    assert "Không lấy được: 1 bảng." in text
    assert len(_versions(by, item)) == 1, "nothing is kept yet"
    typed = {
        "side": "government", "type": "CV", "subject": "Về việc", "to_line": "UBND", "urgency": "0", "seen": "1",
        "body": "Nội dung từ Word.", "idempotency_key": "b",
    }  # fmt: skip
    assert page.post(f"/viec/{item}/tu-tep", typed).status_code == 302
    assert [version.body for version in _versions(by, item)] == ["Nội dung công văn.", "Nội dung từ Word."]


def _versions(by: cast.Actor, item: UUID) -> list[Any]:
    with acts.opening(by):
        return queries.versions(item)


def test_a_new_letter_begins_with_the_text_of_a_file(db: None) -> None:
    page = screen(cast.officer("chuyen_vien"))
    assert 'href="/van-ban/tu-tep"' in page.get("/van-ban/moi").content.decode()
    assert page.get("/van-ban/tu-tep").status_code == 200
    shown = page.post("/van-ban/tu-tep", {"file": _upload(written("Kính gửi quý cơ quan"))}).content.decode()
    assert 'action="/van-ban/moi"' in shown
    assert "Kính gửi quý cơ quan" in shown


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"PK\x03\x04 hong"])
def test_a_file_that_is_refused_says_so_beside_the_field(db: None, content: bytes) -> None:
    page = screen(cast.officer("chuyen_vien"))
    answer = page.post("/van-ban/tu-tep", {"file": _upload(content)})
    assert answer.status_code == 422
    assert 'id="error-file"' in answer.content.decode()


def test_whoever_may_not_draft_reads_no_file(db: None) -> None:
    page = screen(cast.officer("tiep_nhan"))
    assert page.post("/van-ban/tu-tep", {"file": _upload(written("x"))}).status_code == 403
