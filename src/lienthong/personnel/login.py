"""Logging in: a name and a password against an Argon2id digest, then a session under one mandate."""

from typing import NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from lienthong.ground import sql
from lienthong.ground.limits import count_attempt
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.asking import begin_session, digest_of
from lienthong.personnel.queries import mandates_of

# OWASP's second recommendation; the library's own defaults cost a third of a second of CPU at a busy counter.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODYS = _HASHER.hash("nobody has this one")


class AccountRow(NamedTuple):
    id: int
    password: str


def hash_password(password: str) -> str:
    if len(password) < 10:
        raise Refusal("password_short", "Mật khẩu cần ít nhất 10 ký tự.", status=422, field="password")
    return _HASHER.hash(password)


def log_in(username: str, password: str, *, address: str) -> str:
    """The session's secret. An unknown name and a wrong password take as long and are told alike."""
    count_attempt("login", f"{address}|{username}")
    account = sql.row(
        AccountRow,
        "select account as id, password from login_of(%s)",
        (username.strip().lower(),),
    )
    if not _matches(account.password if account and account.password else _NOBODYS, password) or not account:
        raise Refusal("login_failed", "Tên đăng nhập hoặc mật khẩu không đúng.", status=403, field="password")
    mandates = mandates_of(account.id)
    only = mandates[0].id if len(mandates) == 1 else None
    return begin_session(account.id, only if mandates else _last_mandate(account.id))


def _matches(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


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
    """Act under this mandate of one's own from now on."""
    return sql.only_value(bool, "select choose_mandate(%s, %s)", (digest_of(secret), mandate))
