"""The fields by which a page and the API say whom a letter goes to."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from lienthong.documents.addressing.terms import MOST_LINES, MOST_OUTSIDE, MOST_PERSONS
from lienthong.pages.forms import Form


def _lines(value: Any) -> Any:
    """A page sends a list as text, one to a line; the API as a list."""
    return value.splitlines() if isinstance(value, str) else value


Line = Annotated[str, Field(max_length=300)]
Names = Annotated[tuple[Line, ...], BeforeValidator(_lines), Field(max_length=MOST_LINES)]
Bodies = Annotated[tuple[Line, ...], BeforeValidator(_lines), Field(max_length=MOST_OUTSIDE)]
Group = Annotated[str, Field(max_length=40)]


def units_field(title: str, *, folded: bool = False) -> Any:
    return Field(
        default_factory=list,
        title=title,
        max_length=4000,
        json_schema_extra={"kind": "checkboxes", "folded": folded, "one_by_one": True, "finds": "unit"},
    )


def groups_field() -> Any:
    return Field(
        default_factory=list, title="Nhóm nơi nhận", max_length=50, json_schema_extra={"kind": "checkboxes"}
    )


def names_field() -> Any:
    return Field(
        "",
        title="Dán danh sách tên nơi nhận",
        validate_default=True,
        json_schema_extra={
            "kind": "textarea",
            "folded": True,
            "help": "Mỗi nơi một dòng, tên hiện nay hoặc tên cũ: «Phường Sài Gòn», «P. Bến Nghé, Quận 1».",
        },
    )


def persons_field() -> Any:
    return Field(
        default_factory=list,
        title="Người trong cơ quan",
        max_length=MOST_PERSONS,
        json_schema_extra={"kind": "checkboxes", "folded": True},
    )


def outside_field() -> Any:
    return Field(
        "",
        title="Nơi nhận ngoài hệ thống",
        validate_default=True,
        json_schema_extra={
            "kind": "textarea",
            "folded": True,
            "help": "Mỗi nơi một dòng: tên; địa chỉ; cách gửi (bưu điện, thư điện tử, giao trực tiếp hoặc trục liên"
            " thông). Qua trục liên thông, địa chỉ là mã định danh điện tử: «Sở Y tế; H09.12; trục liên thông».",
        },
    )


def chosen_outside_field() -> Any:
    return Field(
        default_factory=list,
        title="Nơi ngoài hệ thống đã gửi trước đây",
        max_length=MOST_OUTSIDE,
        json_schema_extra={"kind": "checkboxes", "folded": True},
    )


class ChangeAddressees(Form):
    """Whom a draft goes to from now on, all of them."""

    to: list[int] = units_field("Nơi nhận")
    groups: list[Group] = groups_field()
    names: Names = names_field()
    copies: list[int] = units_field("Đồng gửi", folded=True)
    persons: list[int] = persons_field()
    outside: Bodies = outside_field()
    chosen_outside: list[Line] = chosen_outside_field()
