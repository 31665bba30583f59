"""Official acts on plans: draft, prepare, sign (the second signature commits), reverse, say that the date has come."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, Literal

from django.db import transaction
from django.db.utils import Error as DatabaseError
from psycopg import errors
from psycopg.types.json import Jsonb

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.text import fold
from lienthong.reorganisation.plans import rules
from lienthong.reorganisation.plans.faults import faults, faults_in
from lienthong.reorganisation.plans.queries import facts_for, has_signed, plan_text
from lienthong.reorganisation.plans.reading import Reading
from lienthong.reorganisation.plans.refusals import (
    changes_nothing,
    counted_otherwise,
    refused,
    text_changed,
)
from lienthong.reorganisation.plans.terms import (
    SIGNERS,
    Outcome,
    PlanFault,
    PlanText,
    Target,
    Transition,
    has_faults,
)
from lienthong.reorganisation.plans.texts.changes import changes
from lienthong.reorganisation.plans.texts.files import digest_of, transition_document
from lienthong.units.rules import body_names, kind_of

OUT_OF_DATE = {"plan_stale", "holding_no_gap", "holding_within_unit"}
"""What is said of a plan under which the registry changed since it was compiled, a plan given back for one."""

PARTY_BODIES = {"dang_uy", "mttq"}


@official_act
def draft_plan(text: PlanText, *, plan: int | None = None, digest: str | None = None, by: Actor) -> Answer:
    """Keep a text as a draft, or give a draft another text. Refused while it does not say what is what.

    `digest`: of the text this one takes the place of; refuses `plan_edited_meanwhile` when another stands there.
    """
    by.require("plan_reorganisation")
    if plan is None:
        return _said(_drafted(text, by), text, {}, by)
    before = plan_text(plan)
    rewrite_head(plan, text, was=digest)
    sql.run("delete from transition where plan = %s", (plan,))
    write_sentences(plan, dict(enumerate(text.transitions, 1)))
    return _said(plan, text, changes(before, text).counts(), by)


def _drafted(text: PlanText, by: Actor) -> int:
    head = (text.name, text.effective_on, text.basis, text.point_of_no_return, digest_of(text), by.mandate)
    with said_in_words():
        plan = sql.only_value(int, "select draft_plan(%s, %s::date, %s, %s::date, %s, %s::int)", head)
    write_sentences(plan, dict(enumerate(text.transitions, 1)))
    return plan


def _said(plan: int, text: PlanText, counts: dict[str, int], by: Actor) -> Answer:
    digest = digest_of(text)
    facts = {"plan": plan, "digest": digest, "transitions": len(text.transitions), **counts}
    append_line("plan.drafted", facts, by=by)
    return {"plan": plan, "digest": digest, "holes": [fault.answer() for fault in faults_of(text)]}


def rewrite_head(plan: int, text: PlanText, *, was: str | None) -> str:
    """What a draft says besides its sentences, and the digest of it all. What the old text came to is forgotten,
    and so are its signatures. `was`: as in `draft_plan`. The new digest.
    """
    digest = digest_of(text)
    head = (text.name, text.effective_on, text.basis, text.point_of_no_return, digest)
    with said_in_words():
        sql.run("select redraft_from(%s::int, %s, %s, %s::date, %s, %s::date, %s)", (plan, was, *head))
    return digest


def write_sentences(plan: int, sentences: Mapping[int, Transition]) -> None:
    """Write each sentence under its number, over what stands there."""
    rows = [
        {"no": no, "field": None, "basis": "", "archive": ""} | transition_document(sentence)
        for no, sentence in sentences.items()
    ]
    sql.run(
        "insert into transition (plan, no, kind, source, target, field, basis, archive)"
        " select %s, r.no, r.kind, r.source, r.target, r.field, r.basis, r.archive from jsonb_to_recordset(%s)"
        " as r(no int, kind text, source jsonb, target jsonb, field text, basis text, archive text)"
        " on conflict (plan, no) do update set kind = excluded.kind, source = excluded.source,"
        " target = excluded.target, field = excluded.field, basis = excluded.basis, archive = excluded.archive",
        (plan, Jsonb(rows)),
    )


def faults_of(text: PlanText) -> list[PlanFault]:
    return faults(text, facts_for(text))


@official_act
def prepare_plan(plan: int, *, by: Actor) -> Answer:
    """Put the plan's areas, units and parts into the registry beyond all dates, and compile what it comes to.

    From here on people can be posted to the new units and open items refined to parts.
    """
    by.require("plan_reorganisation")
    text = plan_text(plan)
    with said_in_words():
        outcome = _prepared(plan, text)
    if not outcome.holdings:
        raise changes_nothing()
    append_line("plan.prepared", {"plan": plan, "holdings": len(outcome.holdings)}, by=by)
    return {"plan": plan, **_counts(outcome)}


def _prepared(plan: int, text: PlanText) -> Outcome:
    """Prepare what is not there yet; the outcome, written down. Reads the registry again only after a change."""
    reading = Reading(text, facts_for(text))
    open_faults = [fault for fault in faults_in(reading) if fault.blocks]
    if open_faults:
        raise has_faults(open_faults)
    for function, wanted in (("prepare_areas", _areas), ("prepare_units", _units), ("prepare_parts", _parts)):
        rows = wanted(reading)
        if rows:
            sql.run(f"select {function}(%s::int, %s)", (plan, Jsonb(rows)))
            reading = Reading(text, facts_for(text))
    outcome = rules.outcome(reading)
    sql.run("select settle_plan(%s::int, %s)", (plan, Jsonb(_written(outcome))))
    sql.run("select settle_archives(%s::int, %s)", (plan, Jsonb(outcome.archives)))
    return outcome


def _areas(reading: Reading) -> list[dict[str, Any]]:
    return [
        _area(label, target)
        for label, target in reading.targets.items()
        if (known := reading.area_of(label)) is None or known.name != target.name
    ]


def _parts(reading: Reading) -> list[dict[str, Any]]:
    wanted = [
        {"parent": part.parent, "area": rules.place_of(reading, part), "field": part.field}
        for part in rules.new_parts(reading)
    ]
    return [row for row in wanted if (row["parent"], row["area"], row["field"]) not in reading.parts]


def _area(label: str, target: Target) -> dict[str, Any]:
    return {
        "label": label, "code": target.code, "rank": target.rank, "name": target.name, "kind": kind_of(target.name),
        "folded": fold(target.name), "province": target.province or None,
    }  # fmt: skip


def _units(reading: Reading) -> list[dict[str, Any]]:
    """Missing bodies of the new areas; of an area without territory yet, one row at least."""
    return [row for label in reading.targets for row in _bodies(reading, label)]


def _bodies(reading: Reading, label: str) -> Iterator[dict[str, Any]]:
    target, area = reading.targets[label], reading.area_of(label)
    assert area is not None
    known = reading.units_of[area.id]
    bodies = ("",) if target.unit else tuple(body for body in target.bodies if body not in known)
    if target.unit and area.id in reading.territory:
        return
    for body in bodies:
        name, short_name, abbreviation = body_names(body, target.name) if body else ("", "", "")
        yield {
            "area": area.id, "code": target.code, "body": body, "name": name, "short_name": short_name,
            "abbreviation": abbreviation, "superior": "H29-TU" if body == "dang_uy" else "H29",
            "basis": reading.text.basis if body == "ubnd" else "",
            "side": "party" if body in PARTY_BODIES else "government", "held_by": target.unit,
        }  # fmt: skip


def _written(outcome: Outcome) -> dict[str, Any]:
    return {
        "areas_begin": outcome.areas_begin, "areas_end": outcome.areas_end,
        "units_begin": outcome.units_begin, "units_end": outcome.units_end, "heirs": outcome.heirs,
        "holdings": [(h.jurisdiction, h.unit, h.reversal_unit, h.is_new) for h in outcome.holdings],
    }  # fmt: skip


def _counts(outcome: Outcome) -> dict[str, int]:
    return {
        "areas_begin": len(outcome.areas_begin), "areas_end": len(outcome.areas_end),
        "units_begin": len(outcome.units_begin), "units_end": len(outcome.units_end),
        "handed_over": sum(not held.is_new for held in outcome.holdings),
        "begun": sum(held.is_new for held in outcome.holdings),
    }  # fmt: skip


@official_act
def approve_plan(plan: int, *, digest: str, sources: int | None = None, by: Actor) -> Answer:
    """Sign exactly this text. With the second person's signature it becomes rows of the registry, dated ahead; with the
    first that is rehearsed, so that nobody signs what cannot be carried out.

    `sources`: how many places that give the signer counted in the decision itself, as every page asks; another number
    than the text's is refused as `plan_sources_differ`. None where nobody reads: in trials, from the command line.
    """
    by.require("sign_reorganisation")
    if sources is not None and (standing := len(plan_text(plan).giving)) != sources:
        raise counted_otherwise(sources, standing)
    if has_signed(plan, digest, by):
        raise Refusal("already_signed", "Bạn đã ký đúng văn bản này. Còn cần chữ ký của một người khác.")
    with said_in_words():
        signers = sql.only_value(int, "select sign_plan(%s::int, %s::int, %s)", (plan, by.mandate, digest))
        facts = {"plan": plan, "digest": digest, "signers": signers}
        append_line("plan.signed", facts | ({} if sources is None else {"sources": sources}), by=by)
        if signers < SIGNERS:
            _carry_out("rehearse_plan", plan, digest)
            return {"plan": plan, "state": "draft", "signers": signers}
        changed = _carry_out("commit_plan", plan, digest)
        append_line("plan.approved", {"plan": plan, "holdings": changed}, by=by)
        return {"plan": plan, "signers": signers, "state": "approved", "holdings": changed}


def _carry_out(function: Literal["commit_plan", "rehearse_plan"], plan: int, digest: str) -> Any:
    """What was previewed, if nothing came in between; else compiled again: handed over too, or a fault is named."""
    text = plan_text(plan)
    if digest_of(text) != digest:
        raise text_changed()
    try:
        return _called(function, plan)
    except Refusal as worn:
        if worn.code not in OUT_OF_DATE:
            raise
        _prepared(plan, text)
        return _called(function, plan)


def _called(function: str, plan: int) -> Any:
    with said_in_words(), transaction.atomic():
        return sql.value(object, f"select {function}(%s::int)", (plan,))


@official_act
def reverse_plan(plan: int, *, by: Actor) -> Answer:
    """Give responsibility back, before the point of no return. What was done meanwhile stays done."""
    by.require("sign_reorganisation")
    with said_in_words():
        on = sql.only_value(date, "select reverse_plan(%s::int)", (plan,))
    append_line("plan.reversed", {"plan": plan, "on": on.isoformat()}, by=by)
    return {"plan": plan, "state": "reversed", "on": on.isoformat()}


@official_act
def flip_plans(*, by: Actor) -> Answer:
    """Write down that approved plans' dates have come. Nothing waits for this: holdings carry their dates."""
    by.require("plan_reorganisation")
    flipped = sql.only_value(int, "select flip_plans()")
    append_line("plan.flipped", {"plans": flipped}, by=by)
    return {"flipped": flipped}


@contextmanager
def said_in_words() -> Iterator[None]:
    """What the owner's functions refuse, as a refusal with a sentence."""
    try:
        yield
    except (errors.CheckViolation, errors.UniqueViolation, DatabaseError) as refusal:
        cause = refusal.__cause__ or refusal
        diag = getattr(cause, "diag", None)
        worded = refused(diag.constraint_name or "", diag.message_primary or "") if diag else None
        if worded is None:
            raise
        raise worded from refusal
