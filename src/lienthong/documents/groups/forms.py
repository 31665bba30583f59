"""What saved groups and the list of bodies outside ask for: the page's forms and the API's bodies."""

from typing import Literal

from pydantic import Field

from lienthong.documents.addressing.forms import Names, names_field, units_field
from lienthong.pages.forms import Form


class KeepGroup(Form):
    name: str = Field(title="Tên nhóm", min_length=1, max_length=200)
    to: list[int] = units_field("Nơi nhận")
    names: Names = names_field()
    is_for_all: bool = Field(False, title="Dùng chung cho mọi cơ quan (chỉ cơ quan đầu mối Thành phố)")


class KeepOutside(Form):
    name: str = Field(title="Tên cơ quan, tổ chức", min_length=1, max_length=200)
    address: str = Field("", title="Địa chỉ nhận", max_length=300)
    way: Literal["post", "email", "hand"] = Field("post", title="Cách gửi")
