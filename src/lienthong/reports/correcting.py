"""A report's citizen as they say it is right: what is told of them, found by, and put right by act."""

from typing import Final, NamedTuple
from uuid import UUID

from pydantic import Field

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.kernel.refusals import NotFound
from lienthong.pages.forms import Form
from lienthong.reports import rules
from lienthong.reports.terms import REPORT, STATES
from lienthong.work.desks.terms import Named
from lienthong.work.items.actions import move_item
from lienthong.work.items.terms import Change, Move
from lienthong.work.persons.rights.forms import Reason
from lienthong.work.persons.rights.terms import ABILITY, CORRECTED, RightAct, nothing_to_correct
from lienthong.work.persons.rights.uses import keep_use


class Citizen(NamedTuple):
    name: str
    phone: str
    email: str


class CorrectReport(Form):
    """What is left empty stays."""

    name: str = Field("", title="Họ và tên đúng", max_length=100)
    phone: str = Field("", title="Số điện thoại đúng", max_length=30, json_schema_extra={"kind": "tel"})
    email: str = Field("", title="Thư điện tử đúng", max_length=200)
    reason: Reason


@official_act
def correct_report(
    item: UUID, *, name: str = "", phone: str = "", email: str = "", reason: str, by: Actor
) -> Answer:
    """Put right what stands in a report of who reported, at whatever state; what was said before is kept with the
    reason. A reporter who is hidden from this body is not its to correct. Refused `nothing_to_correct`, `bad_phone`,
    `email_wrong`.
    """
    by.require(ABILITY)
    old = sql.row(Citizen, "select name, phone, email from reporter where item = %s", (item,))
    if old is None:
        raise NotFound
    contact = rules.contact_of(
        name=name or old.name, phone=phone or old.phone, email=email or old.email, anonymous=False
    )
    new = Citizen(contact.name, contact.phone, contact.email)
    names = [field for field in Citizen._fields if getattr(new, field) != getattr(old, field)]
    if not names:
        raise nothing_to_correct()
    moved = move_item(CORRECTED, Change(item, {"fields": names}), by=by)
    before = {field: getattr(old, field) for field in names}
    keep_use("corrected", item, reason=reason, before=before, by=by)
    sql.run("update reporter set name = %s, phone = %s, email = %s where item = %s", (*new, item))
    return moved.answer(corrected=names)


def by_number(actor: Actor, number: str) -> list[Named]:
    """Reports in sight with this telephone, whose reporter may be known here."""
    return sql.rows(Named, "select item, name from reporter where phone = %s and phone <> ''", (number,))


def words(item: UUID) -> str:
    """Nobody finds a report by who reported."""
    return ""


CORRECT: Final = RightAct(
    Move("correct_report", CORRECTED.label, REPORT, frozenset(STATES), "", CORRECTED.verb, ABILITY),
    correct_report,
    CorrectReport,
)
