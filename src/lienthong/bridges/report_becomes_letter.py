"""A report becomes a letter: what a citizen reported needs another body, which is written to."""

from typing import Final
from uuid import UUID

from pydantic import Field

from lienthong.bridges.links import WorkShown, report_in_hand, say_where_from
from lienthong.documents import letters
from lienthong.documents.actions import draft_document
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.pages.forms import Choices, Form
from lienthong.reports.terms import REPORT
from lienthong.work.desks.terms import DeskAct
from lienthong.work.items.actions import move_item
from lienthong.work.items.terms import Change, Move, Note

BECOME: Final = Move(
    "write_letter_on_report", "Chuyển thành văn bản", REPORT, frozenset({"taken"}), "taken",
    "report.became_letter", "write_letter_on_report", "b", step="answer",
)  # fmt: skip

MADE_OF: Final = Note(
    "write_letter_on_report", "Soạn từ phản ánh", "draft.made_of_report", "write_letter_on_report"
)


class WriteOnReport(Form):
    to: int = Field(title="Nơi nhận")
    to_line: str = Field("", title="Kính gửi", max_length=500)
    subject: str = Field(title="Trích yếu", min_length=1, max_length=500)
    body: str = Field(
        title="Nội dung",
        min_length=1,
        max_length=20_000,
        json_schema_extra={"kind": "textarea", "help": "Không ghi họ tên, điện thoại của người phản ánh."},
    )


@official_act
def write_letter_on_report(
    item: UUID, *, to: int, subject: str, body: str, to_line: str = "", by: Actor
) -> Answer:
    """Begins an official letter about the report, which is then submitted, signed and issued like any; both timelines
    name the other. The report stays open until it is answered. Needs the ability to draft, too.
    """
    report = report_in_hand(item, BECOME, by=by)
    drafted = draft_document(
        side="government", type="CV", subject=subject, body=body, to=[to], to_line=to_line, by=by
    )
    draft = UUID(drafted["id"])
    say_where_from(draft, MADE_OF, report, by=by)
    moved = move_item(BECOME, Change(item, {"linked": str(draft), "code": ""}), by=by)
    return moved.answer(draft=str(draft))


def _addressees(actor: Actor, item: WorkShown) -> Choices:
    return {"to": letters.choices(actor)["to"]}


def _said(actor: Actor, item: WorkShown) -> dict[str, str]:
    report = report_in_hand(item.id, BECOME, by=actor)
    place = f"\n\nNơi xảy ra: {report.place_said}" if report.place_said else ""
    return {
        "subject": f"Về phản ánh {report.reference}: {report.subject}",
        "body": f"Cơ quan đã tiếp nhận phản ánh {report.reference} qua 1022, nội dung:\n\n{report.text}{place}\n\n",
    }


ACT: Final = DeskAct(BECOME, write_letter_on_report, WriteOnReport, _addressees, _said)
