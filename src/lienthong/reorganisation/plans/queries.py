"""Reads of plans, and of the registry as a plan needs it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple, TypedDict

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.reorganisation.plans.terms import (
    AreaFact,
    Facts,
    JurisdictionFact,
    PlanText,
    Transition,
    UnitFact,
)
from lienthong.reorganisation.plans.texts.files import text_of, transition_of

ROOM = "lienthong.reorganisation.plans"


class TransitionRow(NamedTuple):
    kind: str
    source: str
    target: str
    field: str | None
    basis: str
    archive: str


class HistoryLine(TypedDict):
    at: str
    verb: str
    facts: dict[str, object]
    who: str | None
    title: str | None
    unit: str | None


class History(NamedTuple):
    counts: dict[str, int]
    """By verb."""
    rows: list[HistoryLine]


class PlanView(NamedTuple):
    id: int
    name: str
    effective_on: date
    basis: str
    state: str
    point_of_no_return: date
    digest: str
    made_at: datetime
    approved_at: datetime | None
    reversed_on: date | None
    signers: list[str]
    """Names of those who signed the present text."""


def plan(number: int) -> PlanView:
    views = [view for view in plans() if view.id == number]
    if not views:
        raise NotFound
    return views[0]


def plans() -> list[PlanView]:
    """Newest first. The state is that of the day: an approved plan whose date has come has flipped."""
    return sql.rows(PlanView, sql.named(ROOM, "plans"))


def has_signed(plan: int, digest: str, actor: Actor) -> bool:
    """This person, under whatever mandate; two people may have one name."""
    return sql.only_value(
        bool,
        "select exists (select from plan_signature s join plan p on p.id = s.plan where s.plan = %s"
        " and p.state = 'draft' and s.digest = %s and s.person = %s)",
        (plan, digest, actor.person),
    )


def plan_text(number: int) -> PlanText:
    view = plan(number)
    rows = sql.rows(
        TransitionRow,
        "select kind, source::text, target::text, field, basis, archive from transition where plan = %s order by no",
        (number,),
    )
    head = text_of({
        "name": view.name, "effective_on": view.effective_on, "basis": view.basis,
        "point_of_no_return": view.point_of_no_return, "transitions": [],
    })  # fmt: skip
    return replace(head, transitions=tuple(_sentence(*row) for row in rows))


@lru_cache(maxsize=8192)
def _sentence(kind: str, source: str, target: str, field: str | None, basis: str, archive: str) -> Transition:
    """Remembered by what it says: of a plan of thousands one sentence changes at a time."""
    document = {"kind": kind, "field": field, "basis": basis, "archive": archive}
    return transition_of(0, document | {"source": json.loads(source), "target": json.loads(target)})


def area_names(text: PlanText) -> dict[tuple[str, str], str]:
    """By rank and code: how the areas are called that give in this plan, on the eve of its date."""
    rows = sql.rows(AreaFact, sql.named(ROOM, "facts_areas"), _spoken_of(text))
    return {(row.rank, row.code): row.name for row in rows if not row.prepared}


def facts_for(text: PlanText) -> Facts:
    """The registry on the eve of the date, as far as the plan speaks of it."""
    params = _spoken_of(text)
    areas = tuple(sql.rows(AreaFact, sql.named(ROOM, "facts_areas"), params))
    params["areas"] = [area.id for area in areas]
    units = tuple(sql.rows(UnitFact, sql.named(ROOM, "facts_units"), params))
    params["units"] = [unit.id for unit in units]
    jurisdictions = tuple(sql.rows(JurisdictionFact, sql.named(ROOM, "facts_jurisdictions"), params))
    return Facts(areas, units, jurisdictions)


def _spoken_of(text: PlanText) -> dict[str, object]:
    places = sorted({(s.rank, s.code) for t in text.transitions for s in t.sources if s.code})
    new = sorted({(t.rank, t.code) for tr in text.transitions for t in tr.targets if t.code})
    return {
        "day": text.effective_on,
        "ranks": [rank for rank, _ in places], "codes": [code for _, code in places],
        "new_ranks": [rank for rank, _ in new], "new_codes": [code for _, code in new],
    }  # fmt: skip


def history(plan: int, verbs: list[str] | None, window: Mapping[str, int]) -> History:
    """What was done to a plan, newest first; of these verbs, a window of them."""
    return sql.only_row(History, sql.named(ROOM, "history"), {"plan": plan, "verbs": verbs, **window})


def sees_everybody(actor: Actor) -> bool:
    """Whether every person of a plan is named to them: who plans or signs it."""
    return actor.can("plan_reorganisation") or actor.can("sign_reorganisation")
