"""The secret on a citizen's slip: it follows from the item and a key, so that it need be kept nowhere."""

import hashlib
from uuid import UUID

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's, five bits a sign: nothing that is mistaken for something else when read aloud or copied by hand."""

LENGTH = 20
"""Signs: 100 bits."""


def secret_under(key: bytes, item: UUID) -> str:
    """In groups of five, as it is written for people."""
    digest = hashlib.blake2b(item.bytes, key=key, digest_size=13).digest()
    return grouped(signs(int.from_bytes(digest, "big"), LENGTH))


def signs(bits: int, length: int) -> str:
    """Five bits to a sign, the lowest first."""
    return "".join(ALPHABET[bits >> 5 * place & 31] for place in range(length))


def grouped(text: str) -> str:
    return "-".join(text[at : at + 5] for at in range(0, len(text), 5))
