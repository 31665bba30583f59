"""Reads about the people of a plan. Counts and names of office holders; no subject of any work."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypedDict

from psycopg.types.json import Jsonb

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.text import fold
from lienthong.pages.lists import window
from lienthong.personnel.terms import ABILITIES
from lienthong.reorganisation.people.terms import (
    BODY_NEEDS,
    HEAD_OF_BODY,
    NEED_LABELS,
    Hand,
    InHands,
    Known,
    Prepared,
)

ROOM = "lienthong.reorganisation.people"


class HandFacts(TypedDict):
    """`Hand` as JSON."""

    mandate: int
    person: int
    name: str
    title: str
    source: int
    source_name: str
    target: int
    target_name: str
    n: int
    late: int
    successor: int | None
    successor_name: str
    successor_title: str
    is_named: bool


class PreparedFacts(TypedDict):
    """`Prepared` as JSON."""

    unit: int
    code: str
    body: str
    name: str
    n: int
    temporary: int
    missing: list[str]


class HandsRow(NamedTuple):
    people: int
    without: int
    work: int
    may_go_on: bool
    rows: list[HandFacts]


class Candidate(NamedTuple):
    id: int
    name: str
    title: str
    section: str
    temporary: bool


class PreparedRow(NamedTuple):
    bodies: int
    lacking: int
    people: int
    rows: list[PreparedFacts]


class LeftBehind(NamedTuple):
    name: str
    reversed_on: date | None
    n: int


class StaffRow(NamedTuple):
    mandate: int
    name: str
    title: str
    section: str
    role: str
    temporary: bool
    basis: str
    starts_on: date
    username: str | None


class KnownUnit(NamedTuple):
    code: str
    body: str
    id: int
    name: str
    short_name: str
    area: str


class KnownAccount(NamedTuple):
    username: str
    name: str


def sees_all(actor: Actor) -> bool:
    return actor.can("plan_reorganisation") or actor.can("sign_reorganisation")


@dataclass(frozen=True, slots=True)
class Hands:
    """Of what the words match: rows, those without successor, items in hand; and a page of them."""

    people: int
    without: int
    work: int
    may_go_on: bool
    """Some of it is taken over by the asking unit and has a successor there."""
    rows: tuple[Hand, ...]


def hands_listed(
    plan: int, *, unit: int | None = None, words: str = "", only_without: bool = False,
    taker: int | None = None, page: int | None = None,
) -> Hands:  # fmt: skip
    """Those without successor first. `unit`: only work that it gives or takes. Without `page` all of them."""
    params = {
        "plan": plan, "unit": unit, "words": fold(words).strip(), "only": only_without, "taker": taker,
        **window(page),
    }  # fmt: skip
    listed = sql.only_row(HandsRow, sql.named(ROOM, "hands"), params)
    rows = tuple(Hand(**row) for row in listed.rows)
    return Hands(listed.people, listed.without, listed.work, listed.may_go_on, rows)


def hands(plan: int, *, unit: int | None = None, words: str = "") -> list[Hand]:
    return list(hands_listed(plan, unit=unit, words=words).rows)


def hands_of(
    actor: Actor, plan: int, words: str = "", *, only_without: bool = False, page: int | None = None
) -> Hands:
    """Planners and signers see the whole plan, others what their own body gives or takes."""
    unit = None if sees_all(actor) else actor.unit
    return hands_listed(plan, unit=unit, words=words, only_without=only_without, taker=actor.unit, page=page)


def hand_of(actor: Actor, plan: int, mandate: int, target: int) -> Hand:
    hand = next((h for h in hands_of(actor, plan).rows if (h.mandate, h.target) == (mandate, target)), None)
    if hand is None:
        raise NotFound
    return hand


def candidates(plan: int, unit: int) -> list[Candidate]:
    return sql.rows(Candidate, sql.named(ROOM, "candidates"), {"plan": plan, "unit": unit})


def in_hands(plan: int) -> InHands:
    """What a reconciliation says of it: people, items, and those without successor."""
    listed = hands(plan)
    alone = [hand for hand in listed if hand.successor is None]
    return {
        "people": len({hand.mandate for hand in listed}), "items": sum(hand.n for hand in listed),
        "people_without": len({hand.mandate for hand in alone}), "items_without": sum(hand.n for hand in alone),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Staffing:
    """Of what the words match: how many bodies, how many lack somebody, how many people; and a page of them."""

    bodies: int
    lacking: int
    people: int
    rows: tuple[Prepared, ...]


def staffing(plan: int, words: str = "", *, only_lacking: bool = False, page: int | None = None) -> Staffing:
    """Without `page` all of them."""
    params = {
        "plan": plan, "words": fold(words).strip(), "only": only_lacking, "needs": Jsonb(_needs()),
        "head": HEAD_OF_BODY, **window(page),
    }  # fmt: skip
    listed = sql.only_row(PreparedRow, sql.named(ROOM, "prepared"), params)
    rows = tuple(_prepared(row) for row in listed.rows)
    return Staffing(listed.bodies, listed.lacking, listed.people, rows)


def _prepared(row: PreparedFacts) -> Prepared:
    return Prepared(
        row["unit"], row["code"], row["body"], row["name"], row["n"], row["temporary"], tuple(row["missing"])
    )


def _needs() -> list[dict[str, object]]:
    """What a body of each kind needs, and the roles that can do it."""
    return [
        {"body": body, "no": no, "label": NEED_LABELS[need],
         "roles": [role for role, able in ABILITIES.items() if need in able]}
        for body, needs in BODY_NEEDS.items() for no, need in enumerate(needs)
    ]  # fmt: skip


def prepared(plan: int, words: str = "") -> list[Prepared]:
    return list(staffing(plan, words).rows)


def left_behind(plan: int) -> LeftBehind | None:
    """The reversed plan that had people for bodies this plan begins again, and how many are
    not prepared here yet; None if there is none."""
    return sql.row(LeftBehind, sql.named(ROOM, "left_behind"), {"plan": plan})


def staff(plan: int, unit: int) -> list[StaffRow]:
    return sql.rows(StaffRow, sql.named(ROOM, "staff"), {"plan": plan, "unit": unit})


def body(plan: int, unit: int) -> Prepared:
    prepared_body = next((row for row in prepared(plan) if row.unit == unit), None)
    if prepared_body is None:
        raise NotFound
    return prepared_body


def known(plan: int) -> Known:
    """What a staffing list is checked against."""
    units = sql.rows(
        KnownUnit,
        "select u.code, u.body, u.id, u.name, u.short_name, coalesce(a.name, '') as area from planned_unit p"
        " join unit u on u.id = p.unit left join area a on a.id = u.area where p.plan = %s and p.begins",
        (plan,),
    )
    accounts = sql.rows(
        KnownAccount, "select a.username, p.name from account a join person p on p.id = a.person"
    )
    return Known(
        {(row.code, row.body): row.id for row in units},
        {row.username: row.name for row in accounts},
        {row.id: (row.name, row.short_name, row.area) for row in units},
    )
