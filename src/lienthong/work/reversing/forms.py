"""What undoing an act asks for: the page's form and the API's body."""

from typing import Annotated

from pydantic import Field

from lienthong.pages.forms import Form

Words = Annotated[str, Field(min_length=3, max_length=2000, json_schema_extra={"kind": "textarea"})]


class Undo(Form):
    """Why it is undone, for everybody who sees the item."""

    reason: Words = Field(
        title="Lý do",
        json_schema_extra={
            "kind": "textarea",
            "help": "Lý do hiện trong phần diễn biến. Không ghi dữ liệu cá nhân của người dân.",
        },
    )
