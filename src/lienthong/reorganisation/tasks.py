"""Where the worker looks for the jobs of this room."""

from lienthong.reorganisation.divisions.running import tasks as divisions

__all__ = ["divisions"]
