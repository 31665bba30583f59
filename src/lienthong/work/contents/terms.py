"""What is read of a stored file, and how much of it. All bounds are ours."""

from typing import Final, NamedTuple

MOST_CHARACTERS: Final = 300_000
"""Of a file's text: a hundred dense pages."""

MOST_WORDS: Final = 20_000
"""Different ones: what is longer is a table of numbers, found by its first rows."""

MEMORY_BYTES: Final = 400 * 1024 * 1024
CPU_SECONDS: Final = 20
PATIENCE_SECONDS: Final = 40

PAGE_WIDTH: Final = 1_000
"""Pixels: what a phone held upright enlarges once and a desk's screen shows as it is."""

PAGES_AT_ONCE: Final = 10
"""Drawn when a file is read; later ones when somebody turns to them."""

READ: Final = frozenset(
    {"application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
)
"""Content types with text and pages a person reads from the first to the last."""

DRAWN: Final = frozenset({"application/pdf"})


class Contents(NamedTuple):
    """What a child process read."""

    pages: int | None
    text: str
    fault: str
    """Why nothing could be read; empty where it could."""
