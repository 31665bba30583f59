"""Which file may come in: by its bytes, its name and its size. Pure; a refusal's sentence says what to do."""

from typing import NoReturn

from lienthong.ground.incoming import office, pdf
from lienthong.ground.incoming.terms import ENDINGS, JPEG, MEGABYTE, PDF, PNG, FileKind
from lienthong.kernel.refusals import Refusal

ZIP = b"PK\x03\x04"
_BEGINS = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}

LONGEST_ENDING = 5


def kind_of(content: bytes) -> FileKind:
    """By the bytes themselves; the name and the sender's word do not count. Refuses `file_empty`, `file_type`, and of
    zips `office_damaged`, `archive_bomb`.
    """
    if not content:
        _refuse("file_empty", "Tệp này rỗng (0 byte). Hãy mở lại tệp gốc, lưu và chọn lại.")
    for begin, kind in _BEGINS.items():
        if content.startswith(begin):
            return kind
    zipped = _kind_of_zip(content) if content.startswith(ZIP) else None
    if zipped is None:
        _refuse(
            "file_type",
            "Chỉ nhận tệp PDF, PNG, JPEG, DOCX hoặc XLSX. Hãy chuyển tệp sang một trong các định dạng này.",
        )
    return zipped


def check_incoming(name: str, content: bytes) -> FileKind:
    """The kind of a file that may come in under this name. Refuses, besides `kind_of`: `file_size`, `file_ending`,
    `pdf_damaged`, `pdf_encrypted`, `office_macros`.
    """
    kind = kind_of(content)
    if len(content) > kind.largest:
        _refuse(
            "file_size",
            f"Tệp {kind.label} lớn hơn {kind.largest // MEGABYTE} MB cho phép. Hãy nén hoặc tách tệp.",
        )
    check_ending(name, kind)
    if kind is PDF:
        _check_pdf(content)
    elif kind not in _BEGINS.values():
        _check_office(content, kind)
    return kind


def check_ending(name: str, kind: FileKind) -> None:
    """Refuses `file_ending` for a name that says another content."""
    if (ending := ending_of(name)) and ending not in kind.endings:
        _refuse(
            "file_ending",
            f"Tên tệp có đuôi «{ending}» nhưng nội dung là {kind.label}. Hãy chọn đúng tệp, hoặc đổi đuôi thành"
            f" «{kind.endings[0]}».",
        )


def ending_of(name: str) -> str:
    """What a name says its content is: a known ending, or one like it; nothing where it says none."""
    stem, dot, ending = name.rpartition(".")
    said = f".{ending.strip().lower()}"
    if said in ENDINGS:
        return said
    is_one = dot and stem and 1 <= len(ending) <= LONGEST_ENDING and ending.isascii() and ending.isalnum()
    return said if is_one and any(c.isalpha() for c in ending) else ""


def with_ending(name: str, kind: FileKind) -> str:
    """The name under which it is kept: with an ending, so that whoever takes it along can open it."""
    return name if ending_of(name) else name + kind.endings[0]


def _kind_of_zip(content: bytes) -> FileKind | None:
    has_too_many = office.has_too_many(content)
    if has_too_many is None:
        _damaged()
    if has_too_many:
        _bomb()
    parts = office.parts_of(content)
    if parts is None:
        _damaged()
    return office.kind_in(parts)


def _check_office(content: bytes, kind: FileKind) -> None:
    parts = office.parts_of(content)
    if parts is None or parts.is_locked:
        _damaged()
    if office.is_bomb(parts):
        _bomb()
    if office.has_macros(parts):
        _refuse(
            "office_macros",
            f"Tệp có macro, không nhận vào hệ thống. Hãy lưu lại thành {kind.label} không có macro.",
        )


def _check_pdf(content: bytes) -> None:
    trailer = pdf.trailer_of(content)
    if trailer is None:
        _refuse(
            "pdf_damaged",
            "Tệp PDF bị hỏng hoặc chưa tải lên đủ. Hãy mở tệp trên máy, lưu lại thành PDF rồi nộp.",
        )
    if pdf.is_encrypted(trailer):
        _refuse(
            "pdf_encrypted",
            "Tệp PDF đặt mật khẩu hoặc bị mã hóa nên nơi nhận không đọc được. Hãy bỏ mật khẩu rồi nộp.",
        )


def _damaged() -> NoReturn:
    _refuse(
        "office_damaged",
        "Tệp DOCX, XLSX bị hỏng, bị khóa hoặc chưa tải lên đủ. Hãy mở tệp trên máy, lưu lại rồi nộp.",
    )


def _bomb() -> NoReturn:
    _refuse(
        "archive_bomb",
        "Tệp nén chứa quá nhiều dữ liệu so với kích thước của nó. Hãy lưu lại thành PDF rồi nộp.",
    )


def _refuse(code: str, sentence: str) -> NoReturn:
    raise Refusal(code, sentence, status=422, field="file")
