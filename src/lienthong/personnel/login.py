"""Logging in: a name and a password against an Argon2id digest, then a session under one mandate."""

from datetime import date
from typing import Literal, NamedTuple

from django.conf import settings
from django.db import transaction

from lienthong.ground import sql
from lienthong.ground.limits import count_attempts, take_back_attempts
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.accounts.passwords import hash_password as hash_password
from lienthong.personnel.accounts.passwords import matches
from lienthong.personnel.accounts.rules import is_factor_asked
from lienthong.personnel.asking import begin_half, begin_session, digest_of
from lienthong.personnel.queries import mandates_of

NOBODYS = hash_password("nobody has this one")


class AccountRow(NamedTuple):
    id: int
    password: str


class LoggedIn(NamedTuple):
    """A session's secret – or, where `asks` says what is missing, one that opens nothing but the page that asks it."""

    secret: str
    asks: Literal["", "code", "enrolment"]


def log_in(username: str, password: str, *, address: str) -> LoggedIn:
    """By name and password. An unknown name and a wrong password take as long and are told alike.

    Call it outside a transaction: a try is counted for good before the password is looked at, under the name by which
    the account is found, whatever the spelling – from this address, from anywhere, and of this address for anybody –
    and no longer once the password was right.
    """
    name = username.strip().lower()
    tries = (("login", f"{address}|{name}"), ("login-name", name), ("login-address", address))
    with transaction.atomic():
        count_attempts(*tries)
        account = sql.row(
            AccountRow, "select id, password from account where username = %s and active", (name,)
        )
    if not matches(account.password if account and account.password else NOBODYS, password) or not account:
        raise Refusal("login_failed", "Tên đăng nhập hoặc mật khẩu không đúng.", status=403, field="password")
    with transaction.atomic():
        take_back_attempts(*tries)
        missing = _missing(account.id)
        return LoggedIn(begin_half(account.id) if missing else session_of(account.id), missing)


def session_of(account: int) -> str:
    """The session's secret, under the one mandate there is, or to choose one."""
    mandates = mandates_of(account)
    only = mandates[0].id if len(mandates) == 1 else None
    return begin_session(account, only if mandates else _last_mandate(account))


class _RolesRow(NamedTuple):
    has_factor: bool
    roles: list[str]
    today: date


def _missing(account: int) -> Literal["", "code", "enrolment"]:
    row = sql.only_row(
        _RolesRow,
        "select has_factor(%s) as has_factor, array(select p.role from account a"
        " join mandate m on m.person = a.person and m.during @> world_today() join post p on p.id = m.post"
        " where a.id = %s) as roles, world_today() as today",
        (account, account),
    )
    if row.has_factor:
        return "code"
    return "enrolment" if is_factor_asked(settings.SECOND_FACTOR, row.roles, row.today) else ""


def knows_password(account: int, password: str) -> bool:
    """Whether this is the account's password: asked again before it is changed."""
    stored = sql.value(str, "select password from account where id = %s", (account,))
    return matches(stored or NOBODYS, password)


def _last_mandate(account: int) -> int | None:
    """Under an ended mandate a person is still told who has the work now."""
    return sql.value(
        int,
        "select m.id from account a join mandate m on m.person = a.person where a.id = %s"
        " order by upper(m.during) desc nulls first, m.id desc limit 1",
        (account,),
    )


def log_out(secret: str) -> None:
    sql.run("select end_access(%s)", (digest_of(secret),))


def choose(secret: str, mandate: int) -> bool:
    """Act under this mandate of one's own from now on; False: it is another's, or nobody's session."""
    return sql.value(bool, "select choose_mandate(%s, %s)", (digest_of(secret), mandate)) is True
