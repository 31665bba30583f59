"""What a citizen holds of their item: a code to look up by and a secret of 100 bits, in one alphabet."""

import hashlib
import re
import secrets
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from lienthong.ground.database.passwords import citizens_key
from lienthong.kernel import reading
from lienthong.kernel.slip_secret import ALPHABET, grouped, secret_under, signs

__all__ = [
    "ALPHABET",
    "digest_of",
    "digests_of",
    "drawn",
    "grouped",
    "is_phone_end",
    "read",
    "secret_of",
    "typed",
]

_MISTAKEN = str.maketrans("OIL", "011")


def secret_of(item: UUID) -> str:
    """The secret of one item. Not stored anywhere: it follows from the item and a key that lies outside the
    database, so that a lost slip can be printed again while the item's row opens nothing."""
    return secret_under(_key(), item)


def drawn(length: int) -> str:
    """So many signs drawn at random, for a code."""
    return signs(secrets.randbits(5 * length), length)


def digest_of(secret: str) -> bytes:
    """What the database keeps of a secret."""
    return _digest(read(secret))


def digests_of(secret: str) -> tuple[bytes, ...]:
    """The digests a typed secret may be kept as: of its signs, and, for those given out while reports had letters of
    their own, of what was typed."""
    return tuple(dict.fromkeys((_digest(read(secret)), _digest(typed(secret)))))


def typed(text: str) -> str:
    """Letters and digits of what was typed: case, spaces and hyphens do not count."""
    return re.sub(r"[^0-9A-Z]", "", reading.code(text))


def read(text: str) -> str:
    """What was typed as signs of the alphabet: O is 0, I and L are 1."""
    return typed(text).translate(_MISTAKEN)


def is_phone_end(secret: str) -> bool:
    """The last four digits of a telephone number in the place of the secret."""
    return reading.phone_end(secret) is not None


def _digest(plain: str) -> bytes:
    return hashlib.sha256(plain.encode()).digest()


@cache
def _key() -> bytes:
    return citizens_key(Path(settings.HOME) / "secrets")
