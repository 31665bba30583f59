"""What asking and answering ask for: the page's form and the API's body."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from lienthong.pages.forms import Form
from lienthong.work.requests.terms import DEFAULT_DAYS, LONGEST_DAYS

Words = Annotated[str, Field(min_length=2, max_length=5000, json_schema_extra={"kind": "textarea"})]


class AskBody(Form):
    unit: int = Field(
        title="Cơ quan được hỏi", ge=1, lt=2**31, json_schema_extra={"kind": "radios", "finds": "unit"}
    )
    question: Words = Field(
        title="Nội dung xin ý kiến",
        json_schema_extra={
            "kind": "textarea",
            "help": "Cơ quan được hỏi đọc được việc này cho đến khi trả lời xong.",
        },
    )
    days: int = Field(
        DEFAULT_DAYS,
        title="Số ngày làm việc để trả lời",
        ge=1,
        le=LONGEST_DAYS,
        json_schema_extra={
            "kind": "number",
            "help": f"Từ 1 đến {LONGEST_DAYS}. Thời hạn của việc đang giải quyết không thay đổi.",
        },
    )


class AnswerRequest(Form):
    text: Words = Field(title="Ý kiến trả lời")


class DeclineRequest(Form):
    reason: Words = Field(title="Lý do từ chối")


class WithdrawRequest(Form):
    reason: Words = Field(title="Lý do rút yêu cầu")


class WithdrawQuestion(Form):
    question: UUID = Field(title="Yêu cầu cần rút")
    reason: Words = Field(title="Lý do rút yêu cầu")
