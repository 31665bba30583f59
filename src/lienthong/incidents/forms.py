"""What an incident asks for: the page's form and the API's body."""

from typing import Literal

from pydantic import Field

from lienthong.pages.forms import Form


class ReportIncident(Form):
    severity: Literal["low", "medium", "high", "critical"] = Field(title="Mức độ")
    step: str = Field(
        "",
        title="Đang làm việc gì",
        max_length=200,
        json_schema_extra={"help": "Ví dụ: vào sổ văn bản đến, vào phòng họp."},
    )
    text: str = Field(
        title="Sự việc",
        min_length=3,
        max_length=5000,
        json_schema_extra={"kind": "textarea", "help": "Điều gì không chạy, từ lúc nào, đã thử gì."},
    )
    unit: int | None = Field(
        None,
        title="Đơn vị gặp sự cố",
        json_schema_extra={"help": "Để trống: đơn vị của bạn.", "finds": "unit"},
    )


class ResolveIncident(Form):
    text: str = Field(
        title="Nguyên nhân và cách khắc phục",
        min_length=3,
        max_length=5000,
        json_schema_extra={"kind": "textarea"},
    )
