"""The text of a Word file (DOCX), paragraph by paragraph, and how many of what it holds besides were left out.

`Paragraph.text` of python-docx reads runs and links alone: words inserted while changes are tracked, and those in a
content control, are missing from it without a sign. Here every word a reader of the page sees is read; what was deleted
or moved away while changes were tracked is not.
"""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NoReturn
from zlib import error as BadDeflate

from lienthong.documents.drafting.rules import LONGEST_BODY
from lienthong.documents.drafting.terms import Read
from lienthong.ground.incoming.rules import ZIP, check_incoming
from lienthong.ground.incoming.terms import DOCX, MEGABYTE
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.text import without_unusable

LARGEST_TEXT: Final = 8 * MEGABYTE
"""Of the part that holds the text, unpacked: a letter of 20,000 characters has a hundredth of it (ours)."""

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a Word file before 2007 begins, and any that is locked with a password."""
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_BODY: Final = "word/document.xml"

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT, _TAB, _BREAKS = f"{_W}t", f"{_W}tab", {f"{_W}br", f"{_W}cr"}
_PARAGRAPH, _TABLE, _BOX = f"{_W}p", f"{_W}tbl", f"{_W}txbxContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What an older Word draws instead of a shape: the same again."""
_GONE = {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", _FALLBACK}
_PICTURES = {f"{_W}drawing", f"{_W}pict", f"{_W}object"}
_NOTES = {f"{_W}footnoteReference", f"{_W}endnoteReference"}
_NUMBERED = f"{_W}pPr/{_W}numPr"


def text_of(content: bytes) -> Read:
    """Refuses what is no Word file that can be read, by what stands in the way, and `word_no_text`, `word_too_long`."""
    _check(content)
    from docx import Document  # here, see tests/hosting/test_loaded.py
    from docx.opc.exceptions import PackageNotFoundError

    try:
        body = Document(io.BytesIO(content)).element.body
    except (PackageNotFoundError, zipfile.BadZipFile, BadDeflate, SyntaxError, KeyError, ValueError, EOFError, OSError,
            AttributeError, NotImplementedError) as broken:  # fmt: skip
        raise _damaged() from broken
    left_out: Counter[str] = Counter()
    paragraphs = [_words_of(paragraph, left_out) for paragraph in _paragraphs(body, left_out)]
    text = without_unusable("\n".join(paragraphs)).strip()
    if not text:
        _refuse(
            "word_no_text",
            "Tệp Word không có đoạn văn nào để lấy. Nếu nội dung là ảnh quét, hãy gửi kèm làm phụ lục.",
        )
    if len(text) > LONGEST_BODY:
        _refuse(
            "word_too_long",
            f"Nội dung trong tệp dài hơn {LONGEST_BODY} ký tự cho phép. Hãy tách phần chi tiết thành phụ lục gửi kèm.",
        )
    return Read(text, dict(left_out))


def _check(content: bytes) -> None:
    """Refuses what is no Word file, and what may not come in as any other file may not (`ground.incoming`)."""
    if content.startswith(_OLE):
        if _LOCKED in content:
            _refuse("word_encrypted", "Tệp Word có mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi chọn lại.")
        _refuse("word_old", "Tệp Word kiểu cũ (.doc). Hãy mở bằng Word và lưu thành .docx rồi chọn lại.")
    if (content and not content.startswith(ZIP)) or check_incoming("", content) is not DOCX:
        _refuse("word_not_docx", "Tệp này không phải tệp Word (.docx). Hãy chọn đúng tệp soạn thảo.")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if parts.getinfo(_BODY).file_size > LARGEST_TEXT:
            _refuse(
                "word_unpacks_large",
                "Tệp Word giải nén ra quá lớn nên không nhận. Hãy chép riêng phần văn bản sang tệp mới.",
            )


def _paragraphs(body: Any, left_out: Counter[str]) -> Iterator[Any]:
    """In order, also those in content controls; of tables and boxes none, but counted."""
    for element in body:
        if element.tag == _PARAGRAPH:
            yield element
        elif element.tag == _TABLE:
            left_out["bảng"] += 1
        elif element.tag not in _GONE:
            yield from _paragraphs(element, left_out)


def _words_of(element: Any, left_out: Counter[str]) -> str:
    return "".join(_pieces(element, left_out))


def _pieces(element: Any, left_out: Counter[str]) -> Iterator[str]:
    if element.find(_NUMBERED) is not None:
        left_out["số thứ tự tự động"] += 1
    for child in element:
        tag = child.tag
        if tag == _TEXT:
            yield child.text or ""
        elif tag == _TAB:
            yield "\t"
        elif tag in _BREAKS:
            yield "\n"
        elif tag in _PICTURES:
            left_out["khung chữ" if child.find(f".//{_BOX}") is not None else "hình"] += 1
        elif tag in _NOTES:
            left_out["chú thích"] += 1
        elif isinstance(tag, str) and tag not in _GONE:
            yield from _pieces(child, left_out)


def said_of(read: Read) -> str:
    """What the form says above the text: what was left out, or that nothing was."""
    if not read.left_out:
        return "Đã lấy toàn bộ nội dung trong tệp. Hãy xem lại rồi ghi vào dự thảo."
    left_out = ", ".join(f"{number} {name}" for name, number in read.left_out.items())
    return f"Không lấy được: {left_out}. Hãy xem lại nội dung, bổ sung chỗ thiếu rồi ghi vào dự thảo."


def _damaged() -> Refusal:
    return Refusal(
        "word_damaged",
        "Tệp Word bị hỏng, không đọc được. Hãy mở bằng Word, lưu lại rồi chọn lại.",
        status=422,
        field="file",
    )


def _refuse(code: str, sentence: str) -> NoReturn:
    raise Refusal(code, sentence, status=422, field="file")
