"""Where the worker looks for the jobs of this room."""

from lienthong.reorganisation.divisions import tasks as divisions

__all__ = ["divisions"]
