"""Official acts on accounts: access is given, taken back and given again. A secret never goes through an act's answer,
which is kept: a link is known here by its digest only.
"""

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.accounts import queries, rules
from lienthong.personnel.accounts.lines import under_own_body
from lienthong.personnel.accounts.passwords import hash_password
from lienthong.personnel.accounts.terms import LINK_LASTS, Card, Reason

ABILITY = "manage_accounts"


@official_act
def give_account(*, person: int, username: str, link: str, by: Actor) -> Answer:
    """An account for somebody of a body the actor answers for, with a link to set its password; `link`: the digest of
    its secret, in hex. Refused: a name that is none or taken, somebody who has an account.
    """
    by.require(ABILITY)
    rules.check_username(username)
    units, roles = queries.places_of(person)
    rules.check_may(by.role, queries.reach(by), units, roles)
    account = sql.value(int, "select give_account(%s, %s)", (person, username))
    if account is None:
        raise Refusal(
            "account_exists",
            "Tên đăng nhập đã có người dùng, hoặc người này đã có tài khoản.",
            field="username",
        )
    _begin_reset(account, link)
    append_line("account.given", {"account": account, "person": person}, by=by)
    return {"account": account, "username": username}


@official_act
def reset_account(account: int, *, link: str, by: Actor) -> Answer:
    """From now on only whoever has the new link gets in, once: password, sessions, tokens and earlier links are over.
    Refused of a stopped account.
    """
    card = _within_reach(account, by)
    rules.check_active(card)
    ended = _end_access(account)
    _begin_reset(account, link)
    append_line("account.reset", {"account": account, "ended": ended}, by=by)
    return {"account": account, "username": card.username}


@official_act
def stop_account(account: int, *, reason: Reason, by: Actor) -> Answer:
    """Nobody logs in with it, and what was open ends at once. Refused: one's own, one that is stopped."""
    check_stopping(account, by)
    ended = _end_access(account)
    sql.run("select set_account_active(%s, false)", (account,))
    append_line("account.stopped", {"account": account, "reason": reason, "ended": ended}, by=by)
    return {"account": account, "state": "stopped", "ended": ended}


def check_stopping(account: int, by: Actor) -> None:
    """Whether this person may stop it as it stands."""
    card = _within_reach(account, by)
    rules.check_not_own(card, by.person)
    if not card.is_active:
        raise Refusal("account_stopped_already", "Tài khoản này đã ngừng.")


@official_act
def reopen_account(account: int, *, by: Actor) -> Answer:
    """With the password it had. Refused of one that is not stopped."""
    _within_reach(account, by)
    if not sql.value(bool, "select set_account_active(%s, true)", (account,)):
        raise Refusal("account_not_stopped", "Tài khoản này đang dùng được.")
    append_line("account.reopened", {"account": account}, by=by)
    return {"account": account, "state": "reopened"}


@official_act
def end_access(account: int, *, by: Actor) -> Answer:
    """Sessions, tokens and links are over; the password stays."""
    _within_reach(account, by)
    ended = _end_access(account)
    append_line("account.access_ended", {"account": account, "ended": ended}, by=by)
    return {"account": account, "ended": ended}


@official_act
def remove_factor(account: int, *, by: Actor) -> Answer:
    """Of somebody who lost telephone and codes: the password alone lets in again, until a role asks for another one.
    What was open ends. Refused where there is none.
    """
    _within_reach(account, by)
    if not sql.value(bool, "select forget_factor(%s)", (account,)):
        raise Refusal("no_factor", "Tài khoản này chưa bật xác thực hai lớp.")
    ended = _end_access(account)
    append_line("account.factor_removed", {"account": account, "ended": ended}, by=by)
    return {"account": account, "state": "removed", "ended": ended}


@official_act
def set_password(*, link: bytes, password: str, by: Actor) -> Answer:
    """By whoever holds a link, once; `link`: the digest of its secret. Refused: `link_over`, and as `hash_password`.

    To be called without a key: an answer that is kept would carry a digest of the password.
    """
    account = sql.value(int, "select set_password_by_link(%s, %s)", (link, hash_password(password)))
    if account is None:
        raise Refusal(
            "link_over",
            "Mã này đã dùng, đã hết hạn hoặc không đúng. Xin đề nghị người quản trị cấp lại.",
            field="secret",
        )
    append_line("account.password_set", {"account": account}, by=under_own_body(account, by))
    return {"account": account}


@official_act
def change_password(*, session: bytes, password: str, by: Actor) -> Answer:
    """One's own, after the old one was asked for; other sessions of the account end. Without a key, as above."""
    account = sql.value(int, "select set_own_password(%s, %s)", (session, hash_password(password)))
    if account is None:
        raise NotFound
    ended = sql.only_value(int, "select end_other_sessions(%s)", (session,))
    append_line("account.password_changed", {"account": account, "ended": ended}, by=by)
    return {"account": account, "ended": ended}


@official_act
def end_own_sessions(*, session: bytes, by: Actor) -> Answer:
    """All but this one of whoever is logged in, and links of the account."""
    account = queries.own_account(session).account
    ended = sql.only_value(int, "select end_other_sessions(%s)", (session,))
    append_line("account.access_ended", {"account": account, "ended": ended}, by=by)
    return {"account": account, "ended": ended}


def _within_reach(account: int, by: Actor) -> Card:
    by.require(ABILITY)
    card = queries.card(account)
    if card is None:
        raise NotFound
    rules.check_may(by.role, queries.reach(by), card.units, card.roles)
    return card


def _end_access(account: int) -> int:
    return sql.only_value(int, "select end_access_of(%s)", (account,))


def _begin_reset(account: int, link: str) -> None:
    sql.run("select begin_reset(%s, %s, %s)", (account, bytes.fromhex(link), LINK_LASTS))
