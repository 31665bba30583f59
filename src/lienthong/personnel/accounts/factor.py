"""The second factor: a code of six digits that changes every 30 seconds (RFC 6238), and codes to recover with.

The application reads a secret only for whoever has just given the password or is logged in (a digest of theirs is asked
for); a code counts once.
"""

import hashlib
import hmac
import secrets
import unicodedata
from typing import NamedTuple

import pyotp

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel import clock
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.accounts.lines import under_own_body

ISSUER = "Liên Thông"
PERIOD_SECONDS = 30
DRIFT_STEPS = 1
"""A telephone's clock may be so many steps off, before or behind."""

RECOVERY_CODES = 10
RECOVERY_LENGTH = 12
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is mistaken for another: 12 of them are 59 bits."""


class Factor(NamedTuple):
    """Of the account of whoever asks. `pending`: a secret that was shown and not yet proved."""

    account: int
    username: str
    secret: str | None
    pending: str | None
    codes_left: int


def factor_of(holder: bytes) -> Factor:
    """`holder`: the digest of a session's secret, or of what the password alone opened. Not found: nobody's."""
    factor = sql.row(
        Factor, "select account, username, secret, pending, codes_left from factor_of(%s)", (holder,)
    )
    if factor is None:
        raise NotFound
    return factor


def begin_factor(holder: bytes) -> str:
    """A new secret to be proved. One that was shown before is worth nothing: somebody else may have seen it."""
    secret = pyotp.random_base32()
    sql.run("select begin_factor(%s, %s)", (holder, secret))
    return secret


def provisioning_uri(secret: str, username: str) -> str:
    """What the telephone reads from the picture."""
    return pyotp.TOTP(secret, interval=PERIOD_SECONDS).provisioning_uri(name=username, issuer_name=ISSUER)


def step_of(secret: str, code: str) -> int | None:
    """The step of time this is the code of, among now and its neighbours; None: of none."""
    now = int(clock.real().timestamp())
    totp = pyotp.TOTP(secret, interval=PERIOD_SECONDS)
    for drift in range(-DRIFT_STEPS, DRIFT_STEPS + 1):
        at = now + drift * PERIOD_SECONDS
        if hmac.compare_digest(totp.at(at).encode(), code.encode()):
            return at // PERIOD_SECONDS
    return None


def recovery_digest(code: str) -> bytes:
    """However it is typed: blanks, dashes and capitals say nothing."""
    plain = "".join(letter for letter in code.lower() if letter in _LETTERS)
    return hashlib.sha256(plain.encode()).digest()


def fresh_recovery_codes() -> list[str]:
    return ["".join(secrets.choice(_LETTERS) for _ in range(RECOVERY_LENGTH)) for _ in range(RECOVERY_CODES)]


def wrong_code() -> Refusal:
    return Refusal(
        "factor_code_wrong",
        "Mã không đúng hoặc đã dùng. Hãy chờ mã kế tiếp trên điện thoại rồi nhập lại.",
        status=422,
        field="code",
    )


@official_act
def confirm_factor(*, holder: bytes, code: str, recovery: list[bytes], by: Actor) -> Answer:
    """The telephone shows the right code for the secret it was given: from now on it is asked at every login. Codes to
    recover with, known by digest, take the place of earlier ones. Without a key: nothing of it is to be kept.
    """
    factor, plain = factor_of(holder), "".join(unicodedata.normalize("NFKC", code).split())
    step = step_of(factor.pending, plain) if factor.pending else None
    if step is None or not sql.value(bool, "select confirm_factor(%s, %s, %s)", (holder, step, recovery)):
        raise wrong_code()
    append_line("account.factor_added", {"account": factor.account}, by=under_own_body(factor.account, by))
    return {"account": factor.account}


def pass_factor(*, holder: bytes, code: str, by: Actor) -> None:
    """A code of the telephone, once, or a code to recover with, once. Refused: `factor_code_wrong`."""
    plain = "".join(unicodedata.normalize("NFKC", code).split())
    if not (len(plain) == 6 and plain.isascii() and plain.isdigit()):
        use_recovery_code(holder=holder, code=plain, by=by)
        return
    factor = factor_of(holder)
    step = step_of(factor.secret, plain) if factor.secret else None
    if step is None or not sql.value(bool, "select use_factor(%s, %s)", (holder, step)):
        raise wrong_code()


@official_act
def use_recovery_code(*, holder: bytes, code: str, by: Actor) -> Answer:
    """In place of the telephone's: it is used up. Without a key."""
    factor = factor_of(holder)
    if not sql.value(bool, "select use_recovery(%s, %s)", (holder, recovery_digest(code))):
        raise wrong_code()
    append_line("account.recovered", {"account": factor.account}, by=under_own_body(factor.account, by))
    return {"account": factor.account}
