"""Pages of a division: the street list the ward's own people decide, what was decided, the second pair of eyes."""

from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from lienthong.kernel import reading
from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.pages.frame import back, page
from lienthong.pages.lists import PAGE, page_of, paging, sheet, words_of
from lienthong.papers.files import SPREADSHEET, file
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.reorganisation.divisions import actions, queries, sheets, streets
from lienthong.reorganisation.divisions.rule_views import rule_words, trial_for
from lienthong.reorganisation.divisions.running import runs
from lienthong.reorganisation.divisions.terms import KINDS, Division, Standings, Street, unknown_part
from lienthong.reorganisation.plans.queries import plan as plan_view
from lienthong.reorganisation.words import HOME
from lienthong.work.desks.registry import state_label

NO_STREET = "-"
MOST_ROWS = {"csv": 100_000, "xlsx": 20_000}
FILTERS = {
    "": "Tất cả",
    "cho": "Còn việc chưa quyết định",
    "xong": "Đã quyết định hết",
    "trong": "Chưa có việc",
}
DIVISIONS_HEADER = ("Mã", "Địa bàn", "Chưa quyết định", "Đã quyết định", "Tổng số", "Các phần")
SAID = {
    "quyet": "Đã ghi quyết định.",
    "rut": "Đã rút quyết định; việc trở lại danh sách chờ.",
    "quy-tac": "Đã ghi quy tắc.",
    "bo": "Đã bỏ quy tắc; việc đã quyết định giữ nguyên.",
    "xem": "Đã ghi ý kiến người xem thứ hai.",
}


@require_safe
@by_session
def divisions(request: ActorRequest, plan: int) -> HttpResponse:
    """Every divided jurisdiction with what waits: the planner sees all, a unit's people what their unit answers for."""
    number, only = page_of(request.GET), _only(request.GET)
    listed = _listed(request, plan, number)
    asked = urlencode({name: request.GET[name] for name in ("q", "con") if request.GET.get(name)})
    return page(
        request, "reorganisation/divisions.html", title="Địa bàn được chia", plan=plan_view(plan), found=listed,
        q=words_of(request.GET),
        only=only, filters=FILTERS, asked=asked, paging=paging(request.GET, number, listed.counts[only]),
        may_plan=request.actor.can("plan_reorganisation"), said=SAID.get(request.GET.get("xong", "")),
    )  # fmt: skip


@require_safe
@by_session
def divisions_sheet(request: ActorRequest, plan: int, ending: str) -> HttpResponseBase:
    """The divisions as the filter has them."""
    plan_view(plan)
    rows = (
        (row["code"], row["name"], row["left"], row["total"] - row["left"], row["total"],
         "; ".join(f"{part['name']}: {part['n']}" for part in row["parts"]))
        for row in _listed(request, plan).rows
    )  # fmt: skip
    return sheet(f"phan-chia-{plan}", ending, "Phân chia", DIVISIONS_HEADER, rows)


def _listed(request: ActorRequest, plan: int, number: int | None = None) -> Any:
    return queries.divisions_listed(
        request.actor, plan, words=words_of(request.GET), only=_only(request.GET), page=number
    )


def _only(asked: QueryDict) -> str:
    return asked.get("con", "") if asked.get("con") in FILTERS else ""


