"""What the acts on accounts ask for. What is typed as a password is never drawn again."""

from typing import Annotated

from pydantic import Field, StringConstraints
from pydantic.config import JsonDict

from lienthong.pages.forms import Form

OneLine = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$")]

_PASSWORD: JsonDict = {
    "kind": "password",
    "autocomplete": "new-password",
    "help": "Ít nhất 10 ký tự; nên là vài từ dễ nhớ với riêng bạn.",
}
_AGAIN: JsonDict = {"kind": "password", "autocomplete": "new-password"}


class GiveAccount(Form):
    person: int = Field(title="Người được cấp", ge=1, le=2_147_483_647)
    username: OneLine = Field(
        title="Tên đăng nhập",
        max_length=60,
        json_schema_extra={
            "help": "Chữ thường không dấu, chữ số, dấu chấm hoặc gạch, ví dụ «nva.27094».",
            "autocomplete": "off",
        },
    )


class SetPassword(Form):
    secret: OneLine = Field(
        title="Mã trong liên kết",
        min_length=1,
        max_length=100,
        json_schema_extra={"help": "Phần sau dấu # của liên kết bạn nhận được.", "autocomplete": "off"},
    )
    password: str = Field(title="Mật khẩu mới", min_length=1, max_length=400, json_schema_extra=_PASSWORD)
    again: str = Field(title="Nhập lại mật khẩu mới", min_length=1, max_length=400, json_schema_extra=_AGAIN)


class ChangePassword(Form):
    current: str = Field(
        title="Mật khẩu đang dùng",
        min_length=1,
        max_length=400,
        json_schema_extra={"kind": "password", "autocomplete": "current-password"},
    )
    password: str = Field(title="Mật khẩu mới", min_length=1, max_length=400, json_schema_extra=_PASSWORD)
    again: str = Field(title="Nhập lại mật khẩu mới", min_length=1, max_length=400, json_schema_extra=_AGAIN)


_CODE: JsonDict = {
    "help": "Sáu chữ số trên ứng dụng xác thực của điện thoại.",
    "autocomplete": "one-time-code",
}


class AskCode(Form):
    code: OneLine = Field(
        title="Mã xác thực",
        min_length=1,
        max_length=40,
        json_schema_extra={
            **_CODE,
            "help": "Sáu chữ số trên ứng dụng xác thực, hoặc một mã khôi phục nếu mất điện thoại.",
        },
    )


class Enrol(Form):
    code: OneLine = Field(title="Mã xác thực", min_length=1, max_length=40, json_schema_extra=_CODE)


class EnrolAgain(Form):
    """By somebody who is logged in: a browser left open is not enough."""

    current: str = Field(
        title="Mật khẩu đang dùng",
        min_length=1,
        max_length=400,
        json_schema_extra={"kind": "password", "autocomplete": "current-password"},
    )
    code: OneLine = Field(title="Mã xác thực", min_length=1, max_length=40, json_schema_extra=_CODE)


PASSWORDS = frozenset({"current", "password", "again"})
