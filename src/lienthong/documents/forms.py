"""What each act on a letter asks for: the page's form and the API's body."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from lienthong.documents.addressing.forms import (
    Bodies,
    Group,
    Line,
    Names,
    chosen_outside_field,
    groups_field,
    names_field,
    outside_field,
    persons_field,
    units_field,
)
from lienthong.pages.forms import Form

Words = Annotated[str, Field(max_length=2000, json_schema_extra={"kind": "textarea"})]


class DraftDocument(Form):
    side: Literal["government", "party"] = Field("government", title="Khối")
    type: str = Field("CV", title="Loại văn bản", max_length=10)
    subject: str = Field(title="Trích yếu", max_length=500)
    body: str = Field(title="Nội dung", max_length=20_000, json_schema_extra={"kind": "textarea"})
    to: list[int] = units_field("Nơi nhận")
    to_line: str = Field("", title="Kính gửi", max_length=500)
    copies: list[int] = units_field("Đồng gửi")
    groups: list[Group] = groups_field()
    names: Names = names_field()
    persons: list[int] = persons_field()
    outside: Bodies = outside_field()
    answers: UUID | None = Field(None, title="Trả lời văn bản đến")
    in_part: bool = Field(False, title="Trả lời một phần: văn bản đến chưa kết thúc")
    revises: UUID | None = Field(None, title="Văn bản đã phát hành được đính chính, thay thế")
    revision: Literal["", "corrects", "replaces"] = Field("", title="Đính chính hay thay thế")
    urgency: int = Field(0, title="Độ khẩn", ge=0, le=3)
    secrecy: str = Field("", title="Độ mật", max_length=20)


class ReturnDelivery(Form):
    reason: Words = Field(title="Lý do trả lại", min_length=3)


class RecallDocument(Form):
    reason: Words = Field(title="Lý do thu hồi", min_length=3)


class RefuseRecall(Form):
    reason: Words = Field(title="Lý do không trả lại", min_length=3)


class SendBackDraft(Form):
    note: Words = Field(
        title="Ý kiến",
        min_length=3,
        json_schema_extra={"kind": "textarea", "help": "Hiện ở đầu trang của người soạn."},
    )


Named = Annotated[
    list[Annotated[str, Field(max_length=100)]],
    Field(max_length=200, description="Sections by name, people by the number of their mandate"),
]


class DirectDelivery(Form):
    note: Words = Field("", title="Ý kiến chỉ đạo")
    assignee: int | None = Field(None, title="Người chủ trì")
    section: str | None = Field(None, title="Bộ phận chủ trì", max_length=100)
    due_days: int | None = Field(
        None,
        title="Thời hạn (số ngày làm việc)",
        ge=0,
        le=365,
        json_schema_extra={"kind": "number"},
    )
    due_on: date | None = Field(None, title="hoặc đến hết ngày", json_schema_extra={"kind": "date"})
    co: Named = Field(
        default_factory=list,
        title="Phối hợp",
        json_schema_extra={
            "kind": "checkboxes",
            "help": "Mỗi nơi có một phần việc riêng, tự báo cáo kết quả.",
        },
    )
    info: Named = Field(default_factory=list, title="Nhận để biết", json_schema_extra={"kind": "checkboxes"})


class Marked(Form):
    items: list[UUID] = Field(
        title="Những văn bản được chỉ đạo", max_length=100, json_schema_extra={"kind": "checkboxes"}
    )


class DirectMany(DirectDelivery, Marked):
    """The same for each of many letters, which stand above what is said of them."""


class CompleteDelivery(Form):
    note: Words = Field("", title="Kết quả xử lý")


class WriteLetter(Form):
    """A letter as a person writes one on a page."""

    side: Literal["government", "party"] = Field("government", title="Khối")
    type: str = Field("CV", title="Loại văn bản", max_length=10)
    subject: str = Field(title="Trích yếu", max_length=500)
    to: list[int] = units_field("Nơi nhận")
    groups: list[Group] = groups_field()
    names: Names = names_field()
    copies: list[int] = units_field("Đồng gửi", folded=True)
    persons: list[int] = persons_field()
    outside: Bodies = outside_field()
    chosen_outside: list[Line] = chosen_outside_field()
    to_line: str = Field("", title="Kính gửi", max_length=500)
    body: str = Field(title="Nội dung", max_length=20_000, json_schema_extra={"kind": "textarea"})
    urgency: int = Field(0, title="Độ khẩn", ge=0, le=3)
    answers: UUID | None = Field(None, title="Trả lời văn bản", json_schema_extra={"kind": "hidden"})
    in_part: bool = Field(False, title="Trả lời một phần", json_schema_extra={"kind": "hidden"})
    revises: UUID | None = Field(None, title="Văn bản đã phát hành", json_schema_extra={"kind": "hidden"})
    revision: Literal["", "corrects", "replaces"] = Field(
        "", title="Đính chính hay thay thế", json_schema_extra={"kind": "hidden"}
    )
