"""Who asks, from the secret they carry: a session's cookie or a machine's token."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from psycopg.types.json import Jsonb

from lienthong.ground import sql
from lienthong.ground.actor import API, PAGE, Actor, access_id
from lienthong.kernel import clock
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.decided.in_force import calendar_under
from lienthong.personnel.delegations.rules import abilities_today
from lienthong.personnel.terms import ABILITIES, LOOKS
from lienthong.units.terms import unit_ended

SESSION_LASTS = timedelta(hours=12)
"""However much it is used; unused it ends after `settings.SESSION_IDLE`."""

ASK = """
select standing, account, mandate, person, unit, seat, section, role, person_name, unit_name, unit_code, scope,
       reads, at, earlier, read_only, archives, title, delegated, in_charge,
       (select version from decided_head) as decided
from ask(%s, %s, %s)
"""


class AskingRow(NamedTuple):
    """Whether somebody may act, and who it is; of somebody `unknown` nothing more is known."""

    standing: str
    account: int | None
    mandate: int
    person: int
    unit: int
    seat: int | None
    section: str
    role: str
    person_name: str
    unit_name: str
    unit_code: str
    scope: list[int]
    reads: list[int]
    at: datetime
    earlier: dict[str, Any] | None
    read_only: bool
    archives: list[int]
    title: str
    delegated: list[str] | None
    in_charge: bool | None
    decided: UUID | None
    """The version of the decided days; see `decided.in_force`."""


class HeirRow(NamedTuple):
    code: str
    name: str


class Unauthenticated(Exception):
    """Nobody known is asking."""


class ChooseMandate(Exception):
    """Logged in, but not yet acting under a mandate."""


def digest_of(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def who_asks(secret: str, kind: str, key: str | None = None) -> tuple[Actor, dict[str, Any] | None]:
    """The actor behind the secret and the answers already given under `key`; sets the scope.

    `kind`: "session", "token", or "glance" – a session that is asked by the clock of a page, not by its person, which
    does not keep it from becoming idle.
    """
    digest = digest_of(secret)
    row = sql.only_row(AskingRow, ASK, (digest, kind, key))
    if row.standing == "unknown":
        raise Unauthenticated
    if row.standing == "choose":
        raise ChooseMandate
    if row.standing != "ok":
        raise _ended(row)
    return _actor(row, API if kind == "token" else PAGE, access_id(digest)), row.earlier


def _actor(row: AskingRow, through: str, access: int) -> Actor:
    delegated = frozenset(row.delegated or ())
    own = ABILITIES.get(row.role, LOOKS)
    abilities = abilities_today(row.role, own, delegated, in_charge=bool(row.in_charge))
    at = clock.local(row.at)
    return Actor(
        kind="officer",
        at=at,
        mandate=row.mandate,
        person=row.person,
        unit=row.unit,
        seat=row.seat,
        section=row.section,
        role=row.role,
        title=row.title,
        delegated=delegated,
        abilities=LOOKS if row.read_only else abilities,
        scope=tuple(sorted(row.scope)),
        reads=tuple(row.reads),
        archives=tuple(sorted(row.archives)),
        name=row.person_name,
        unit_name=row.unit_name,
        unit_code=row.unit_code,
        calendar=calendar_under(row.decided, at.date()),
        through=through,
        access=access,
    )


def _ended(row: AskingRow) -> Refusal:
    heirs = [
        {"code": code, "name": name}
        for code, name in sql.rows(HeirRow, "select * from heirs_of_unit(%s)", (row.unit,))
    ]
    if row.standing == "mandate_ended":
        return Refusal(
            "mandate_ended",
            f"Nhiệm vụ của bạn tại {row.unit_name} đã kết thúc. Công việc vẫn thuộc {row.unit_name}.",
            status=403,
            unit=row.unit_name,
            heirs=heirs,
        )
    if row.standing == "unit_not_begun":
        return Refusal(
            "unit_not_begun", f"{row.unit_name} chưa bắt đầu hoạt động theo ngày của hệ thống.", status=403
        )
    return unit_ended(row.unit_name, heirs)


def _grant(
    kind: str, *, mandate: int | None, account: int | None, label: str, expires_at: datetime, **more: Any
) -> str:
    secret = secrets.token_urlsafe(32)
    _open_access([_access(secret, kind, mandate, label, expires_at) | {"account": account, **more}])
    return secret


def _access(secret: str, kind: str, mandate: int | None, label: str, expires_at: datetime) -> dict[str, Any]:
    """A row of `access`, by the names of its columns."""
    digest, ends = f"\\x{digest_of(secret).hex()}", expires_at.isoformat()
    return {"digest": digest, "kind": kind, "mandate": mandate, "label": label, "expires_at": ends}


def _open_access(rows: list[dict[str, Any]]) -> None:
    """The owner's function says what may be given out; the application cannot write there by itself."""
    sql.run("select open_access(%s)", (Jsonb(rows),))


def begin_session(account: int, mandate: int | None) -> str:
    """The secret for the cookie; `mandate` when there is only one to choose."""
    now, idle = clock.real(), settings.SESSION_IDLE
    return _grant(
        "session",
        mandate=mandate,
        account=account,
        label="",
        expires_at=now + min(idle, SESSION_LASTS),
        idle=f"{idle.total_seconds()} seconds",
        ends_at=(now + SESSION_LASTS).isoformat(),
    )


HALF_LASTS = timedelta(minutes=10)


def begin_half(account: int) -> str:
    """What the password alone opens, where a code is asked too: nothing but the page that asks for it."""
    return _grant("half", mandate=None, account=account, label="", expires_at=clock.real() + HALF_LASTS)


def mint_token(mandate: int, label: str, *, lasts: timedelta, reader: bool = False) -> str:
    """A machine's token: 256 random bits, shown once, stored as a digest. A reader may only look."""
    return _grant(
        "reader" if reader else "token",
        mandate=mandate,
        account=None,
        label=label,
        expires_at=clock.real() + lasts,
    )


def mint_tokens(
    mandates: Sequence[int], label: str, *, lasts: timedelta, reader: bool = False
) -> dict[int, str]:
    """A token for each mandate, in one statement."""
    secret = {mandate: secrets.token_urlsafe(32) for mandate in mandates}
    kind, expires_at = "reader" if reader else "token", clock.real() + lasts
    _open_access([_access(token, kind, mandate, label, expires_at) for mandate, token in secret.items()])
    return secret


def forget_tokens(secret: Iterable[str]) -> None:
    sql.run("select end_access(d) from unnest(%s::bytea[]) d", ([digest_of(token) for token in secret],))


def end_access_labelled(label: str, *, within: timedelta = timedelta()) -> int:
    """What was given out under this name – tokens, readers, a round's pass – is over, at once or after `within` (real
    time) at the latest; how many there were.
    """
    return sql.only_value(int, "select end_access_labelled(%s, %s)", (label, within))


def mint_guest_pass(label: str, *, lasts: timedelta) -> str:
    """What the citizens of one trial round carry, so that one address may ask for all of them."""
    return _grant("guest", mandate=None, account=None, label=label, expires_at=clock.real() + lasts)
