"""What is refused before anybody looks at what it is."""

from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from lienthong.kernel.refusals import Refusal

CUT_OFF = (UnreadablePostError, MultiPartParserError)
"""A body that ended before its end, or is no form."""


def bad_character(field: str) -> Refusal:
    return Refusal(
        "bad_character",
        f"«{field}» có ký tự không dùng được. Hãy xóa ký tự đó rồi gửi lại.",
        status=422,
        field=field,
    )


def body_too_large(largest: int) -> Refusal:
    megabytes = largest // (1024 * 1024)
    sentence = f"Nội dung gửi lên lớn hơn {megabytes} MB. Hãy nén hoặc tách tệp."
    return Refusal("body_too_large", sentence, status=413)


def unreadable_request() -> Refusal:
    return Refusal(
        "unreadable_request",
        "Yêu cầu gửi lên bị đứt đoạn hoặc sai khuôn dạng. Hãy tải lại trang và gửi lại.",
        status=400,
    )
