"""Reads of plans, and of the registry as a plan needs it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.reorganisation.plans.files import text_of, transition_of
from lienthong.reorganisation.plans.terms import AreaFact, BasketFact, Facts, PlanText, Transition, UnitFact

ROOM = "lienthong.reorganisation.plans"


@dataclass(frozen=True, slots=True)
class PlanView:
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
    signers: tuple[str, ...]
    """Names of those who signed the present text."""


def plan(number: int) -> PlanView:
    found = [view for view in plans() if view.id == number]
    if not found:
        raise NotFound
    return found[0]


def plans() -> list[PlanView]:
    """Newest first. The state is that of the day: an approved plan whose date has come has flipped."""
    return [
        PlanView(**row._asdict() | {"signers": tuple(row.signers)})
        for row in sql.rows(sql.named(ROOM, "plans"))
    ]


def has_signed(plan: int, digest: str, actor: Actor) -> bool:
    """This person, under whatever mandate; two people may have one name."""
    return bool(
        sql.one(
            "select exists (select from plan_signature s join plan p on p.id = s.plan where s.plan = %s"
            " and p.state = 'draft' and s.digest = %s and s.person = %s)",
            (plan, digest, actor.person),
        )
    )


def plan_text(number: int) -> PlanText:
    view = plan(number)
    rows = sql.rows(
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
    given = {"kind": kind, "field": field, "basis": basis, "archive": archive}
    return transition_of(0, given | {"source": json.loads(source), "target": json.loads(target)})


def facts_for(text: PlanText) -> Facts:
    """The registry on the eve of the date, as far as the plan speaks of it."""
    places = sorted({(s.rank, s.code) for t in text.transitions for s in t.sources if s.code})
    new = sorted({(t.rank, t.code) for tr in text.transitions for t in tr.targets if t.code})
    params: dict[str, Any] = {
        "day": text.effective_on,
        "ranks": [rank for rank, _ in places], "codes": [code for _, code in places],
        "new_ranks": [rank for rank, _ in new], "new_codes": [code for _, code in new],
    }  # fmt: skip
    areas = tuple(AreaFact(*row) for row in sql.rows(sql.named(ROOM, "facts_areas"), params))
    params["areas"] = [area.id for area in areas]
    units = tuple(UnitFact(*row) for row in sql.rows(sql.named(ROOM, "facts_units"), params))
    params["units"] = [unit.id for unit in units]
    baskets = tuple(BasketFact(*row) for row in sql.rows(sql.named(ROOM, "facts_baskets"), params))
    return Facts(areas, units, baskets)


def history(plan: int, verbs: list[str] | None, window: Mapping[str, int]) -> Any:
    """What was done to a plan, newest first: {counts: {verb: n}, rows}, the rows of these verbs, a window of them."""
    return sql.row(sql.named(ROOM, "history"), {"plan": plan, "verbs": verbs, **window})


def sees_everybody(actor: Actor) -> bool:
    """Whether every person of a plan is named to them: who plans or signs it."""
    return actor.can("plan_reorganisation") or actor.can("sign_reorganisation")
