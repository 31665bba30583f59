"""Pages of a reconciliation: the report, its papers, and a receiving unit's confirmation."""

import json
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from lienthong.kernel import clock
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.pages.frame import back, page
from lienthong.papers.files import JSON, PDF, SPREADSHEET, file
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.reorganisation.plans.queries import PlanView
from lienthong.reorganisation.plans.queries import plan as plan_view
from lienthong.reorganisation.reconciliation import actions, common, papers, queries
from lienthong.reorganisation.reconciliation.terms import Outcome, Report
from lienthong.reorganisation.words import HOME
from lienthong.work.desks.registry import kind_label, state_label


@require_safe
@by_session
def report(request: ActorRequest, plan: int) -> HttpResponse:
    view, kept = plan_view(plan), queries.latest(plan)
    context: dict[str, Any] = {"plan": view, "kept": None}
    if kept is not None:
        outcome = queries.outcome(kept.id) if request.GET.get("so-sanh") else None
        context |= {"kept": kept, "outcome": outcome, "since": _since(view), **_shown(kept.numbers, outcome)}
    return page(
        request,
        "reorganisation/report.html",
        title="Đối chiếu",
        may_reconcile=request.actor.can("plan_reorganisation"),
        **context,
    )


def _since(plan: PlanView) -> str:
    """Once the plan has come to its date, the comparison says more."""
    return queries.report_age(plan.id) if plan.state in ("draft", "approved") else ""


def _shown(numbers: Report, outcome: Outcome | None) -> dict[str, Any]:
    lines = list(common.pair_lines(numbers))
    return {
        "numbers": numbers,
        "as_of": clock.local(datetime.fromisoformat(numbers["as_of"])),
        "checks": [
            {"what": what, "result": result, "meaning": meaning, "tone": papers.tone_of(result, meaning, good=good)}
            for what, result, meaning, good in papers.checks_of(numbers, outcome)
        ],
        "kinds": [kind_label(kind) for kind in numbers["kinds"]],
        "pairs": lines[:-1],
        "sum": lines[-1],
        "states": _states(numbers),
        "undecided": [
            {**u, "source": common.short(numbers, u["source"]), "target": common.short(numbers, u["target"])}
            for u in numbers["undecided"]
        ],
        "no_recipient": [
            {"unit": common.short(numbers, g["unit"]), "kind": kind_label(g["kind"]), "n": g["n"],
             "lacking": common.lacking_words(g)}
            for g in numbers["no_recipient"]
        ],
        "missing": [common.short(numbers, unit) for unit in numbers["missing_sources"]],
        "sources": [{"short": common.short(numbers, s["unit"]), **s} for s in numbers["sources"]],
    }  # fmt: skip


def _states(numbers: Report) -> list[dict[str, Any]]:
    counted: dict[tuple[str, str], int] = {}
    for _, _, kind, state, n in numbers["matrix"]:
        counted[kind, state] = counted.get((kind, state), 0) + n
    return [
        {"kind": kind_label(kind), "state": state_label(kind, state), "n": n}
        for (kind, state), n in sorted(counted.items())
    ]


@require_POST
@by_session
def run(request: ActorRequest, plan: int) -> HttpResponse:
    actions.reconcile(plan, keep_items=True, by=request.actor, key=request.key)
    return back(HOME, plan, "doi-chieu")


@require_safe
@by_session
def paper(request: ActorRequest, plan: int, ending: str) -> HttpResponse:
    kept = queries.latest(plan)
    if kept is None:
        raise NotFound
    name = f"doi-chieu-{plan}-{kept.sha256[:8]}.{ending}"
    outcome = queries.outcome(kept.id) if request.GET.get("so-sanh") else None
    match ending:
        case "pdf":
            return file(
                papers.as_pdf(kept.numbers, kept.sha256, outcome, since=_since(plan_view(plan))),
                PDF,
                name,
                inline=True,
            )
        case "xlsx":
            return file(papers.as_xlsx(kept.numbers, kept.sha256), SPREADSHEET, name)
        case "json":
            text = json.dumps({**kept.numbers, "sha256": kept.sha256}, ensure_ascii=False, indent=1)
            return file(text.encode(), JSON, name)
    raise NotFound


@require_safe
@by_session
def arrival(request: ActorRequest, plan: int) -> HttpResponse:
    """What this unit receives, to be confirmed by its leaders."""
    actor = request.actor
    assert actor.unit is not None
    view = plan_view(plan)
    totals = queries.totals_of(plan, actor.unit)
    confirmed = queries.confirmations(plan)
    kinds = sorted({kind for source in totals["sources"] for kind in source["kinds"]})
    return page(
        request, "reorganisation/arrival.html", title="Xác nhận tiếp nhận", plan=view, totals=totals,
        kinds=[(kind, kind_label(kind)) for kind in kinds], seen=json.dumps(totals["counts"]),
        mine=next((row for row in confirmed if row.unit == actor.unit), None), confirmed=confirmed,
        may_confirm=actor.can("confirm_totals"),
    )  # fmt: skip


@require_POST
@by_session
def confirm(request: ActorRequest, plan: int) -> HttpResponse:
    try:
        seen = json.loads(request.POST.get("seen", ""))
    except (ValueError, RecursionError):
        raise Refusal(
            "totals_changed", "Số liệu vừa thay đổi. Hãy xem lại bảng rồi xác nhận.", status=422
        ) from None
    actions.confirm_totals(plan, seen=seen, by=request.actor, key=request.key)
    return back(HOME, plan, "tiep-nhan")
