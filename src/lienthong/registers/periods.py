"""Pages on which a clerk closes a period of a register, and opens it again."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods
from pydantic import Field

from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.kernel.wording import vn_date
from lienthong.pages.forms import Form, form_page, parse, redraws, refusal_as_error, values_of
from lienthong.personnel.doors import ActorRequest, by_session, require_key
from lienthong.registers import queries
from lienthong.registers.closing import close_period, may_close, reopen_period
from lienthong.registers.decree import closings
from lienthong.registers.terms import REGISTERS
from lienthong.work.reversing.forms import Undo

HOME = "/so-dang-ky"


class ClosePeriod(Form):
    since: date = Field(title="Từ ngày", json_schema_extra={"kind": "date"})
    until: date = Field(title="Đến hết ngày", json_schema_extra={"kind": "date"})
    is_checked: bool = Field(
        False,
        title="Đã đối chiếu và in sổ của kỳ này",
        json_schema_extra={"help": "Sau khi khóa, không vào sổ văn bản với ngày đến trong kỳ được nữa."},
    )


@redraws(lambda *_, **__: ClosePeriod)
@require_http_methods(["GET", "POST"])
@by_session
def close(request: ActorRequest, unit: int, register: str, year: int) -> HttpResponse:
    read = queries.register(request.actor, queries.body(request.actor, unit), register, year)
    if not may_close(request.actor, read):
        raise NotFound
    back = f"{HOME}/{unit}/{register}/{year}"

    def do(fields: dict[str, Any]) -> None:
        if not fields.pop("is_checked"):
            raise Refusal(
                "period_unchecked", "Hãy đối chiếu, in sổ rồi đánh dấu ô này.", status=422, field="is_checked"
            )
        close_period(register=register, **fields, by=request.actor, key=require_key(request))

    return _asked(
        request, ClosePeriod, do, title=f"Khóa {REGISTERS[register].lower()} theo kỳ", back=back,
        values=_next_period(read, request.actor.day) if request.method == "GET" else {},
    )  # fmt: skip


def _next_period(register: queries.Register, today: date) -> dict[str, str]:
    """From the day after the last period that is closed to the end of last month: what a clerk mostly closes. Nothing
    where that is no period.
    """
    closed = [each.until for each in closings(register) if not each.reopened_at]
    since = max(closed) + timedelta(days=1) if closed else date(register.year, 1, 1)
    until = min(today.replace(day=1) - timedelta(days=1), date(register.year, 12, 31))
    return {"since": vn_date(since), "until": vn_date(until)} if since <= until else {}


@redraws(lambda *_, **__: Undo)
@require_http_methods(["GET", "POST"])
@by_session
def reopen(request: ActorRequest, unit: int, register: str, year: int, closing: UUID) -> HttpResponse:
    body = queries.body(request.actor, unit)
    if not may_close(request.actor, queries.register(request.actor, body, register, year)):
        raise NotFound
    back = f"{HOME}/{unit}/{register}/{year}"

    def do(fields: dict[str, Any]) -> None:
        reopen_period(closing, **fields, by=request.actor, key=require_key(request))

    return _asked(request, Undo, do, title="Mở lại kỳ đã khóa", back=back)


def _asked(
    request: ActorRequest,
    form: type[Form],
    do: Any,
    *,
    title: str,
    back: str,
    values: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The form, which begins with these values; when it is complete the act, and back to the register."""
    shown: dict[str, Any] = {"title": title, "submit_label": title, "cancel_url": back}
    if request.method == "GET":
        return form_page(request, form, values=values or {}, **shown)
    parsed, errors = parse(form, request.POST)
    if parsed is None:
        return form_page(request, form, values=values_of(form, request.POST), errors=errors, **shown)
    try:
        with transaction.atomic():
            do(dict(parsed))
    except Refusal as refusal:
        wrong = refusal_as_error(form, refusal)
        typed = values_of(form, request.POST)
        return form_page(request, form, values=typed, errors=wrong, **{**shown, "status": refusal.status})
    return HttpResponseRedirect(back)
