"""The code a dossier is looked up by, besides the number it gets when it is received."""

from lienthong.kernel import reading
from lienthong.work.citizens.keys import drawn, grouped, read, typed

PREFIX = "HS"
_LENGTH = 10


def lookup_code() -> str:
    return f"{PREFIX}-{grouped(drawn(_LENGTH))}"


def spelt(code: str) -> str:
    """A code as it was given out, whatever the citizen's way of typing it."""
    plain = typed(code)
    if plain.startswith(PREFIX) and len(plain) == len(PREFIX) + _LENGTH:
        return f"{PREFIX}-{grouped(read(plain[len(PREFIX) :]))}"
    return reading.code(code)
