"""The logins of a trial world, on a page no other world has: people press one and play its role."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lienthong.ground import sql
from lienthong.kernel.refusals import NotFound
from lienthong.pages.frame import page
from lienthong.personnel.believable.logins import DemoLogin, kept_logins
from lienthong.personnel.doors import ActorRequest, address_of, in_public, officer_asking
from lienthong.personnel.terms import ROLE_LABELS

OWN_MACHINE = frozenset({"127.0.0.1", "::1"})
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-Ip")


@require_safe
@in_public("home")
def demo_logins(request: ActorRequest) -> HttpResponse:
    """Not found in a world that is no trial, where the demo gave out none, and for a stranger from another machine."""
    logins = logins_shown(request)
    if not logins:
        raise NotFound
    return page(
        request,
        "demo_logins.html",
        title="Các vai của thế giới thử",
        rows=[
            {
                "role": ROLE_LABELS[login.role],
                "who": login.who,
                "username": login.username,
                "password": login.password,
            }
            for login in logins
        ],
    )


def logins_shown(request: HttpRequest) -> list[DemoLogin]:
    """To whoever sits at the machine the trial runs on, whose terminal says them too, and to whoever is logged in."""
    if sql.only_value(str, "select kind from world") != "trial":
        return []
    logins = kept_logins(settings.FILES_ROOT.parent)
    return logins if logins and (_is_here(request) or officer_asking(request)) else []


def _is_here(request: HttpRequest) -> bool:
    """Behind a proxy everybody comes from the proxy's machine."""
    return address_of(request) in OWN_MACHINE and not any(name in request.headers for name in FORWARDED)
