"""The doors. Each asks who, in one transaction with what lies behind it, and answers refusals in words.

`by_token`: machines and virtual clerks, a bearer token, the API. `by_session`: people, a cookie, the pages.
`in_public`: citizens, rate limited. A cookie opens no API operation and a token no page.
"""

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime
from functools import wraps
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from lienthong.ground import acts, sql
from lienthong.ground.actor import PUBLIC, Actor, access_id
from lienthong.ground.database.lost import is_lost, took_too_long
from lienthong.ground.limits import LIMITS, count_attempt, count_attempts_lastingly
from lienthong.kernel import clock, reading
from lienthong.kernel.front import counted_as
from lienthong.kernel.refusals import Refusal
from lienthong.personnel.asking import ChooseMandate, Unauthenticated, digest_of, who_asks
from lienthong.personnel.decided.in_force import calendar_under

GUEST_PASS = "X-Round-Token"
"""The header in which a round's citizens carry their pass."""

View = Callable[..., Any]
Who = Callable[[HttpRequest], tuple[Actor, dict[str, Any] | None]]

WHO_ASKS = """
select world_now() as at, (select version from decided_head) as decided,
       coalesce(answers_under(%s, %s), '{}') as earlier, g.is_guest,
       set_config('lt.scope', '', true) as no_scope, set_config('lt.item', '', true) as no_item,
       set_config('lt.mandate', '', true) as no_mandate, set_config('lt.door', 'public', true) as door,
       set_config('lt.access', case when g.is_guest then %s else '' end, true) as access
from (select is_guest(%s) as is_guest offset 0) g
"""


class PublicRow(NamedTuple):
    at: datetime
    decided: UUID | None
    earlier: dict[str, Any]
    is_guest: bool
    no_scope: str
    no_item: str
    no_mandate: str
    door: str
    access: str


class ActorRequest(HttpRequest):
    """A request that came through a door."""

    actor: Actor
    key: str | None
    is_guest: bool
    """At a public door: of a round, with its pass, and counted nowhere."""


def by_token(view: View) -> View:
    return _door(view, _bearer, "token")


def by_session(view: View) -> View:
    return _door(view, _cookie, "session")


def by_session_at_a_glance(view: View) -> View:
    """What a page asks by its own clock: nobody's use of it, so it does not keep the session from becoming idle."""
    return _door(view, lambda request: who_asks(session_secret(request), "glance"), "session")


def by_session_with_file(
    spooling: Callable[[HttpRequest], AbstractContextManager[None]], *, require: Callable[[Actor], None]
) -> Callable[[View], View]:
    """A form with a large file: who sends it is asked before a byte of it is read (a form's own token stands in its
    body). It is on disk before the view's door opens its transaction, where everything is asked again.
    """

    def through(view: View) -> View:
        behind = csrf_protect(by_session(view))

        @csrf_exempt
        @wraps(behind)
        def received(request: ActorRequest, *args: Any, **kwargs: Any) -> Any:
            with transaction.atomic():
                require(who_asks(session_secret(request), "session")[0])
            with spooling(request):
                return behind(request, *args, **kwargs)

        received.takes_large_bodies = True  # type: ignore[attr-defined]
        return received

    return through


FORMS_DOOR = "home"
READS = frozenset({FORMS_DOOR, "catalogue", "lookup", "addresses"})
"""Doors at which something is read; at every other a form that is only looked at makes no work for anybody."""


def in_public(door: str) -> Callable[[View], View]:
    """Citizens come in here without an account, as often as `ground.limits.LIMITS` says for this door. The try is
    counted by their address, whatever comes of it; `count_beside` counts by telephone or code what is accepted.
    """
    if door not in LIMITS:
        raise LookupError(f"no limit is written down for the door {door!r}: see ground.limits.LIMITS")

    def stranger(request: HttpRequest) -> tuple[Actor, dict[str, Any] | None]:
        key = request.headers.get("Idempotency-Key") or request.POST.get("idempotency_key")
        guest_pass = request.headers.get(GUEST_PASS, "")
        digest = digest_of(guest_pass)
        row = sql.only_row(PublicRow, WHO_ASKS, (f"citizen:{door}", key, str(access_id(digest)), digest))
        if guest_pass and not row.is_guest:
            count_attempts_lastingly((door, address_of(request)))
        request.is_guest = row.is_guest  # type: ignore[attr-defined]
        at, access = clock.local(row.at), access_id(digest) if row.is_guest else None
        calendar = calendar_under(row.decided, at.date())
        return Actor(
            "citizen", at=at, door=door, calendar=calendar, through=PUBLIC, access=access
        ), row.earlier

    def count(request: HttpRequest) -> None:
        if not request.headers.get(GUEST_PASS):
            is_form = request.method in ("GET", "HEAD") and door not in READS
            count_attempt(FORMS_DOOR if is_form else door, address_of(request))

    return lambda view: _door(view, stranger, "public", first=count)


