"""What each act on a report asks for: the page's form and the API's body."""

from typing import Annotated, Literal

from pydantic import Field

from lienthong.pages.forms import Form

Words = Annotated[str, Field(max_length=5000, json_schema_extra={"kind": "textarea"})]


class SubmitReport(Form):
    subject: str = Field("", title="Tiêu đề", max_length=200)
    text: Words = Field(title="Nội dung phản ánh", min_length=1)
    field: str = Field("", title="Lĩnh vực", max_length=100)
    place: str = Field(
        "",
        title="Nơi xảy ra",
        max_length=300,
        json_schema_extra={
            "help": "Số nhà, tên đường, phường, xã (tên cũ cũng được), ví dụ «12 Lê Thánh Tôn, P. Bến Nghé, Q1»."
        },
    )
    lat: float | None = Field(None, title="Vĩ độ", ge=-90, le=90, allow_inf_nan=False)
    lon: float | None = Field(None, title="Kinh độ", ge=-180, le=180, allow_inf_nan=False)
    ward: int | None = Field(
        None,
        title="Phường, xã",
        json_schema_extra={"help": "Chọn khi bạn không chỉ được điểm trên bản đồ.", "finds": "area"},
    )
    old_ward: int | None = Field(None, title="Phường, xã cũ", json_schema_extra={"kind": "hidden"})
    name: str = Field(
        title="Họ và tên", min_length=1, max_length=100, json_schema_extra={"autocomplete": "name"}
    )
    phone: str = Field(
        "", title="Điện thoại", max_length=30, json_schema_extra={"kind": "tel", "autocomplete": "tel"}
    )
    email: str = Field("", title="Thư điện tử", max_length=200, json_schema_extra={"autocomplete": "email"})
    anonymous: bool = Field(False, title="Giữ kín họ tên và số điện thoại với nơi xử lý")


class RecordReport(SubmitReport):
    """What the operator writes down."""

    ward: int | None = Field(
        None,
        title="Phường, xã",
        json_schema_extra={"help": "Chọn khi không rõ số nhà, tên đường.", "finds": "area"},
    )
    channel: Literal["phone", "email", "facebook", "app"] = Field("phone", title="Kênh tiếp nhận")


class ReopenReport(Form):
    code: str = Field(title="Mã phản ánh", min_length=1, max_length=40)
    secret: str = Field(title="Số bí mật", min_length=1, max_length=40)
    text: Words = Field(title="Điều chưa được khắc phục", min_length=3)


class RouteReport(Form):
    unit: int | None = Field(
        None,
        title="Cơ quan nhận",
        json_schema_extra={"help": "Để trống: chuyển theo vị trí trên bản đồ hoặc địa chỉ.", "finds": "unit"},
    )


class AnswerReport(Form):
    text: Words = Field(
        title="Trả lời người dân",
        min_length=3,
        json_schema_extra={"kind": "textarea", "help": "Người dân đọc nguyên văn."},
    )


class TransferReport(Form):
    unit: int | None = Field(
        None,
        title="Cơ quan nhận",
        json_schema_extra={"help": "Để trống: trả lại tổng đài 1022.", "finds": "unit"},
    )
    reason: Words = Field(title="Lý do chuyển", min_length=3)


class RefuseReport(Form):
    reason: Words = Field(
        title="Lý do từ chối",
        min_length=3,
        json_schema_extra={"kind": "textarea", "help": "Người dân đọc nguyên văn."},
    )
