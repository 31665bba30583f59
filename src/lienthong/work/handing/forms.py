"""What handing work on asks for: the page's form and the API's body."""

from uuid import UUID

from pydantic import Field

from lienthong.pages.forms import Form
from lienthong.work.handing.terms import MOST_AT_ONCE


class AssignItem(Form):
    assignee: int | None = Field(
        None,
        title="Người nhận việc",
        json_schema_extra={"help": "Để trống: chưa giao cho ai, người có thẩm quyền ở bước này đều thấy."},
    )
    section: str | None = Field(None, title="Bộ phận", max_length=100)


class TakeItem(Form):
    instead_of: int | None = Field(None, title="Nhận thay cho", json_schema_extra={"kind": "hidden"})


class AssignMany(Form):
    """To somebody, or to a section."""

    items: list[UUID] = Field(
        title="Những việc được giao", max_length=MOST_AT_ONCE, json_schema_extra={"kind": "checkboxes"}
    )
    assignee: int | None = Field(
        None,
        title="Người nhận việc",
        json_schema_extra={"help": "Chọn một người, hoặc để trống và giao cho cả bộ phận."},
    )
    section: str | None = Field(None, title="Bộ phận", max_length=100)
