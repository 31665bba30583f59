"""Decisions about days, hours and ids: who entered and approved one, which promised dates it moves."""

from collections import Counter
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.ground.actor import Actor
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.wording import vn_datetime, vn_due
from lienthong.pages.forms import Choices, Form, redraws
from lienthong.pages.frame import page
from lienthong.personnel.decided import actions, queries
from lienthong.personnel.decided.terms import AGENCY_ID, DAY_VALUES, RULES, Entered, Rule
from lienthong.personnel.doors import ActorRequest, by_session, require_key
from lienthong.site.views.deciding.year import TONES, URL, days_words
from lienthong.site.views.items import ask_or_do
from lienthong.units.queries import ward_choices, wards_by_name
from lienthong.work.desks.registry import kind_label
from lienthong.work.promises import queries as promises
from lienthong.work.promises.actions import move_promises
from lienthong.work.promises.forms import (
    EnterAgencyId,
    EnterAgencyIdForAll,
    EnterDays,
    EnterDaysForAll,
    EnterHours,
    EnterHoursForAll,
    WithdrawDecision,
)
from lienthong.work.promises.showing import STANDINGS
from lienthong.work.promises.terms import MOST_COUNTED, SHOWN, Decision, Moving


@require_safe
@by_session
def decision(request: ActorRequest, decision: UUID) -> HttpResponse:
    """One decision: who entered and approved it, the dates it moves, and what may be done with it now."""
    actor = request.actor
    entered = None if _is_packaged(decision) else queries.entered_row(decision)
    if entered is not None and entered.rule == AGENCY_ID:
        return _decision_page(request, entered, None, [])
    row = promises.decision_of(decision)
    return _decision_page(request, entered, row, promises.moving(decision, actor, at_most=MOST_COUNTED))


def _is_packaged(decision: UUID) -> bool:
    try:
        return promises.decision_of(decision).standing == "packaged"
    except NotFound:
        return False


def _decision_page(
    request: ActorRequest, entered: Entered | None, row: Decision | None, moving: list[Moving]
) -> HttpResponse:
    actor, unit = request.actor, entered.unit if entered else None
    standing = entered.standing if entered else "packaged"
    return page(
        request,
        "decision.html",
        title=(row.name if row else entered.value if entered else "") or "Quyết định",
        nav="unit",
        standing=STANDINGS.get(standing, "Đã quyết định"),
        tone=TONES.get(standing, "proof" if standing == "packaged" else "none"),
        facts=_facts(entered) if entered else _packaged_facts(row),
        url=f"{URL}/{row.id if row else entered.id if entered else ''}",
        moves=len(moving),
        more=len(moving) == MOST_COUNTED,
        waits=standing == "waiting",
        is_calendar=row is not None,
        listed=[_moving(move) for move in moving if move.promise.is_own][:SHOWN],
        counted=_counted(moving) if promises.may_for_all(actor) else [],
        may_approve=standing == "waiting"
        and _concerns(actor, unit, "approve_decision")
        and not _own(actor, entered),
        entered_it=standing == "waiting" and _own(actor, entered),
        may_withdraw=_may_withdraw(actor, unit, standing),
        may_move=bool(moving) and standing != "waiting" and _may_move(actor, unit),
    )


def _own(actor: Actor, entered: Entered | None) -> bool:
    return entered is not None and entered.entered_person == actor.person


def _concerns(actor: Actor, unit: int | None, ability: str) -> bool:
    return actor.can(f"{ability}_for_all") or (unit == actor.unit and actor.can(ability))


def _may_withdraw(actor: Actor, unit: int | None, standing: str) -> bool:
    wanted = {"waiting": "enter_decision", "approved": "approve_decision"}.get(standing)
    return wanted is not None and _concerns(actor, unit, wanted)


def _may_move(actor: Actor, unit: int | None) -> bool:
    return actor.can("move_promises") and (promises.may_for_all(actor) or unit == actor.unit)


def _facts(row: Entered) -> list[tuple[str, str]]:
    rows = [
        (RULES[row.rule], DAY_VALUES.get(row.value, row.value)),
        ("Thời gian", days_words(row)),
        ("Áp dụng cho", row.unit_name or "Mọi đơn vị"),
        ("Căn cứ", row.basis_words),
        ("Người ghi", f"{row.entered_by}, lúc {vn_datetime(row.entered_at)}"),
        ("Người duyệt", f"{row.approved_by}, lúc {vn_datetime(row.approved_at)}" if row.approved_at else ""),
        ("Người rút", f"{row.withdrawn_by}, lúc {vn_datetime(row.withdrawn_at)}" if row.withdrawn_at else ""),
        ("Lý do rút", row.withdrawn_reason),
    ]
    return [(label, value) for label, value in rows if value]


