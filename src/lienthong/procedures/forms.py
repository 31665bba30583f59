"""What each act on a dossier asks for: the page's form and the API's body."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from lienthong.kernel import reading
from lienthong.pages.forms import Form
from lienthong.procedures.terms import COUNTER


def _lines(value: Any) -> Any:
    """A page sends papers as text, one to a line; the API as a list."""
    return value.splitlines() if isinstance(value, str) else value


def _number(value: Any) -> Any:
    """A page sends digits, and a literal is not coerced."""
    return int(value) if isinstance(value, str) and value.isdecimal() else value


def _said(labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(said for label in labels if (said := reading.line(label)))


Label = Annotated[str, Field(max_length=300)]
Papers = Annotated[tuple[Label, ...], BeforeValidator(_lines), AfterValidator(_said), Field(max_length=100)]
Words = Annotated[str, Field(max_length=2000, json_schema_extra={"kind": "textarea"})]

_LINES: dict[str, Any] = {"kind": "textarea", "help": "Mỗi giấy tờ một dòng."}


class SubmitDossier(Form):
    procedure: str = Field(title="Thủ tục", max_length=20)
    unit: int = Field(title="Nơi nộp hồ sơ", json_schema_extra={"finds": "unit"})
    applicant: str = Field(
        title="Họ và tên người nộp", min_length=1, max_length=200, json_schema_extra={"autocomplete": "name"}
    )
    phone: str = Field(
        title="Số điện thoại", max_length=30, json_schema_extra={"kind": "tel", "autocomplete": "tel"}
    )
    address: str = Field(
        "", title="Địa chỉ", max_length=500, json_schema_extra={"autocomplete": "street-address"}
    )
    area: int | None = Field(
        None, title="Phường, xã, đặc khu của địa chỉ", json_schema_extra={"finds": "area"}
    )
    papers: Papers = Field("", title="Giấy tờ kèm theo", validate_default=True, json_schema_extra=_LINES)
    note: Words = Field("", title="Ghi chú")


class TakeInDossier(Form):
    """At the counter: the unit is the clerk's own, the telephone number is the citizen's to give."""

    procedure: str = Field(title="Thủ tục", max_length=20)
    applicant: str = Field(title="Họ và tên người nộp", min_length=1, max_length=200)
    phone: str = Field("", title="Số điện thoại", max_length=30, json_schema_extra={"kind": "tel"})
    address: str = Field("", title="Địa chỉ", max_length=500)
    area: int | None = Field(
        None, title="Phường, xã, đặc khu của địa chỉ", json_schema_extra={"finds": "area"}
    )
    papers: Papers = Field("", title="Giấy tờ đã nộp", validate_default=True, json_schema_extra=_LINES)
    note: Words = Field("", title="Ghi chú")
    unit: int | None = Field(None, title="Nơi nộp hồ sơ", json_schema_extra={"kind": "hidden"})
    channel: Annotated[Literal[1, 3], BeforeValidator(_number)] = Field(COUNTER, title="Hình thức nộp")


class RequestSupplement(Form):
    missing: Papers = Field(title="Giấy tờ cần bổ sung", min_length=1, json_schema_extra=_LINES)
    note: Words = Field("", title="Hướng dẫn người nộp")


class AcceptSupplement(Form):
    papers: Papers = Field(title="Giấy tờ nộp thêm", min_length=1, json_schema_extra=_LINES)


class SupplementDossier(Form):
    code: str = Field(title="Mã hồ sơ", max_length=40)
    secret: str = Field(title="Số bí mật", max_length=80)
    papers: Papers = Field(title="Giấy tờ nộp thêm", min_length=1, json_schema_extra=_LINES)


class RefuseDossier(Form):
    reason: Words = Field(title="Lý do từ chối", min_length=3)


class AssessDossier(Form):
    """The finding has no default: whoever says nothing has not approved."""

    approve: bool = Field(title="Kết luận", json_schema_extra={"kind": "radios"})
    note: Words = Field("", title="Ý kiến thẩm định")
