"""What withdrawing a paper asks for: the page's form and the API's body."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from lienthong.pages.forms import Form

Words = Annotated[str, Field(min_length=3, max_length=2000, json_schema_extra={"kind": "textarea"})]


class WithdrawPaper(Form):
    paper: UUID = Field(title="Giấy tờ cần rút", json_schema_extra={"kind": "radios"})
    reason: Words = Field(
        title="Lý do rút",
        json_schema_extra={
            "kind": "textarea",
            "help": "Giấy tờ được niêm lại, không bị xóa; lý do hiện trên trang này. Không ghi dữ liệu cá nhân.",
        },
    )
