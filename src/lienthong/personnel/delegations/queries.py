"""Reads of delegations. They belong to the body: whoever works there may read them, nobody else."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.personnel.delegations import rules
from lienthong.personnel.delegations.terms import HEADS, MAY_BE_DELEGATE, Holder, Paper, Standing

ROOM = "lienthong.personnel.delegations"


@dataclass(frozen=True, slots=True)
class Given:
    """A delegation as the list shows it."""

    id: UUID
    form: str
    covers: tuple[str, ...]
    since: date
    until: date | None
    is_away: bool
    paper: Paper
    giver: str
    giver_title: str
    taker: str
    taker_title: str
    given_by: str
    given_at: datetime
    standing: str
    withdrawn_reason: str


class _StandingRow(NamedTuple):
    id: UUID
    form: str
    delegate: int
    covers: list[str]
    since: date
    until: date | None


class _ListedRow(NamedTuple):
    id: UUID
    form: str
    covers: list[str]
    since: date
    until: date | None
    is_away: bool
    paper_title: str
    paper_sign: str
    paper_on: date | None
    withdrawn_at: datetime | None
    withdrawn_reason: str
    given_at: datetime
    delegator: int
    giver: str
    giver_title: str
    delegate: int
    taker: str
    taker_title: str
    given_by: str
    is_lapsed: bool


class Candidate(NamedTuple):
    mandate: int
    name: str
    title: str
    role: str


def holder(mandate: int) -> Holder | None:
    return sql.row(
        Holder, sql.named(ROOM, "holders"), {"mandate": mandate, "unit": None, "heads": list(HEADS)}
    )


def head_of(unit: int) -> Holder | None:
    """Who heads the body today; None while the post is empty."""
    return sql.row(Holder, sql.named(ROOM, "holders"), {"mandate": None, "unit": unit, "heads": list(HEADS)})


def standing(delegator: int) -> list[Standing]:
    """What this head has given and not withdrawn, from today on. Of two who give at once one waits for the other."""
    sql.run("select pg_advisory_xact_lock(hashtext('delegation'), %s)", (delegator,))
    rows = sql.rows(_StandingRow, sql.named(ROOM, "standing"), {"delegator": delegator})
    return [Standing(row.id, row.form, row.delegate, tuple(row.covers), row.since, row.until) for row in rows]


def candidates(actor: Actor) -> list[Candidate]:
    params = {"unit": actor.unit, "roles": sorted(MAY_BE_DELEGATE)}
    return sql.rows(Candidate, sql.named(ROOM, "candidates"), params)


def delegations(actor: Actor, *, which: str = "") -> list[Given]:
    """The delegations of the actor's own body, newest first; `which`: one of STANDINGS, or all."""
    rows = sql.rows(_ListedRow, sql.named(ROOM, "listed"), {"unit": actor.unit})
    listed = [
        Given(
            id=row.id, form=row.form, covers=tuple(row.covers), since=row.since, until=row.until,
            is_away=row.is_away, paper=Paper(row.paper_title, row.paper_sign, row.paper_on),
            giver=row.giver, giver_title=row.giver_title, taker=row.taker, taker_title=row.taker_title,
            given_by=row.given_by, given_at=row.given_at, withdrawn_reason=row.withdrawn_reason,
            standing=rules.standing_of(
                withdrawn=row.withdrawn_at is not None, lapsed=row.is_lapsed, since=row.since,
                until=row.until, today=actor.day,
            ),
        )
        for row in rows
    ]  # fmt: skip
    return [delegation for delegation in listed if which in ("", delegation.standing)]