def count_beside(request: ActorRequest, door: str, fields: Mapping[str, Any]) -> None:
    """Count what is about to be done at the door by the telephone and the code it is done with, where a limit is
    written down for them; undone with the act when that is refused.
    """
    for name, read in (("phone", reading.phone), ("code", reading.code)):
        who = re.sub("[^0-9A-Z]", "", read(str(fields.get(name) or "")))
        if who and f"{door}-{name}" in LIMITS and not request.is_guest:
            count_attempt(f"{door}-{name}", who)


def address_of(request: HttpRequest) -> str:
    """Who asks, as tries are counted: an address, or the line of an IPv6 address."""
    return counted_as(request.META.get("REMOTE_ADDR", ""))


def _bearer(request: HttpRequest) -> tuple[Actor, dict[str, Any] | None]:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated
    return who_asks(token, "token", request.headers.get("Idempotency-Key"))


def _cookie(request: HttpRequest) -> tuple[Actor, dict[str, Any] | None]:
    secret = session_secret(request)
    return who_asks(
        secret, "session", request.POST.get("idempotency_key") if request.method == "POST" else None
    )


def session_secret(request: HttpRequest) -> str:
    """The secret of the cookie; who has none is nobody."""
    secret = request.COOKIES.get(settings.SESSION_COOKIE)
    if not secret:
        raise Unauthenticated
    return secret


def officer_asking(request: HttpRequest) -> Actor | None:
    """Who is logged in, for a page that lies behind no door; None for a stranger or an ended mandate."""
    try:
        return who_asks(session_secret(request), "session")[0]
    except (Unauthenticated, ChooseMandate, Refusal):
        return None


def nothing(request: HttpRequest) -> None:
    pass


def _door(view: View, who: Who, name: str, *, first: Callable[[HttpRequest], None] = nothing) -> View:
    """`first` comes before the transaction."""
    reads = name != "public"

    @wraps(view)
    def door(request: ActorRequest, *args: Any, **kwargs: Any) -> Any:
        request.key = request.headers.get("Idempotency-Key") or request.POST.get("idempotency_key")
        try:
            first(request)
            return _pass(request, view, who, args, kwargs, reads=reads and request.method == "GET")
        except acts.TWINS as twin:
            if not acts.is_twin(twin):
                raise
        except Exception as error:
            # After a restart or a change of leaders: what was not begun, and a keyed act, may be asked once more.
            was_begun = request.method != "GET" and not request.key and hasattr(request, "actor")
            if was_begun or took_too_long(error) or not is_lost(error):
                raise
            connection.close()
        return _pass(request, view, who, args, kwargs)

    door.door = name  # type: ignore[attr-defined]
    return door


def _pass(
    request: ActorRequest, view: View, who: Who, args: Any, kwargs: Any, *, reads: bool = False
) -> HttpResponse:
    with ExitStack() as stack:
        stack.enter_context(transaction.atomic())
        if reads:
            sql.only_reads()
        request.actor, earlier = who(request)
        stack.enter_context(acts.opened(request.actor, earlier=earlier))
        return view(request, *args, **kwargs)  # type: ignore[no-any-return]


def require_key(request: ActorRequest) -> str:
    """Machines name each act, so that a lost answer can be asked for again."""
    if not request.key or len(request.key) > 200:
        raise Refusal(
            "key_missing",
            "Yêu cầu cần có tiêu đề Idempotency-Key (tối đa 200 ký tự).",
            status=422,
            field="Idempotency-Key",
        )
    return request.key