@require_safe
@by_session
def work_list(request: ActorRequest, plan: int, undivided: int) -> HttpResponse:
    division = queries.seen_division(request.actor, plan, undivided)
    words, number = words_of(request.GET, "tim"), page_of(request.GET)
    standings = streets.standings(request.actor, division, words)
    chosen = _chosen(standings, request.GET.get("duong"))
    shown = streets.pending(request.actor, division, chosen, words=words, page=number)
    trial = trial_for(request.actor, division, standings, asked="thu" in request.GET)
    in_list = sum(street.n for street in chosen)
    return page(
        request,
        "reorganisation/work_list.html",
        title=f"Phân chia: {division.name}",
        plan=plan_view(plan),
        division=division,
        letters=_letters(division),
        streets=[_street(row) for row in standings.streets],
        unread=standings.unread,
        street=chosen[0].key or NO_STREET if "duong" in request.GET and chosen else None,
        words=words,
        groups=_groups(shown, chosen, division),
        in_list=in_list,
        row=_sums(division, standings),
        trial=trial,
        rules=[rule_words(rule, division) for rule in queries.rules_of(plan, undivided)],
        may_decide=undivided in request.actor.scope and request.actor.can("decide_part"),
        kinds=_kinds(division),
        said=SAID.get(request.GET.get("xong", "")),
        paging=paging(request.GET, number, in_list),
        query=urlencode({name: request.GET[name] for name in ("duong", "tim") if request.GET.get(name)}),
        heir=queries.heir_name(division),
        run=runs.last_run(plan, undivided),
        is_after=request.actor.day >= division.effective_on,
    )


def _kinds(division: Division) -> dict[str, str]:
    of_district = queries.communes_of(division) is not None
    return {kind: label for kind, label in KINDS.items() if of_district or kind != "commune"}


def _chosen(standings: Standings, street: str | None) -> list[Street]:
    if street is None:
        return list(standings.streets)
    return [row for row in standings.streets if row.key == ("" if street == NO_STREET else street)]


def _letters(division: Division) -> dict[int, str]:
    """A digit each for the first nine; a district has more parts than there are digits."""
    return {part.id: str(number) for number, part in enumerate(division.parts[:9], 1)}


def _street(street: Street) -> dict[str, Any]:
    return {"key": street.key or NO_STREET, "label": _called(street), "n": street.n}


def _called(street: Street) -> str:
    return f"Đường {street.spelt}" if street.key else "Không rõ đường"


def _sums(division: Division, standings: Standings) -> dict[str, Any]:
    return {
        "parts": [{"name": part.name, "n": standings.parts.get(part.id, 0)} for part in division.parts],
        "left": standings.left, "total": standings.total,
    }  # fmt: skip


def _groups(shown: list[streets.Pending], chosen: list[Street], division: Division) -> list[dict[str, Any]]:
    of_key = {street.key: street for street in chosen}
    return [
        {**_street(of_key[key]), "rows": [_line(row, division) for row in members]}
        for key, members in groupby(shown, key=lambda row: row.street)
    ]


def _line(row: streets.Pending, division: Division) -> dict[str, Any]:
    return {
        "item": row.item, "state": state_label(row.item.kind, row.item.state),
        "is_conflict": row.verdict.standing == "conflict", "is_doubtful": bool(row.verdict.doubts),
        "suggested": " hoặc ".join(division.names.get(best.part, "") for best in row.best),
        "reason": row.best[0].reason if row.best else "",
    }  # fmt: skip


@require_safe
@by_session
def export(request: ActorRequest, plan: int, undivided: int, ending: str) -> HttpResponse:
    """What waits, with suggestions and reasons, as the filter of the list has it."""
    if ending not in MOST_ROWS:
        raise NotFound
    division = queries.seen_division(request.actor, plan, undivided)
    words = words_of(request.GET, "tim")
    streets.read_addresses(division.jurisdictions)
    chosen = _chosen(streets.standings(request.actor, division, words), request.GET.get("duong"))
    if sum(street.n for street in chosen) > MOST_ROWS[ending]:
        sentence = f"Danh sách dài hơn {MOST_ROWS[ending]:n} dòng. Hãy lọc theo đường hoặc tải dạng CSV."
        raise Refusal("list_too_long", sentence, status=422)
    rows = streets.pending(request.actor, division, chosen, words=words, size=MOST_ROWS[ending])
    name = f"chua-quyet-dinh-{plan}-{division.code}.{ending}"
    if ending == "csv":
        return file(sheets.as_csv(rows, division), "text/csv; charset=utf-8", name)
    return file(sheets.as_xlsx(rows, division), SPREADSHEET, name)


