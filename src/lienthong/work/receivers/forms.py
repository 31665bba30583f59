"""What moving work on asks for: the page's form and the API's body."""

from typing import Annotated

from pydantic import Field

from lienthong.pages.forms import Form

Words = Annotated[str, Field(min_length=3, max_length=2000, json_schema_extra={"kind": "textarea"})]


class MoveOn(Form):
    unit: int = Field(
        title="Chuyển đến", ge=1, lt=2**31, json_schema_extra={"kind": "radios", "finds": "unit"}
    )
    reason: Words = Field(
        title="Lý do",
        json_schema_extra={"kind": "textarea", "help": "Lý do hiện trong phần diễn biến của việc."},
    )
