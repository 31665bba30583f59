"""What reminding and entering a receipt ask for: the page's form and the API's body."""

from typing import Annotated

from pydantic import Field

from lienthong.documents.dispatch.terms import Whom
from lienthong.pages.forms import Form

Words = Annotated[str, Field(max_length=2000, json_schema_extra={"kind": "textarea"})]


class RemindAddressees(Form):
    whom: Whom = Field("arrived", title="Nhắc ai", json_schema_extra={"kind": "radios"})
    words: Words = Field(
        title="Lời nhắc",
        min_length=3,
        json_schema_extra={
            "kind": "textarea",
            "help": "Mỗi nơi nhận đọc lời này trong diễn biến của văn bản đến.",
        },
    )


class EnterReceipt(Form):
    outside: int = Field(title="Nơi nhận", ge=1, le=10_000)
    receipt: str = Field(
        title="Đã nhận thế nào",
        min_length=2,
        max_length=300,
        json_schema_extra={"help": "Ai nhận, số đến nơi ấy cho biết, số phát hành của bưu điện."},
    )
