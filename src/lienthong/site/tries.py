"""What is refused before its public door is reached is a try at that door as well."""

from collections.abc import Mapping
from functools import cache

from django.db import connection, transaction
from django.http import HttpRequest

from lienthong.ground.database.lost import is_lost
from lienthong.ground.limits import LIMITS, count_attempt
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.doors import address_of
from lienthong.work.desks import registry

API = "/api/v1"


@cache
def _doors() -> Mapping[str, str]:
    """Address → the door whose tries are counted there."""
    begun = [(begin.url, begin.path, begin.counter) for begin in registry.begins() if begin.door == "public"]
    done = [(act.url, act.path, act.counter) for act in registry.citizen_acts()]
    doors = {
        "/dang-nhap": "login",
        "/tra-cuu": "lookup",
        "/dia-chi": "addresses",
        "/dia-chi/tim": "addresses",
        f"{API}/public/lookup": "lookup",
        f"{API}/public/addresses": "addresses",
        f"{API}/public/procedures": "catalogue",
    }
    for url, path, door in [*begun, *done]:
        doors |= {f"/{url}": door, f"{API}/{path}": door}
    return doors


def counted(request: HttpRequest, refusal: Refusal) -> Refusal:
    """What the asker is told: the refusal or, past the door's limit, that one."""
    door = _doors().get(request.path_info)
    if door is None or door not in LIMITS:
        return refusal
    try:
        with transaction.atomic():
            count_attempt(door, address_of(request))
    except Refusal as too_often:
        return too_often
    except Exception as error:
        # What is wrong with what was sent is wrong while the database is away, too.
        if not is_lost(error):
            raise
        connection.close()
    return refusal
