"""What each act on a file of work asks for: the page's form and the API's body."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from lienthong.documents.files_of_work.rules import CODE, TITLE
from lienthong.documents.files_of_work.terms import MOST_AT_ONCE
from lienthong.pages.forms import Form

OneLine = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$")]
RETENTION = "Thời hạn bảo quản"


class OpenFile(Form):
    code: OneLine = Field(
        title="Số, ký hiệu hồ sơ",
        max_length=CODE,
        json_schema_extra={"help": "Theo danh mục hồ sơ, ví dụ 01.VP"},
    )
    title: OneLine = Field(title="Tiêu đề hồ sơ", max_length=TITLE)
    years: int = Field(10, title=RETENTION, ge=0, le=70)
    first: UUID | None = Field(None, title="Văn bản đầu tiên", json_schema_extra={"kind": "hidden"})


class ChangeFile(Form):
    code: OneLine = Field(title="Số, ký hiệu hồ sơ", max_length=CODE)
    years: int = Field(title=RETENTION, ge=0, le=70)


class CollectItems(Form):
    items: list[UUID] = Field(title="Văn bản, hồ sơ", max_length=MOST_AT_ONCE)


class CollectItem(Form):
    file: UUID = Field(title="Hồ sơ công việc")


class TakeOutItem(Form):
    content: UUID = Field(title="Văn bản, hồ sơ")
    reason: Annotated[str, Field(max_length=2000, json_schema_extra={"kind": "textarea"})] = Field(
        title="Lý do", min_length=3
    )


class CloseFile(Form):
    years: int = Field(title=RETENTION, ge=0, le=70)
    sheets: int | None = Field(None, title="Số tờ", ge=1, le=100_000)
    note: str = Field("", title="Ghi chú", max_length=2000, json_schema_extra={"kind": "textarea"})