@require_POST
@by_session
def decide(request: ActorRequest, plan: int, undivided: int) -> HttpResponse:
    """The ticked items, or with `duong-ca` the whole street; a part that is the whole itself takes back."""
    items, part = _choice(request.POST)
    street, reason = request.POST.get("ca-duong"), request.POST.get("reason", "")
    shared: dict[str, Any] = {"reason": reason, "by": request.actor, "key": request.key}
    if part == undivided:
        actions.take_back_items(plan, undivided, items=items, **shared)
    elif street:
        key = "" if street == NO_STREET else street
        actions.decide_street(plan, undivided, street=key, part=part, **shared)
    else:
        actions.decide_items(plan, undivided, items=items, part=part, **shared)
    return _to_list(request.POST, plan, undivided, "rut" if part == undivided else "quyet")


def _choice(post: QueryDict) -> tuple[list[UUID], int]:
    part = reading.number(post.get("part", ""))
    try:
        items = [UUID(item) for item in post.getlist("id")]
    except ValueError:
        raise unknown_part() from None
    if part is None:
        raise unknown_part()
    return items, part


def _to_list(post: QueryDict, plan: int, undivided: int, said: str) -> HttpResponseRedirect:
    """Where the person stood: the same street and filter, or the list of what was decided."""
    place = f"{HOME}/{plan}/phan-chia/{undivided}" + ("/da-quyet-dinh" if post.get("tu") == "da" else "")
    query = {name: post[name] for name in ("duong", "tim") if post.get(name)}
    return HttpResponseRedirect(f"{place}?{urlencode({**query, 'xong': said})}")


@require_safe
@by_session
def decided(request: ActorRequest, plan: int, undivided: int) -> HttpResponse:
    """What people and rules decided, newest first: looked up, changed, taken back."""
    actor = request.actor
    division = queries.seen_division(actor, plan, undivided, parts_too=True)
    words, number = words_of(request.GET, "tim"), page_of(request.GET)
    rows = queries.decisions(actor, division, words=words, page=number, size=PAGE)
    may = actor.can("decide_part") and bool({*division.jurisdictions} & {*actor.scope})
    total = (number - 1) * PAGE + len(rows)
    return page(
        request,
        "reorganisation/decided.html",
        title="Đã quyết định",
        plan=plan_view(plan),
        division=division,
        words=words,
        rows=rows[:PAGE],
        names=division.names,
        letters=_letters(division),
        may_decide=may,
        may_change=undivided in actor.scope,
        is_after=actor.day >= division.effective_on,
        paging=paging(request.GET, number, total),
        held=actor.scope,
        said=SAID.get(request.GET.get("xong", "")),
    )


@require_safe
@by_session
def sample(request: ActorRequest, plan: int, undivided: int) -> HttpResponse:
    """Decisions of people: the sample a second person looks at, and what the others are."""
    division = queries.seen_division(request.actor, plan, undivided)
    drawn = queries.people_decisions(request.actor, division, drawn_only=True)
    return page(
        request, "reorganisation/sample.html", title="Người xem thứ hai", plan=plan_view(plan), division=division,
        drawn=drawn, decided=queries.decided_by_people(request.actor, division),
        looked=sum(row.second_by is not None for row in drawn),
        names=division.names, said=SAID.get(request.GET.get("xong", "")),
        may_decide=undivided in request.actor.scope and request.actor.can("decide_part"),
    )  # fmt: skip


@require_POST
@by_session
def second(request: ActorRequest, plan: int, undivided: int, item: UUID) -> HttpResponse:
    actions.second_decision(plan, undivided, item, by=request.actor, key=request.key)
    return back(HOME, plan, "phan-chia", undivided, "xem-lai", said="xem")
