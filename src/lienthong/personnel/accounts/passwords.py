"""Passwords: an Argon2id digest of what people type, whichever way their keyboard composes a letter."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from lienthong.kernel.refusals import Refusal

SHORTEST, LONGEST = 10, 200

# OWASP's second recommendation; the library's own defaults cost a third of a second of CPU at a busy counter.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """What is kept of it. Refused: `password_short`, `password_long`."""
    if len(password) < SHORTEST:
        raise Refusal(
            "password_short", f"Mật khẩu cần ít nhất {SHORTEST} ký tự.", status=422, field="password"
        )
    if len(password) > LONGEST:
        raise Refusal("password_long", f"Mật khẩu dài quá {LONGEST} ký tự.", status=422, field="password")
    return _HASHER.hash(_composed(password))


def matches(stored: str, password: str) -> bool:
    """One that was stored before letters were composed is asked for as it is typed too."""
    return _verifies(stored, _composed(password)) or (
        _composed(password) != password and _verifies(stored, password)
    )


def _verifies(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _composed(password: str) -> str:
    """«ậ» is one letter or three characters, as the system pleases: to whoever types it, it is the same."""
    return unicodedata.normalize("NFC", password)
