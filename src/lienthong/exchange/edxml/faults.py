"""Why a file of exchange is not taken: a stable code, the line, and a sentence that says what to do. Pure."""

from collections.abc import Iterable

from lienthong.exchange.edxml.terms import LARGEST, MEGABYTE
from lienthong.kernel.refusals import Refusal

TO_SENDER = "hãy báo nơi gửi gửi lại tệp đúng QCVN 102:2016"


def too_large() -> Refusal:
    return _fault(
        "edxml_too_large",
        f"Gói tin edXML lớn hơn {LARGEST // MEGABYTE} MB; hãy nén hoặc tách bớt tệp kèm theo rồi gửi lại.",
    )


def too_much(line: int) -> Refusal:
    return _fault(
        "edxml_too_much",
        f"Dòng {line}: gói tin edXML có quá nhiều phần, lồng quá sâu hoặc một trường quá dài; {TO_SENDER}.",
        line=line,
    )


def not_xml(line: int) -> Refusal:
    return _fault("edxml_not_xml", f"Dòng {line}: tệp không phải XML đúng cú pháp; {TO_SENDER}.", line=line)


def has_doctype(line: int) -> Refusal:
    return _fault(
        "edxml_doctype",
        f"Dòng {line}: tệp có khai báo DTD hoặc thực thể XML, hệ thống không đọc; {TO_SENDER}.",
        line=line,
    )


def other_namespace(name: str, line: int) -> Refusal:
    return _fault(
        "edxml_namespace",
        f"Dòng {line}: phần «{name}» không thuộc không gian tên của QCVN 102:2016; {TO_SENDER}.",
        line=line,
    )


def no_edxml(line: int) -> Refusal:
    return _fault(
        "edxml_shape",
        f"Dòng {line}: không thấy văn bản hoặc thông điệp trạng thái edXML trong tệp; {TO_SENDER}.",
        line=line,
    )


def missing(name: str, line: int) -> Refusal:
    """`line`: of the part in which it should stand."""
    return _fault("edxml_missing", f"Dòng {line}: thiếu trường {name}; {TO_SENDER}.", line=line, element=name)


def ambiguous(name: str, lines: tuple[int, int]) -> Refusal:
    first, second = lines
    return _fault(
        "edxml_ambiguous",
        f"Dòng {second}: trường {name} không rõ nghĩa, khác hoặc trùng với dòng {first}; {TO_SENDER}.",
        line=second,
        element=name,
    )


def unreadable(name: str, line: int) -> Refusal:
    return _fault(
        "edxml_value",
        f"Dòng {line}: giá trị của {name} không đọc được; {TO_SENDER}.",
        line=line,
        element=name,
    )


def file_missing(name: str, line: int) -> Refusal:
    return _fault(
        "edxml_file_missing",
        f"Dòng {line}: tệp «{name}» có trong danh mục nhưng không có trong gói tin; {TO_SENDER}.",
        line=line,
    )


def is_status() -> Refusal:
    return _fault(
        "edxml_is_status",
        "Tệp này là thông điệp trạng thái, không phải văn bản; trạng thái được nhận qua kết nối liên thông.",
    )


def unknown_addressee(ids: Iterable[str]) -> Refusal:
    return _fault(
        "edxml_unknown_addressee",
        f"Không có nơi nhận nào ở đây mang mã định danh {', '.join(ids)}; hãy báo nơi gửi kiểm tra mã nơi nhận.",
    )


def unwritable(name: str) -> Refusal:
    return _fault(
        "edxml_unwritable",
        f"Trường {name} có ký tự mà XML không ghi được; hãy sửa văn bản rồi gửi lại.",
        element=name,
    )


def _fault(code: str, sentence: str, **facts: object) -> Refusal:
    return Refusal(code, sentence, status=422, field="file", **facts)
