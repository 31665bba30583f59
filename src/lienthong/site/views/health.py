"""Whether this process lives and whether it can work, for a proxy, systemd or a container's health check. A stranger
learns nothing besides."""

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lienthong.ground import sql
from lienthong.ground.database.lost import AGAIN_AFTER_SECONDS, is_lost, took_too_long
from lienthong.kernel.lately import Lately
from lienthong.kernel.machine import beating

LASTS_SECONDS = 1.0

_WORKS = "select not pg_is_in_recovery() and exists (select from world)"


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """200 while the process answers and its supervisor looks after it; it takes no place and asks no database."""
    if not beating.is_watched():
        return HttpResponse("unwatched\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database can be read and written now; else 503. However often it is asked, the database is asked
    once a second.
    """
    if _is_ready():
        return HttpResponse("ok\n", content_type="text/plain")
    headers = {"Retry-After": str(AGAIN_AFTER_SECONDS)}
    return HttpResponse("away\n", content_type="text/plain", status=503, headers=headers)


def _asked() -> bool:
    """A connection may be dead although the database is back."""
    for _ in range(2):
        try:
            with transaction.atomic():
                return sql.only_value(bool, _WORKS)
        except Exception as error:
            if not is_lost(error):
                raise
            if took_too_long(error):
                break
            connection.close()
    return False


_is_ready = Lately(_asked, LASTS_SECONDS)
