"""Reads of accounts. They belong to the bodies whose administrators answer for them."""

from datetime import datetime
from typing import NamedTuple

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.text import fold
from lienthong.personnel.accounts.terms import BEYOND, Card

ROOM = "lienthong.personnel.accounts"
EVERYTHING = 1_000_000


class Listed(NamedTuple):
    """An account of a person of a body, as the list shows it; `total`: of all that the filter lets through."""

    account: int
    username: str
    person: int
    name: str
    state: str
    link_until: datetime | None
    sessions: int
    tokens: int
    unit_code: str
    unit_name: str
    section: str
    role: str
    title: str
    serves: bool
    total: int


class Counted(NamedTuple):
    state: str
    n: int


class OwnAccount(NamedTuple):
    """`sessions`: how many are open, this one among them."""

    account: int
    username: str
    sessions: int
    idle_minutes: int


class Unprovided(NamedTuple):
    """Somebody of the body who has no account."""

    person: int
    name: str
    title: str


class Places(NamedTuple):
    units: list[int]
    roles: list[str]


def reach(actor: Actor) -> set[int]:
    """The bodies whose people's accounts the actor answers for: their own; of the city's administrator those they
    oversee and the city's other agencies besides.
    """
    own = {actor.unit} if actor.unit else set()
    if not actor.can(BEYOND):
        return own
    params = {"unit": actor.unit, "seats": [*actor.scope, *actor.reads]}
    return own | set(sql.values(int, sql.named(ROOM, "reach"), params))


def accounts(
    actor: Actor,
    *,
    words: str = "",
    state: str | None = None,
    unit: str | None = None,
    account: int | None = None,
    offset: int = 0,
    limit: int = EVERYTHING,
) -> list[Listed]:
    """Body by body, by section and name. `unit`: a body's code; `words` are looked for in names and login names."""
    params = {
        **_narrowed(actor, words, unit),
        "state": state or None,
        "account": account,
        "offset": offset,
        "limit": limit,
    }
    return sql.rows(Listed, sql.named(ROOM, "listed"), params)


def counts(actor: Actor, *, words: str = "", unit: str | None = None) -> dict[str, int]:
    """State → how many accounts of the bodies in reach."""
    rows = sql.rows(Counted, sql.named(ROOM, "counted"), _narrowed(actor, words, unit))
    return {row.state: row.n for row in rows}


def _narrowed(actor: Actor, words: str, unit: str | None) -> dict[str, object]:
    return {"units": sorted(reach(actor)), "words": fold(words), "code": unit or None}


def card(account: int) -> Card | None:
    return sql.row(
        Card,
        "select account, username, person, name, is_active, has_password, units, roles from account_card(%s)",
        (account,),
    )


def own_account(session: bytes) -> OwnAccount:
    """Of whoever has this session (the digest of its secret)."""
    own = sql.row(
        OwnAccount,
        "select account, username, sessions, idle_minutes from own_account(%s)",
        (session,),
    )
    if own is None:
        raise NotFound
    return own


def has_factor(account: int) -> bool:
    return sql.only_value(bool, "select has_factor(%s)", (account,))


def account_named(username: str) -> int | None:
    return sql.value(int, "select id from account where username = %s", (username.strip().lower(),))


def unprovided(actor: Actor, code: str | None = None) -> list[Unprovided]:
    """Of the actor's own body, or of the one with this code among those the actor answers for."""
    params = {"units": sorted(reach(actor)), "own": actor.unit, "code": code or None}
    return sql.rows(Unprovided, sql.named(ROOM, "unprovided"), params)


def places_of(person: int) -> tuple[list[int], list[str]]:
    """Bodies and roles in which a person serves or is going to serve."""
    row = sql.only_row(Places, sql.named(ROOM, "places"), {"person": person})
    return row.units, row.roles
