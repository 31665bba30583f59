"""A code of the telephone beside the password: asked at login, begun there or by whoever is logged in."""

from datetime import datetime
from typing import Any

from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods
from markupsafe import Markup

from lienthong.ground import sql
from lienthong.ground.actor import PAGE, Actor
from lienthong.ground.limits import count_attempt
from lienthong.kernel import clock
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.pages.forms import Form, form_page, parse, redraws, refusal_as_error
from lienthong.pages.frame import page
from lienthong.papers.qr import qr_svg
from lienthong.personnel import login as logins
from lienthong.personnel.accounts import factor as factors
from lienthong.personnel.accounts.factor import Factor
from lienthong.personnel.asking import Unauthenticated, digest_of
from lienthong.personnel.doors import ActorRequest, by_session, session_secret
from lienthong.site.views.access.account_forms import AskCode, Enrol, EnrolAgain
from lienthong.site.views.access.passwords import OWN, require_current_password
from lienthong.site.views.sessions import HALF_COOKIE, HOME, own_path, with_session

SEALED_SECONDS = 1800
"""So long a page with a secret may lie open."""

LOG_IN: dict[str, Any] = {
    "title": "Mã xác thực",
    "submit_label": "Đăng nhập",
    "template": "citizen_form.html",
}


@redraws(lambda: AskCode)
@require_http_methods(["GET", "POST"])
def ask_code(request: HttpRequest) -> HttpResponse:
    """For whoever gave the password and has a second factor."""
    with transaction.atomic():
        holder = _holder(request)
        factor = _factor(holder)
        if request.method == "GET" or not factor.secret:
            return form_page(request, AskCode, **LOG_IN)
        errors, status = _refused(request, AskCode, factor, lambda code, by: _passes(holder, code, by))
        if not errors:
            return _through(request, factor, HttpResponseRedirect(_wanted(request)))
        return form_page(request, AskCode, errors=errors, status=status, **LOG_IN)


def _passes(holder: bytes, code: str, by: Actor) -> None:
    factors.pass_factor(holder=holder, code=code, by=by)


@redraws(lambda: Enrol)
@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """For whoever gave the password in a role that must have a second factor, and has none."""
    with transaction.atomic():
        holder = _holder(request)
        factor = _factor(holder)
        if factor.secret:
            raise Unauthenticated
        enrolment = _Enrolment(request, Enrol, holder, factor)
        if request.method == "GET":
            return enrolment.page()
        errors, status = _refused(request, Enrol, factor, enrolment.confirm)
        if errors:
            return enrolment.page(errors=errors, status=status)
        return _through(request, factor, enrolment.codes_page(_wanted(request)))


@redraws(lambda: EnrolAgain)
@require_http_methods(["GET", "POST"])
@by_session
def enrol_again(request: ActorRequest) -> HttpResponse:
    """For whoever is logged in: the first telephone or another one."""
    holder = digest_of(session_secret(request))
    factor = _factor(holder)
    enrolment = _Enrolment(request, EnrolAgain, holder, factor)
    if request.method == "GET":
        return enrolment.page()

    def confirm(code: str, by: Actor) -> None:
        require_current_password(request)
        enrolment.confirm(code, by)

    errors, status = _refused(request, EnrolAgain, factor, confirm, by=request.actor)
    return enrolment.page(errors=errors, status=status) if errors else enrolment.codes_page(OWN)


class _Enrolment:
    """A secret on its way to a telephone. Until it is proved the page carries it, sealed for whoever it was drawn for:
    looking writes nothing, and nobody proves a secret somebody else has chosen.
    """

    def __init__(self, request: HttpRequest, form: type[Form], holder: bytes, factor: Factor) -> None:
        self.request, self.form, self.holder, self.factor = request, form, holder, factor
        self._seal = f"second factor of {holder.hex()}"
        self.secret = self._carried() or factors.fresh_secret()
        self.codes = factors.fresh_recovery_codes()

    def _carried(self) -> str | None:
        """None where the page is a new one, an old one, or another's."""
        try:
            carried: str = signing.loads(
                self.request.POST.get("sealed", ""), salt=self._seal, max_age=SEALED_SECONDS
            )
        except signing.BadSignature:
            return None
        return carried

    def confirm(self, code: str, by: Actor) -> None:
        recovery = [factors.recovery_digest(one_time) for one_time in self.codes]
        factors.confirm_factor(holder=self.holder, secret=self.secret, code=code, recovery=recovery, by=by)

    def page(self, **wrong: Any) -> HttpResponse:
        uri = factors.provisioning_uri(self.secret, self.factor.username)
        return form_page(
            self.request,
            self.form,
            title="Bật xác thực hai lớp",
            submit_label="Bật",
            template="second_factor.html",
            qr=Markup(qr_svg(uri, on_screen=True)),
            secret=" ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4)),
            sealed=signing.dumps(self.secret, salt=self._seal),
            **wrong,
        )

    def codes_page(self, onwards: str) -> HttpResponse:
        grouped = ["-".join((code[:4], code[4:8], code[8:])) for code in self.codes]
        return page(self.request, "recovery_codes.html", title="Mã khôi phục", codes=grouped, onwards=onwards)


def _holder(request: HttpRequest) -> bytes:
    return digest_of(request.COOKIES.get(HALF_COOKIE, ""))


def _factor(holder: bytes) -> Factor:
    try:
        return factors.factor_of(holder)
    except NotFound:
        raise Unauthenticated from None


def _wanted(request: HttpRequest) -> str:
    return own_path(request.GET.get("tiep") or HOME)


def _refused(
    request: HttpRequest, form: type[Form], factor: Factor, do: Any, *, by: Actor | None = None
) -> tuple[dict[str, str], int]:
    """What is wrong with what was sent, and the status; nothing when it was right. A try counts either way."""
    parsed, errors = parse(form, request.POST)
    if parsed is None:
        return errors, 422
    try:
        count_attempt("second-factor", str(factor.account))
        do(request.POST["code"].strip(), by or _somebody())
    except Refusal as refusal:
        return refusal_as_error(form, refusal), refusal.status
    return {}, 200


def _somebody() -> Actor:
    """Not yet acting under a mandate."""
    now = clock.local(sql.only_value(datetime, "select world_now()"))
    return Actor("citizen", at=now, door="second-factor", through=PAGE)


def _through(request: HttpRequest, factor: Factor, response: HttpResponse) -> HttpResponse:
    """With a session in place of what the password alone opened."""
    logins.log_out(request.COOKIES.get(HALF_COOKIE, ""))
    with_session(response, logins.session_of(factor.account))
    response.delete_cookie(HALF_COOKIE, path="/dang-nhap")
    return response