def _packaged_facts(row: Decision | None) -> list[tuple[str, str]]:
    assert row is not None
    return [
        (RULES["day"], DAY_VALUES[row.value]),
        ("Thời gian", days_words(row)),
        ("Áp dụng cho", "Mọi đơn vị"),
        ("Căn cứ", row.basis),
        ("Nguồn", "Đi kèm phần mềm"),
    ]


def _moving(row: Moving) -> dict[str, Any]:
    return {
        "url": f"/viec/{row.promise.item}",
        "subject": row.promise.subject,
        "reference": row.promise.reference,
        "kind": kind_label(row.promise.kind),
        "was": vn_due(row.promise.due_at),
        "to": vn_due(row.to),
    }


def _counted(moving: list[Moving]) -> list[dict[str, Any]]:
    """How many of each body and kind: whose work it is does not show its words."""
    counts = Counter((row.promise.holder or "–", row.promise.kind) for row in moving)
    return [{"unit": unit, "kind": kind_label(kind), "n": n} for (unit, kind), n in counts.most_common(SHOWN)]


@redraws(lambda: EnterDaysForAll)
@require_http_methods(["GET", "POST"])
@by_session
def enter_days(request: ActorRequest) -> HttpResponse:
    return _enter(request, "day", (EnterDays, EnterDaysForAll), "Ghi ngày nghỉ, ngày làm việc", INTRO_DAYS)


@redraws(lambda: EnterHoursForAll)
@require_http_methods(["GET", "POST"])
@by_session
def enter_hours(request: ActorRequest) -> HttpResponse:
    return _enter(request, "hours", (EnterHours, EnterHoursForAll), "Ghi giờ làm việc riêng", INTRO_HOURS)


@redraws(lambda: EnterAgencyIdForAll)
@require_http_methods(["GET", "POST"])
@by_session
def enter_agency_id(request: ActorRequest) -> HttpResponse:
    forms = EnterAgencyId, EnterAgencyIdForAll
    return _enter(request, AGENCY_ID, forms, "Ghi mã định danh điện tử", INTRO_ID)


INTRO_DAYS = (
    "Chỉ ghi điều đã có văn bản quyết định. Quyết định có hiệu lực khi người thứ hai duyệt; trước đó trang này cho thấy"
    " những ngày hẹn nào sẽ dời."
)
INTRO_HOURS = "Giờ riêng của một đơn vị, theo văn bản. Có hiệu lực khi người thứ hai duyệt."
INTRO_ID = "Mã theo quyết định đã công bố. Có hiệu lực khi người thứ hai duyệt."


def _enter(
    request: ActorRequest, rule: Rule, forms: tuple[type[Form], type[Form]], title: str, intro: str
) -> HttpResponse:
    """`forms`: for one's own body, and for all."""
    actor = request.actor
    for_all = actor.can("enter_decision_for_all")
    if not for_all:
        actor.require("enter_decision")
    made: list[str] = []

    def enter(fields: dict[str, Any]) -> dict[str, Any]:
        unit = fields.pop("unit", actor.unit)
        until = fields.pop("until") or (fields["since"] if rule == "day" else None)
        answer = actions.enter_decision(
            rule=rule, unit=unit, until=until, **fields, by=actor, key=require_key(request)
        )
        made.append(answer["decision"])
        return {}

    answer = ask_or_do(
        request,
        forms[for_all],
        enter,
        title=title,
        back=URL,
        nav="unit",
        intro=intro,
        choices=_choices(actor, rule, for_all=for_all),
        submit_label="Ghi, chờ duyệt",
    )
    return HttpResponseRedirect(f"{URL}/{made[0]}") if made else answer


def _choices(actor: Actor, rule: Rule, *, for_all: bool) -> Choices:
    values = {"value": list(DAY_VALUES.items())} if rule == "day" else {}
    units = {"unit": ward_choices(wards_by_name(actor.day), by="unit")} if for_all else {}
    return {**values, **units}


@require_POST
@by_session
def approve(request: ActorRequest, decision: UUID) -> HttpResponse:
    actions.approve_decision(decision, by=request.actor, key=require_key(request))
    return HttpResponseRedirect(f"{URL}/{decision}")


@require_POST
@by_session
def move(request: ActorRequest, decision: UUID) -> HttpResponse:
    move_promises(decision, by=request.actor, key=require_key(request))
    return HttpResponseRedirect(f"{URL}/{decision}")


@redraws(lambda decision: WithdrawDecision)
@require_http_methods(["GET", "POST"])
@by_session
def withdraw(request: ActorRequest, decision: UUID) -> HttpResponse:
    row = queries.entered_row(decision)
    return ask_or_do(
        request,
        WithdrawDecision,
        lambda fields: actions.withdraw_decision(
            decision, **fields, by=request.actor, key=require_key(request)
        ),
        title="Rút quyết định",
        back=f"{URL}/{decision}",
        nav="unit",
        intro=f"{row.name or row.value}, {days_words(row)}: {row.basis_words}.",
        danger=True,
        instead=partial(actions.check_withdrawal, row, request.actor),
    )
