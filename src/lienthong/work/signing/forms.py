"""What letting somebody sign asks for: the page's form and the API's body."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from lienthong.pages.forms import Form

OneLine = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$")]


class DelegateAuthority(Form):
    form: Literal["kt", "tuq", "tl"] = Field(title="Hình thức ký")
    delegate: int = Field(title="Người được giao ký", ge=1, le=2_147_483_647)
    covers: list[Literal["sign_document", "sign_dossier"]] = Field(title="Nội dung giao ký", max_length=2)
    since: date = Field(title="Từ ngày", json_schema_extra={"kind": "date"})
    until: date | None = Field(
        None,
        title="Đến hết ngày",
        json_schema_extra={
            "kind": "date",
            "help": "Phải có khi thừa ủy quyền hoặc khi người đứng đầu vắng mặt.",
        },
    )
    is_away: bool = Field(False, title="Người đứng đầu vắng mặt trong những ngày này")
    paper_title: OneLine = Field(
        "",
        title="Tên văn bản giao ký",
        max_length=200,
        json_schema_extra={
            "help": "Phải có văn bản khi thừa ủy quyền, thừa lệnh, hoặc khi Chánh Văn phòng ghi thay người đứng đầu."
        },
    )
    paper_sign: OneLine = Field("", title="Số, ký hiệu", max_length=50)
    paper_on: date | None = Field(None, title="Ngày văn bản", json_schema_extra={"kind": "date"})


class WithdrawDelegation(Form):
    reason: OneLine = Field(title="Lý do rút", min_length=3, max_length=500)
