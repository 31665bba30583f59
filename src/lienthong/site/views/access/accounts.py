"""Tài khoản: who of my body may log in; access is given, given again and ended."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.ground.acts import Answer
from lienthong.kernel import clock
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.wording import vn_datetime
from lienthong.pages.forms import Choices, form_page, parse, redraws, refusal_as_error, values_of
from lienthong.pages.frame import page
from lienthong.pages.lists import PAGE, page_of, paging, window, words_of
from lienthong.papers.files import CSV, file
from lienthong.papers.sheets import csv_of
from lienthong.personnel.accounts import actions, queries
from lienthong.personnel.accounts.queries import Listed
from lienthong.personnel.accounts.rules import known_state
from lienthong.personnel.accounts.terms import BEYOND, LINK_LASTS, REASONS, STATES
from lienthong.personnel.asking import digest_of
from lienthong.personnel.doors import ActorRequest, by_session, require_key
from lienthong.personnel.terms import ROLE_LABELS
from lienthong.site.api.accounts import StopAccount
from lienthong.site.views.access.account_forms import GiveAccount
from lienthong.site.views.items import ask_or_do

URL = "/tai-khoan"
TONES = {"in_use": "calm", "waiting": "soon", "without": "none", "stopped": "none"}
MARKS = {"in_use": "circle-check", "waiting": "clock", "without": "circle", "stopped": "circle-pause"}


def _state(request: ActorRequest) -> str:
    return known_state(request.GET.get("tinh-trang", ""), field="tinh-trang")


def _narrowed(request: ActorRequest) -> dict[str, Any]:
    return {"words": words_of(request.GET), "unit": request.GET.get("don-vi", "").strip()[:20] or None}


@require_safe
@by_session
def accounts(request: ActorRequest) -> HttpResponse:
    actor, state, number = request.actor, _state(request), page_of(request.GET)
    actor.require(actions.ABILITY)
    narrowed = _narrowed(request)
    counts = queries.counts(actor, **narrowed)
    place = window(number)
    rows = queries.accounts(
        actor, **narrowed, state=state or None, offset=place["offset"], limit=place["limit"]
    )
    total = counts.get(state, 0) if state else sum(counts.values())
    return page(
        request,
        "accounts.html",
        title="Tài khoản",
        nav="unit",
        heading="Các đơn vị của Thành phố" if actor.can(BEYOND) else actor.unit_name,
        q=narrowed["words"],
        kept=_kept(state, narrowed["unit"]),
        filters=[_filters(counts, state, narrowed)],
        rows=[_row(row) for row in rows],
        shows_unit=actor.can(BEYOND),
        total=total,
        paging=paging(request.GET, number, total, PAGE),
        export_url=_url(f"{URL}.csv", state, narrowed),
        give_url=f"{URL}/moi",
    )


def _kept(state: str, unit: str | None) -> dict[str, str]:
    return {name: value for name, value in (("tinh-trang", state), ("don-vi", unit)) if value}


def _url(path: str, state: str, narrowed: dict[str, Any]) -> str:
    asked = {**_kept(state, narrowed["unit"]), **({"q": narrowed["words"]} if narrowed["words"] else {})}
    return f"{path}?{urlencode(asked)}" if asked else path


def _filters(counts: dict[str, int], chosen: str, narrowed: dict[str, Any]) -> list[dict[str, object]]:
    every = {
        "label": "Tất cả",
        "url": _url(URL, "", narrowed),
        "active": not chosen,
        "count": sum(counts.values()),
    }
    return [every] + [
        {
            "label": label,
            "url": _url(URL, state, narrowed),
            "active": chosen == state,
            "count": counts.get(state, 0),
        }
        for state, label in STATES.items()
        if counts.get(state) or chosen == state
    ]


def _row(row: Listed) -> dict[str, object]:
    return {
        "url": f"{URL}/{row.account}",
        "name": row.name,
        "username": row.username,
        "title": row.title,
        "role": ROLE_LABELS.get(row.role, row.role),
        "unit": row.unit_name,
        "section": row.section,
        "serves": row.serves,
        "state": STATES[row.state],
        "tone": TONES[row.state],
        "mark": MARKS[row.state],
        "open": _open(row),
    }


def _open(row: Listed) -> str:
    parts = [
        f"{row.sessions} phiên đang mở" if row.sessions else "",
        f"{row.tokens} mã máy" if row.tokens else "",
        f"liên kết đến {vn_datetime(clock.local(row.link_until))}" if row.link_until else "",
    ]
    return ", ".join(part for part in parts if part)


EXPORTED = ("Họ tên", "Tên đăng nhập", "Chức danh", "Vai trò", "Bộ phận", "Đơn vị", "Tình trạng", "Đang mở")


@require_safe
@by_session
def export(request: ActorRequest) -> HttpResponse:
    """The same list as a sheet: what a filter shows is what it exports."""
    request.actor.require(actions.ABILITY)
    rows = queries.accounts(request.actor, **_narrowed(request), state=_state(request) or None)
    lines = (
        [
            row.name, row.username, row.title, ROLE_LABELS.get(row.role, row.role), row.section, row.unit_name,
            STATES[row.state], _open(row),
        ]
        for row in rows
    )  # fmt: skip
    return file(csv_of([EXPORTED, *lines]), CSV, "tai-khoan.csv")


@require_safe
@by_session
def account(request: ActorRequest, account: int) -> HttpResponse:
    places = _places(request, account)
    row = places[0]
    return page(
        request,
        "account.html",
        title=row.name,
        nav="unit",
        row=_row(row),
        places=[(place.unit_name, f"{place.title} · {place.section}") for place in places],
        is_stopped=row.state == "stopped",
        is_own=row.person == request.actor.person,
        has_factor=queries.has_factor(account),
        has_open=bool(row.sessions or row.tokens or row.link_until),
        hours=int(LINK_LASTS.total_seconds() // 3600),
    )


def _places(request: ActorRequest, account: int) -> list[Listed]:
    request.actor.require(actions.ABILITY)
    rows = queries.accounts(request.actor, account=account)
    if not rows:
        raise NotFound
    return rows


def _choices(request: ActorRequest) -> Choices:
    people = queries.unprovided(request.actor)
    return {"person": [(str(who.person), f"{who.name} – {who.title}") for who in people]}


@redraws(lambda: GiveAccount)
@require_http_methods(["GET", "POST"])
@by_session
def give(request: ActorRequest) -> HttpResponse:
    request.actor.require(actions.ABILITY)
    shown: dict[str, Any] = {
        "title": "Cấp tài khoản",
        "submit_label": "Cấp và tạo liên kết",
        "cancel_url": URL,
        "choices": _choices(request),
        "nav": "unit",
        "intro": "Cho người của đơn vị chưa có tài khoản. Người ấy tự đặt mật khẩu bằng liên kết dùng một lần.",
    }
    if request.method == "GET":
        return form_page(request, GiveAccount, **shown)
    parsed, errors = parse(GiveAccount, request.POST)
    if parsed is not None:
        secret = _link_secret(request)
        try:
            answer = actions.give_account(
                **parsed.model_dump(),
                link=digest_of(secret).hex(),
                by=request.actor,
                key=require_key(request),
            )
        except Refusal as refusal:
            errors = refusal_as_error(GiveAccount, refusal)
        else:
            return _link_page(request, answer, secret)
    return form_page(
        request, GiveAccount, values=values_of(GiveAccount, request.POST), errors=errors, **shown
    )


@require_POST
@by_session
def reset(request: ActorRequest, account: int) -> HttpResponse:
    secret = _link_secret(request)
    answer = actions.reset_account(
        account, link=digest_of(secret).hex(), by=request.actor, key=require_key(request)
    )
    return _link_page(request, answer, secret)


def _link_secret(request: ActorRequest) -> str:
    """Of the link: the same for the same sent form, so that one that is sent twice shows one link; kept nowhere."""
    return salted_hmac("lienthong.accounts.link", require_key(request), algorithm="sha256").hexdigest()


def _link_page(request: ActorRequest, answer: Answer, secret: str) -> HttpResponse:
    return page(
        request,
        "account_link.html",
        title="Liên kết đặt mật khẩu",
        nav="unit",
        username=answer["username"],
        link=f"{_origin(request)}/mat-khau#{secret}",
        until=vn_datetime(clock.local(clock.real() + LINK_LASTS)),
        back=f"{URL}/{answer['account']}",
    )


def _origin(request: HttpRequest) -> str:
    return str(settings.ADDRESS or request.build_absolute_uri("/")).rstrip("/")


@redraws(lambda account: StopAccount)
@require_http_methods(["GET", "POST"])
@by_session
def stop(request: ActorRequest, account: int) -> HttpResponse:
    row = _places(request, account)[0]
    return ask_or_do(
        request,
        StopAccount,
        lambda fields: actions.stop_account(account, **fields, by=request.actor, key=require_key(request)),
        title="Ngừng tài khoản",
        back=f"{URL}/{account}",
        nav="unit",
        intro=f"{row.name} ({row.username}) không đăng nhập được nữa; các phiên và mã máy đang mở kết thúc ngay."
        " Công việc vẫn thuộc đơn vị.",
        choices={"reason": list(REASONS.items())},
        danger=True,
        instead=partial(actions.check_stopping, account, request.actor),
    )


@require_POST
@by_session
def reopen(request: ActorRequest, account: int) -> HttpResponse:
    actions.reopen_account(account, by=request.actor, key=require_key(request))
    return _back(account)


@require_POST
@by_session
def remove_factor(request: ActorRequest, account: int) -> HttpResponse:
    actions.remove_factor(account, by=request.actor, key=require_key(request))
    return _back(account)


@require_POST
@by_session
def end_access(request: ActorRequest, account: int) -> HttpResponse:
    actions.end_access(account, by=request.actor, key=require_key(request))
    return _back(account)


def _back(account: int) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": f"{URL}/{account}"})
