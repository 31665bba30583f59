"""A report becomes a dossier: what a citizen reported is a matter of a procedure, and is filed as one."""

from typing import Final, NamedTuple
from uuid import UUID

from pydantic import Field

from lienthong.bridges.links import WorkShown, report_in_hand, say_where_from
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.pages.forms import Choices, Form
from lienthong.procedures.actions import submit_dossier
from lienthong.procedures.queries import procedure_choices
from lienthong.reports.terms import REPORT
from lienthong.work.desks.terms import DeskAct
from lienthong.work.items.actions import move_item
from lienthong.work.items.terms import Change, Move, Note
from lienthong.work.persons.readings import note_readings
from lienthong.work.persons.showing import knows
from lienthong.work.queries import Item

BECOME: Final = Move(
    "make_dossier_of_report", "Chuyển thành hồ sơ", REPORT, frozenset({"taken"}), "taken",
    "report.became_dossier", "make_dossier_of_report", "h", step="answer",
)  # fmt: skip

MADE_OF: Final = Note(
    "make_dossier_of_report", "Lập từ phản ánh", "dossier.made_of_report", "make_dossier_of_report"
)


class MakeDossier(Form):
    procedure: str = Field(title="Thủ tục", min_length=1, max_length=60)
    applicant: str = Field(title="Người nộp", min_length=1, max_length=200)
    phone: str = Field(
        title="Điện thoại",
        max_length=30,
        json_schema_extra={"kind": "tel", "help": "Người dân tra cứu bằng mã hồ sơ và bốn số cuối."},
    )
    address: str = Field("", title="Địa chỉ", max_length=300)
    note: str = Field("", title="Ghi chú", max_length=2000, json_schema_extra={"kind": "textarea"})


@official_act
def make_dossier_of_report(
    item: UUID, *, procedure: str, applicant: str, phone: str, address: str = "", note: str = "", by: Actor
) -> Answer:
    """Files a dossier at the committee's own counter, which receives it like any handed in online; both timelines name
    the other. The report stays open until it is answered. Answers with the dossier's id and look-up code; its secret
    is given to nobody: the citizen has the code and the end of their telephone number.
    """
    report = report_in_hand(item, BECOME, by=by)
    filed = submit_dossier(
        unit=by.unit or 0, procedure=procedure, applicant=applicant, phone=phone, address=address,
        area=report.place, note=note or f"Từ phản ánh {report.reference}", by=by,
    )  # fmt: skip
    dossier, code = UUID(filed["id"]), filed["code"]
    say_where_from(dossier, MADE_OF, report, by=by)
    moved = move_item(BECOME, Change(item, {"linked": str(dossier), "code": code}), by=by)
    return moved.answer(dossier=str(dossier), code=code)


def _procedures(actor: Actor, item: WorkShown) -> Choices:
    return {"procedure": procedure_choices()}


class _Reporter(NamedTuple):
    name: str | None
    phone: str | None
    place: str


def _reporter(actor: Actor, item: Item) -> dict[str, str]:
    """Who reported, where the actor may know them and they did not ask to stay unknown here: then row security leaves
    the row out.
    """
    row = sql.only_row(
        _Reporter,
        "select p.name, p.phone, r.place from report r left join reporter p on p.item = r.item where r.item = %s",
        (item.id,),
    )
    if not row.name or not knows(actor, item):
        return {"address": row.place}
    note_readings([item.id], "form", by=actor)
    return {"applicant": row.name, "phone": row.phone or "", "address": row.place}


ACT: Final = DeskAct(BECOME, make_dossier_of_report, MakeDossier, _procedures, _reporter)
