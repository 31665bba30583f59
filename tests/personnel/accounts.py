"""Accounts as tests need them: whose is whose, a link, what of it is open."""

from uuid import uuid4

from lienthong.ground.actor import Actor
from lienthong.ground.acts import opening
from lienthong.personnel.accounts import actions
from lienthong.personnel.asking import digest_of
from lienthong.personnel.login import hash_password, log_in
from tests import cast, sql

PASSWORD = "một mật khẩu đủ dài"
ADDRESS = "10.0.0.9"


def account_of(actor: Actor) -> int:
    account: int = sql.one("select id from account where person = %s", (actor.person,))
    return account


def username_of(actor: Actor) -> str:
    username: str = sql.one("select username from account where person = %s", (actor.person,))
    return username


def with_password(actor: Actor, password: str = PASSWORD) -> str:
    """The name to log in with."""
    sql.run("reset role")
    sql.run("update account set password = %s where person = %s", (hash_password(password), actor.person))
    sql.run("set local role lienthong_app")
    return username_of(actor)


def logged_in(actor: Actor, password: str = PASSWORD) -> str:
    return log_in(username_of(actor), password, address=ADDRESS).secret


def reset(actor: Actor, *, by: Actor | None = None) -> str:
    """The secret of the link."""
    secret = uuid4().hex + uuid4().hex
    actions.reset_account(account_of(actor), link=digest_of(secret).hex(), by=by or administrator())
    return secret


def administrator() -> Actor:
    return cast.officer("chanh_van_phong")


def lines(verb: str) -> int:
    """How often the journal says it, read by whoever may."""
    sql.run("reset role")
    n: int = sql.one("select count(*) from journal where verb = %s", (verb,))
    sql.run("set local role lienthong_app")
    return n


def stranger() -> Actor:
    return Actor("citizen", at=cast.an().at, door="password-link")


def set_password(secret: str, password: str) -> None:
    with opening(stranger()) as here:
        actions.set_password(link=digest_of(secret), password=password, by=here.actor)
