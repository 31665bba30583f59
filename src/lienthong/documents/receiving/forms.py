"""What entering a letter from outside asks for, and what numbers out of turn do."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from lienthong.pages.forms import Form
from lienthong.pages.uploads import Upload

Words = Annotated[str, Field(max_length=1000, json_schema_extra={"kind": "textarea"})]

REASON_HELP = "Ghi trong sổ và trong diễn biến. Không ghi dữ liệu cá nhân của người dân."


class RegisterOutside(Form):
    sender: str = Field(
        "",
        title="Nơi gửi",
        max_length=300,
        json_schema_extra={"help": "Tên cơ quan, tổ chức như ghi trên văn bản; hoặc chọn ở ô dưới."},
    )
    sender_unit: int | None = Field(
        None, title="Nơi gửi là đơn vị trong thành phố", json_schema_extra={"finds": "unit"}
    )
    sign: str = Field("", title="Số, ký hiệu của văn bản", max_length=100)
    dated: date | None = Field(None, title="Ngày của văn bản", json_schema_extra={"kind": "date"})
    type: str = Field("CV", title="Loại văn bản", max_length=10)
    subject: str = Field(title="Trích yếu nội dung", max_length=500)
    urgency: int = Field(0, title="Độ khẩn", ge=0, le=3)
    secrecy: str = Field(
        "",
        title="Độ mật",
        max_length=20,
        json_schema_extra={"help": "Văn bản mật không đưa vào hệ thống này."},
    )
    pages: int | None = Field(None, title="Số trang", ge=1, le=9999, json_schema_extra={"kind": "number"})
    way: str = Field("post", title="Cách gửi", max_length=20)
    arrived_at: datetime | None = Field(
        None, title="Đến lúc", json_schema_extra={"help": "Để trống nếu vừa đến.", "folded": True}
    )
    after_number: int | None = Field(
        None,
        title="Xen sau số đến",
        ge=1,
        le=999_999,
        json_schema_extra={
            "kind": "number",
            "folded": True,
            "help": "Chỉ khi phải dùng số xen, ví dụ 15a: ghi 15. Để trống thì lấy số tiếp theo.",
        },
    )
    reason: Words = Field(
        "",
        title="Lý do vào sổ muộn hoặc dùng số xen",
        json_schema_extra={"kind": "textarea", "folded": True, "help": REASON_HELP},
    )
    is_another: bool = Field(
        False, title="Đây là văn bản khác, vẫn vào sổ", json_schema_extra={"only_when_wrong": True}
    )
    files: list[Upload] = Field(
        default_factory=list,
        title="Bản quét",
        max_length=20,
        json_schema_extra={
            "kind": "file",
            "help": "PDF hoặc ảnh PNG, JPEG; nhiều tệp cùng lúc, tất cả không quá 10 MB.",
        },
    )


class RegisterBetween(Form):
    after_number: int = Field(
        title="Xen sau số đến",
        ge=1,
        le=999_999,
        json_schema_extra={"kind": "number", "help": "15 cho số 15a."},
    )
    reason: Words = Field(
        title="Lý do", min_length=3, json_schema_extra={"kind": "textarea", "help": REASON_HELP}
    )
