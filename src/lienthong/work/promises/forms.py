"""What a decision asks for: the page's forms and the API's body."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, JsonValue, StringConstraints

from lienthong.pages.forms import Form

OneLine = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$")]
LARGEST = 2_147_483_647
DATE: dict[str, JsonValue] = {"kind": "date"}


class Decided(Form):
    """What every decision says, whatever it is about."""

    since: date = Field(title="Từ ngày", json_schema_extra=DATE)
    until: date | None = Field(None, title="Đến hết ngày", json_schema_extra=DATE)
    basis: OneLine = Field(
        title="Số, ký hiệu văn bản", min_length=2, max_length=100,
        json_schema_extra={"help": "Ví dụ 12729/VPCP-KGVX."},
    )  # fmt: skip
    basis_on: date = Field(title="Ngày văn bản", json_schema_extra=DATE)
    supersedes: bool = Field(False, title="Thay quyết định trước về những ngày này")


class ForAll(Form):
    """Asked of who may decide for others than their own body."""

    unit: int | None = Field(
        None,
        title="Riêng cho đơn vị",
        ge=1,
        le=LARGEST,
        json_schema_extra={"help": "Để trống là áp dụng cho mọi đơn vị.", "finds": "unit"},
    )


class Days(Form):
    value: Literal["off", "work"] = Field(title="Những ngày này")
    name: OneLine = Field(
        title="Vì sao", min_length=2, max_length=120,
        json_schema_extra={"help": "Ví dụ: Nghỉ vì bão số 9; làm bù cho thứ Sáu 2/1."},
    )  # fmt: skip


class Hours(Form):
    value: OneLine = Field(
        title="Giờ làm việc", min_length=5, max_length=100,
        json_schema_extra={"help": "Ví dụ 7:30-11:30, 13:00-16:30."},
    )  # fmt: skip
    name: OneLine = Field("", title="Vì sao", max_length=120)


class AgencyId(Form):
    value: OneLine = Field(
        title="Mã định danh điện tử", min_length=3, max_length=16, json_schema_extra={"help": "Ví dụ H29.12.3."}
    )  # fmt: skip


# A form asks for what stands last in its bases first: the value, then from when to when and on which basis.
class EnterDays(Decided, Days):
    pass


class EnterDaysForAll(Decided, ForAll, Days):
    pass


class EnterHours(Decided, Hours):
    pass


class EnterHoursForAll(Decided, ForAll, Hours):
    pass


class EnterAgencyId(Decided, AgencyId):
    pass


class EnterAgencyIdForAll(Decided, ForAll, AgencyId):
    pass


class EnterDecision(Decided, ForAll):
    """A machine's body: one shape for every rule."""

    rule: Literal["day", "hours", "agency_id"]
    value: OneLine = Field(min_length=2, max_length=100)
    name: OneLine = Field("", max_length=120)


class WithdrawDecision(Form):
    reason: OneLine = Field(title="Lý do rút", min_length=3, max_length=500)
