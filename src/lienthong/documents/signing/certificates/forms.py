"""What registering a certificate asks for: the page's form and the API's body."""

from pydantic import Field

from lienthong.pages.forms import Form


class RegisterCertificate(Form):
    username: str = Field(
        "",
        title="Tên đăng nhập của người ký",
        max_length=100,
        json_schema_extra={"help": "Để trống khi chứng thư là dấu của một cơ quan."},
    )
    unit: int | None = Field(
        None,
        title="Cơ quan, khi là dấu của cơ quan",
        ge=1,
        json_schema_extra={"finds": "unit", "help": "Để trống khi chứng thư là của một người."},
    )
    certificate: str = Field(
        title="Chứng thư số",
        max_length=20_000,
        json_schema_extra={
            "kind": "textarea",
            "help": "Dạng PEM, bắt đầu bằng -----BEGIN CERTIFICATE-----; các chứng thư trung gian để tiếp bên dưới.",
        },
    )
    is_checked: bool = Field(False, title="Tên khác nhưng đã kiểm tra")
