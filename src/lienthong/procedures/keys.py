"""What a citizen holds to see their dossier: a code to look up by and a secret of 100 bits."""

import hashlib
import re
import secrets
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from lienthong.ground.database.passwords import password

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: nothing that is mistaken for something else when read aloud or copied by hand."""

_MISTAKEN = str.maketrans("OIL", "011")
_SECRET_LENGTH = 20
_CODE_LENGTH = 10
PREFIX = "HS"


def lookup_code() -> str:
    return f"{PREFIX}-{_written(secrets.randbits(5 * _CODE_LENGTH), _CODE_LENGTH)}"


def secret_of(item: UUID) -> str:
    """The secret of one item. Not stored anywhere: it follows from the item and a key that lies outside the
    database, so that a lost slip can be printed again while the dossier's row opens nothing."""
    digest = hashlib.blake2b(item.bytes, key=_key(), digest_size=13).digest()
    return _written(int.from_bytes(digest, "big"), _SECRET_LENGTH)


def digest_of(secret: str) -> bytes:
    """What the database keeps of a secret."""
    return hashlib.sha256(_plain(secret).encode()).digest()


def spelt(code: str) -> str:
    """A code as it was given out, whatever the citizen's way of typing it."""
    plain = re.sub(r"[^0-9A-Z]", "", code.upper())
    if plain.startswith(PREFIX) and len(plain) == len(PREFIX) + _CODE_LENGTH:
        return f"{PREFIX}-{_grouped(plain[len(PREFIX) :].translate(_MISTAKEN))}"
    return code.strip().upper()


def _plain(secret: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", secret.upper()).translate(_MISTAKEN)


def _written(bits: int, length: int) -> str:
    """Five bits to a sign, the lowest first."""
    return _grouped("".join(_SIGNS[bits >> 5 * place & 31] for place in range(length)))


def _grouped(signs: str) -> str:
    return "-".join(signs[at : at + 5] for at in range(0, len(signs), 5))


@cache
def _key() -> bytes:
    return password(Path(settings.HOME) / "secrets", "citizens").encode()
