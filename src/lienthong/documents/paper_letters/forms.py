"""What entering a letter that was issued on paper asks for."""

from datetime import date
from typing import Annotated

from pydantic import Field

from lienthong.pages.forms import Form
from lienthong.pages.uploads import Upload

Addressees = Annotated[
    str,
    Field(
        max_length=4000,
        json_schema_extra={"kind": "textarea", "help": "Như ghi trên văn bản, mỗi nơi một dòng."},
    ),
]


class EnterPaperLetter(Form):
    type: str = Field("CV", title="Loại văn bản", max_length=10)
    subject: str = Field(title="Trích yếu nội dung", max_length=500)
    dated: date | None = Field(
        None,
        title="Ngày của văn bản",
        json_schema_extra={"kind": "date", "help": "Bỏ trống: hôm nay. Số thuộc sổ của năm này."},
    )
    signer: str = Field(title="Người ký", max_length=200, json_schema_extra={"help": "Họ tên, chức vụ."})
    addressees: Addressees = Field(title="Nơi nhận")
    section: str = Field(
        "",
        title="Bộ phận soạn thảo",
        max_length=200,
        json_schema_extra={"help": "Đứng trong ký hiệu của công văn."},
    )
    number: int | None = Field(
        None,
        title="Số đã ghi trên giấy",
        ge=1,
        le=999_999,
        json_schema_extra={
            "kind": "number",
            "help": "Bỏ trống: lấy số tiếp theo của sổ. Ghi số khi văn bản đã mang một số bỏ qua, đã giữ.",
        },
    )
    sign: str = Field(
        "",
        title="Ký hiệu như trên giấy",
        max_length=100,
        json_schema_extra={"help": "Chỉ khi khác quy ước; ví dụ 57/UBND-KT."},
    )
    reason: str = Field(
        "",
        title="Lý do dùng số này",
        max_length=1000,
        json_schema_extra={
            "kind": "textarea",
            "help": "Ghi trong sổ. Không ghi dữ liệu cá nhân của người dân.",
        },
    )
    secrecy: str = Field(
        "",
        title="Độ mật",
        max_length=20,
        json_schema_extra={"help": "Văn bản mật không đưa vào hệ thống này.", "keeps_no_files": True},
    )
    pages: int | None = Field(None, title="Số trang", ge=1, le=9999, json_schema_extra={"kind": "number"})
    files: list[Upload] = Field(
        default_factory=list,
        title="Bản quét",
        max_length=20,
        json_schema_extra={
            "kind": "file",
            "help": "PDF hoặc ảnh PNG, JPEG; nhiều tệp cùng lúc, tất cả không quá 10 MB.",
        },
    )


class CorrectPaperLetter(Form):
    subject: str = Field(title="Trích yếu nội dung", max_length=500)
    signer: str = Field(title="Người ký", max_length=200)
    addressees: Addressees = Field(title="Nơi nhận")
    pages: int | None = Field(None, title="Số trang", ge=1, le=9999, json_schema_extra={"kind": "number"})
