"""Where a PIN comes from: the terminal the signer runs in, or – for tests – a file descriptor it was started with."""

import getpass
import os
from collections.abc import Callable, Sequence

Ask = Callable[[str, Sequence[str]], str | None]
"""Who asks and what for → the PIN; None: its owner said no."""


def in_terminal(origin: str, about: Sequence[str]) -> str | None:
    """Every request is shown and asked for. What it is about is the page's word: the origin is what counts."""
    print(f"\n{origin} xin ký {len(about)} văn bản:")
    for words in about[:20]:
        print(f"  – {words}")
    if len(about) > 20:
        print(f"  … và {len(about) - 20} văn bản nữa")
    try:
        return getpass.getpass("Mã PIN (để trống là không ký): ") or None
    except (EOFError, KeyboardInterrupt):
        return None


def from_descriptor(number: int) -> Ask:
    """The PIN that stands there, for every request."""
    with os.fdopen(number) as there:
        pin = there.readline().rstrip("\n")
    return lambda origin, about: pin or None
