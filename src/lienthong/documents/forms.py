"""What each act on a letter asks for: the page's form and the API's body."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from lienthong.pages.forms import Form

Words = Annotated[str, Field(max_length=2000, json_schema_extra={"kind": "textarea"})]


class DraftDocument(Form):
    side: Literal["government", "party"] = Field("government", title="Khối")
    type: str = Field("CV", title="Loại văn bản", max_length=10)
    subject: str = Field(title="Trích yếu", max_length=500)
    body: str = Field(title="Nội dung", max_length=20_000, json_schema_extra={"kind": "textarea"})
    to: list[int] = Field(title="Nơi nhận", max_length=4000)
    to_line: str = Field("", title="Kính gửi", max_length=500)
    copies: list[int] = Field(default_factory=list, title="Đồng gửi", max_length=4000)
    answers: UUID | None = Field(None, title="Trả lời văn bản đến")
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


class DirectDelivery(Form):
    note: Words = Field("", title="Ý kiến chỉ đạo")
    assignee: int | None = Field(None, title="Người xử lý")
    section: str | None = Field(None, title="Bộ phận", max_length=100)
    due_days: int | None = Field(None, title="Thời hạn (ngày làm việc)", ge=0, le=365)


class CompleteDelivery(Form):
    note: Words = Field("", title="Kết quả xử lý")


class WriteLetter(Form):
    """A letter as a person writes one on a page: one addressee, or every ward."""

    side: Literal["government", "party"] = Field("government", title="Khối")
    type: str = Field("CV", title="Loại văn bản", max_length=10)
    subject: str = Field(title="Trích yếu", max_length=500)
    to: int | None = Field(None, title="Nơi nhận")
    to_all: bool = Field(False, title="Gửi tất cả phường, xã, đặc khu")
    to_line: str = Field("", title="Kính gửi", max_length=500)
    body: str = Field(title="Nội dung", max_length=20_000, json_schema_extra={"kind": "textarea"})
    copy_to: int | None = Field(None, title="Đồng gửi")
    urgency: int = Field(0, title="Độ khẩn", ge=0, le=3)
    answers: UUID | None = Field(None, title="Trả lời văn bản", json_schema_extra={"kind": "hidden"})
