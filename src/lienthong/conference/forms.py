"""What each act of a meeting asks for: the page's form and the API's body."""

from datetime import datetime

from pydantic import Field

from lienthong.conference.terms import CODE_DIGITS
from lienthong.pages.forms import Form


class ConveneMeeting(Form):
    subject: str = Field(title="Nội dung họp", max_length=500)
    units: list[int] = Field(title="Điểm cầu", max_length=4000)
    starts_at: datetime = Field(title="Bắt đầu lúc")


class CallMeeting(Form):
    """A meeting as a person calls one on a page: the units ticked, or every ward."""

    subject: str = Field(title="Nội dung họp", max_length=500)
    starts_at: datetime = Field(title="Bắt đầu lúc", json_schema_extra={"help": "Ví dụ: 08:00 25/6/2025"})
    units: list[int] = Field(
        default_factory=list, title="Điểm cầu", max_length=4000,
        json_schema_extra={"help": "Không chọn đơn vị nào: mời tất cả phường, xã, đặc khu", "finds": "unit"},
    )  # fmt: skip


class AnswerCode(Form):
    code: str = Field(
        title="Mã điểm cầu", pattern=rf"^\d{{{CODE_DIGITS}}}$",
        json_schema_extra={"kind": "number", "help": "Sáu chữ số hiện trên màn hình điểm cầu của đơn vị"},
    )  # fmt: skip


class LeaveMeeting(Form):
    reason: str = Field("", title="Lý do rời", max_length=500)
