"""A dossier's citizen as they say it is right: what is told of them, found by, and put right by act."""

from typing import Final, NamedTuple
from uuid import UUID

from pydantic import Field

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.kernel import reading
from lienthong.kernel.refusals import NotFound
from lienthong.pages.forms import Form
from lienthong.procedures.terms import DOSSIER, STATES
from lienthong.work.desks.terms import Named
from lienthong.work.items.actions import move_item
from lienthong.work.items.terms import Change, Move
from lienthong.work.persons.rights.forms import Reason
from lienthong.work.persons.rights.terms import ABILITY, CORRECTED, RightAct, nothing_to_correct
from lienthong.work.persons.rights.uses import keep_use, set_words
from lienthong.work.persons.words import citizen_words, number_asked


class Citizen(NamedTuple):
    applicant: str
    phone: str
    address_text: str


class CorrectDossier(Form):
    """What is left empty stays."""

    applicant: str = Field("", title="Họ và tên đúng", max_length=200)
    phone: str = Field("", title="Số điện thoại đúng", max_length=30, json_schema_extra={"kind": "tel"})
    address: str = Field("", title="Địa chỉ đúng", max_length=500)
    reason: Reason


@official_act
def correct_dossier(
    item: UUID, *, applicant: str = "", phone: str = "", address: str = "", reason: str, by: Actor
) -> Answer:
    """Put right what stands in a dossier of its citizen, at whatever state; what was said before is kept with the
    reason. Papers that were given out stay as they were. Refused `nothing_to_correct`, `bad_phone`.
    """
    by.require(ABILITY)
    old = _citizen(item)
    new = Citizen(
        reading.line(applicant) or old.applicant,
        reading.phone(phone) or old.phone,
        reading.line(address) or old.address_text,
    )
    names = [name for name in Citizen._fields if getattr(new, name) != getattr(old, name)]
    if not names:
        raise nothing_to_correct()
    moved = move_item(CORRECTED, Change(item, {"fields": names}), by=by)
    before = {name: getattr(old, name) for name in names}
    keep_use("corrected", item, reason=reason, before=before, by=by)
    sql.run("update dossier set applicant = %s, phone = %s, address_text = %s where item = %s", (*new, item))
    set_words(item, words(item))
    return moved.answer(corrected=names)


def by_number(actor: Actor, number: str) -> list[Named]:
    """Dossiers in the actor's hands or archive with this telephone."""
    held = [*actor.scope, *actor.archives]
    asked = {"query": number_asked(number), "held": held, "number": number}
    return sql.rows(Named, sql.named("lienthong.procedures", "by_number"), asked)


def words(item: UUID) -> str:
    """What search finds the citizen by."""
    citizen = _citizen(item)
    return citizen_words(citizen.applicant, citizen.phone)


def _citizen(item: UUID) -> Citizen:
    row = sql.row(Citizen, "select applicant, phone, address_text from dossier where item = %s", (item,))
    if row is None:
        raise NotFound
    return row


CORRECT: Final = RightAct(
    Move("correct_dossier", CORRECTED.label, DOSSIER, frozenset(STATES), "", CORRECTED.verb, ABILITY),
    correct_dossier,
    CorrectDossier,
)
