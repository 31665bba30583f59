"""Official acts by which a body says what it has decided about its own letters."""

from datetime import date

from lienthong.documents.conventions import queries, rules
from lienthong.documents.conventions.terms import KEEP
from lienthong.documents.types.packaged import section_key
from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel.ids import uuid7
from lienthong.kernel.refusals import Refusal
from lienthong.units.queries import unit_by_id


@official_act
def enter_abbreviation(
    *, section: str, abbreviation: str, basis: str, since: date | None = None, by: Actor
) -> Answer:
    """How a section of the actor's own body stands in signs from a day on (today, where none is said); signs given
    before stay. A second entry of the same day takes the place of the first. Refuses `bad_abbreviation`,
    `unknown_section`.
    """
    by.require(KEEP)
    said, key, unit = rules.abbreviation_as_kept(abbreviation), section_key(section), by.unit or 0
    if key not in {section_key(sign.section) for sign in queries.section_signs(unit, by.day)}:
        raise Refusal(
            "unknown_section",
            "Đơn vị không có bộ phận này; hãy chọn trong danh sách.",
            status=422,
            field="section",
        )
    sql.run(
        "insert into section_abbreviation (id, unit, key, since, section, abbreviation, basis, mandate, at)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s, world_now()) on conflict (unit, key, since) do update set"
        " abbreviation = excluded.abbreviation, basis = excluded.basis, mandate = excluded.mandate, at = excluded.at",
        (uuid7(), unit, key, since or by.day, section, said, basis, by.mandate),
    )
    facts = {"section": section, "abbreviation": said, "since": str(since or by.day)}
    append_line("convention.abbreviation_entered", facts, by=by)
    return {"section": section, "abbreviation": said}


@official_act
def enter_term(*, starts_on: date, ends_on: date | None = None, basis: str, by: Actor) -> Answer:
    """From when to when the actor's committee serves: its letters are numbered from 01, each type for itself, from the
    first day of the term. Where all letters so far lie within it, the running series goes on. Refuses
    `no_party_committee`, `term_backwards`, `term_before_last`, `numbers_given_since`.
    """
    by.require(KEEP)
    unit = by.unit or 0
    if unit_by_id(unit).side != "party":
        raise Refusal("no_party_committee", "Chỉ cấp ủy, cơ quan Đảng mới đánh số văn bản theo nhiệm kỳ.")
    terms, running = queries.terms_of(unit), queries.series_on(unit, by.day)
    rules.check_term(starts_on, ends_on, earlier=terms[0].starts_on if terms else None)
    letters = queries.numbered(unit, series=running, around=starts_on)
    series = rules.series_of_term(
        starts_on, running=running, numbered_before=letters.before, numbered_since=letters.since
    )
    sql.run(
        "insert into committee_term (id, unit, starts_on, ends_on, basis, series, mandate, at)"
        " values (%s, %s, %s, %s, %s, %s, %s, world_now())",
        (uuid7(), unit, starts_on, ends_on, basis, series, by.mandate),
    )
    facts = {"starts_on": str(starts_on), "ends_on": str(ends_on) if ends_on else None, "series": str(series)}
    append_line("convention.term_entered", facts, by=by)
    return {"starts_on": str(starts_on), "series": str(series)}


@official_act
def decide_checking(*, is_checked: bool, by: Actor) -> Answer:
    """Whether drafts of the actor's body are checked by the head of section before they are signed: from within half a
    minute on. What lies with a head already is passed on or sent back by them.
    """
    by.require(KEEP)
    sql.run(
        "insert into drafting_rule (unit, is_checked, mandate, at) values (%s, %s, %s, world_now())"
        " on conflict (unit) do update set"
        " is_checked = excluded.is_checked, mandate = excluded.mandate, at = excluded.at",
        (by.unit, is_checked, by.mandate),
    )
    queries.bodies_that_check.forget()
    append_line("convention.checking_decided", {"is_checked": is_checked}, by=by)
    return {"is_checked": is_checked}
