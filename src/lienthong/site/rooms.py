"""What the rooms of the house bring: a room with an `api` or `urls` module is met by being installed."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps


def brought(module: str, name: str) -> dict[str, Any]:
    """Room → `name` of its `module`, of those that have one, in the order of settings."""
    by_room = {}
    for config in apps.get_app_configs():
        where = f"{config.name}.{module}"
        if config.name.startswith("lienthong.") and config.name != "lienthong.site" and find_spec(where):
            by_room[config.label] = getattr(import_module(where), name)
    return by_room
