"""What each act of a meeting asks for: the page's form and the API's body."""

from datetime import datetime

from pydantic import Field

from lienthong.conference.terms import CODE_DIGITS
from lienthong.work.desks import Form


class ConveneMeeting(Form):
    subject: str = Field(title="Nội dung họp", max_length=500)
    units: list[int] = Field(title="Điểm cầu", max_length=4000)
    starts_at: datetime = Field(title="Bắt đầu lúc")


class AnswerCode(Form):
    code: str = Field(
        title="Mã điểm cầu", pattern=rf"^\d{{{CODE_DIGITS}}}$",
        json_schema_extra={"kind": "number", "help": "Sáu chữ số hiện trên màn hình điểm cầu của đơn vị"},
    )  # fmt: skip


class LeaveMeeting(Form):
    reason: str = Field("", title="Lý do rời", max_length=500)
