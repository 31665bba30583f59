"""What acts on a part of a letter's work ask for."""

from pydantic import Field

from lienthong.pages.forms import Form


class ReportPart(Form):
    report: str = Field(
        title="Kết quả phần việc",
        min_length=3,
        max_length=2000,
        json_schema_extra={
            "kind": "textarea",
            "help": "Nơi chủ trì và lãnh đạo đọc được. Không ghi dữ liệu cá nhân của người dân.",
        },
    )
