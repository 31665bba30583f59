"""What comes by a way from other installations."""

from pathlib import Path
from typing import NamedTuple


class Waiting(NamedTuple):
    """A file that lies there to be taken in, read whole."""

    path: Path
    data: bytes
    is_fresh: bool
    """Written so lately that its writer may still be at it."""
