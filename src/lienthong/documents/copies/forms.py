"""What making a copy asks for: the page's form and the API's body."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from lienthong.documents.addressing.forms import Bodies, outside_field, persons_field, units_field
from lienthong.pages.forms import Form
from lienthong.pages.uploads import Upload


class MakeCopy(Form):
    of: UUID | None = Field(None, title="Văn bản được sao", json_schema_extra={"kind": "hidden"})
    form: Literal["SY", "SL", "TrS"] = Field(
        "SY", title="Hình thức sao", json_schema_extra={"kind": "radios"}
    )
    part: str = Field(
        "",
        title="Phần được trích, khi trích sao",
        max_length=20_000,
        json_schema_extra={
            "kind": "textarea",
            "folded": True,
            "help": "Bỏ đoạn không trích, giữ nguyên văn những đoạn còn lại. Với bản quét: ghi trang nào được trích.",
        },
    )
    to: list[int] = units_field("Nơi nhận")
    persons: list[int] = persons_field()
    outside: Bodies = outside_field()
    files: list[Upload] = Field(
        default_factory=list,
        title="Bản quét kèm theo",
        max_length=20,
        json_schema_extra={
            "kind": "file",
            "help": "Khi số hóa văn bản giấy để sao. PDF hoặc ảnh PNG, JPEG; tất cả không quá 10 MB.",
        },
    )
