"""What each right asks for: the page's form and the API's body."""

from typing import Annotated, Literal

from pydantic import Field

from lienthong.pages.forms import Form
from lienthong.work.persons.rights.terms import LEAST_REASON

Reason = Annotated[
    str,
    Field(
        title="Căn cứ, lý do",
        min_length=LEAST_REASON,
        max_length=1000,
        json_schema_extra={
            "kind": "textarea",
            "help": "Yêu cầu của ai, ngày nào, đã đối chiếu giấy tờ gì. Ghi vào nhật ký.",
        },
    ),
]


class AskHeld(Form):
    number: str = Field(
        title="Số điện thoại hoặc số định danh",
        min_length=8,
        max_length=30,
        json_schema_extra={"kind": "tel"},
    )
    name: str = Field(
        title="Họ và tên",
        min_length=2,
        max_length=200,
        json_schema_extra={"help": "Như trong hồ sơ: một số điện thoại có thể là của cả nhà."},
    )
    reason: Reason
    output: Literal["pdf", "json"] = Field("pdf", title="Bản")


class SayWhy(Form):
    reason: Reason
