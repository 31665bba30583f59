"""What the pages of a body's conventions ask for."""

from datetime import date

from pydantic import Field

from lienthong.pages.forms import Form


class EnterAbbreviation(Form):
    section: str = Field(title="Bộ phận", max_length=200)
    abbreviation: str = Field(
        title="Chữ viết tắt",
        max_length=30,
        json_schema_extra={"help": "Như trong văn bản của đơn vị, ví dụ KTHTĐT."},
    )
    since: date | None = Field(
        None,
        title="Từ ngày",
        json_schema_extra={"kind": "date", "help": "Bỏ trống: từ hôm nay. Số đã cấp giữ nguyên."},
    )
    basis: str = Field(
        title="Căn cứ", min_length=3, max_length=300,
        json_schema_extra={"help": "Số, ngày của văn bản quy định chữ viết tắt."},
    )  # fmt: skip


class EnterTerm(Form):
    starts_on: date = Field(title="Nhiệm kỳ bắt đầu", json_schema_extra={"kind": "date"})
    ends_on: date | None = Field(
        None, title="Kết thúc", json_schema_extra={"kind": "date", "help": "Bỏ trống khi chưa định."}
    )
    basis: str = Field(
        title="Căn cứ",
        min_length=3,
        max_length=300,
        json_schema_extra={"help": "Số, ngày của quyết định, nghị quyết."},
    )


class DecideChecking(Form):
    is_checked: bool = Field(False, title="Trưởng bộ phận kiểm tra dự thảo trước khi trình ký")
