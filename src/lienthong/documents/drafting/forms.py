"""What changing, commenting on and returning a draft ask for: the page's form and the API's body."""

from typing import Annotated, Literal

from pydantic import Field

from lienthong.documents.drafting.rules import LONGEST_BODY
from lienthong.pages.forms import Form

Words = Annotated[str, Field(min_length=3, max_length=2000, json_schema_extra={"kind": "textarea"})]


class ChangeDraft(Form):
    """The whole text; what is not given stays as it is, but for whom it speaks to."""

    side: Literal["government", "party"] | None = Field(None, title="Khối")
    type: str | None = Field(None, title="Loại văn bản", max_length=10)
    subject: str | None = Field(None, title="Trích yếu", max_length=500)
    to_line: str = Field("", title="Kính gửi", max_length=500)
    body: str = Field(title="Nội dung", max_length=LONGEST_BODY, json_schema_extra={"kind": "textarea"})
    urgency: int | None = Field(None, title="Độ khẩn", ge=0, le=3)
    seen: int | None = Field(None, title="Bản đã xem", ge=1, json_schema_extra={"kind": "hidden"})


class ReturnDraft(Form):
    note: Words = Field(
        title="Cần sửa gì", json_schema_extra={"kind": "textarea", "help": "Hiện ở đầu trang của người soạn."}
    )


class CommentOnDraft(Form):
    text: Words = Field(
        title="Góp ý",
        json_schema_extra={"kind": "textarea", "help": "Mọi người trong đơn vị xem được ở phần diễn biến."},
    )
