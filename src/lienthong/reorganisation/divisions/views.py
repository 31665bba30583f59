"""Pages of a division: the street list the ward's own people decide, its rules, and the second pair of eyes."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_POST, require_safe

from lienthong.kernel.refusals import NotFound, Refusal
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.reorganisation.divisions import actions, queries
from lienthong.reorganisation.divisions.rules import needs_second_eyes, tried
from lienthong.reorganisation.divisions.terms import KINDS, SIDES, Division, Rule, bad_rule
from lienthong.reorganisation.frame import back, page
from lienthong.reorganisation.plans.queries import plan as plan_view
from lienthong.reorganisation.words import state_words

NO_STREET = "-"
SAID = {
    "quyet": "Đã ghi quyết định.",
    "ap-dung": "Đã áp dụng quy tắc.",
    "quy-tac": "Đã ghi quy tắc.",
    "bo": "Đã bỏ quy tắc; việc đã quyết định giữ nguyên.",
    "xem": "Đã ghi ý kiến người xem thứ hai.",
}


@require_safe
@by_session
def divisions(request: ActorRequest, plan: int) -> HttpResponse:
    """Every divided basket with what waits: the planner sees all, a ward's people theirs."""
    held = None if request.actor.can("plan_reorganisation") or request.actor.reads else request.actor.scope
    found = queries.divisions_of(plan, held)
    waiting = queries.waiting(request.actor, found)
    rows = [_row(division, waiting) for division in found]
    return page(request, "divisions.html", title="Địa bàn được chia", plan=plan_view(plan), rows=rows)


def _row(division: Division, waiting: dict[int, int]) -> dict[str, Any]:
    return {
        "undivided": division.undivided, "name": division.name, "code": division.code,
        "parts": [{"name": part.name, "n": waiting.get(part.id, 0)} for part in division.parts],
        "left": waiting.get(division.undivided, 0),
        "total": sum(waiting.get(basket, 0) for basket in division.baskets),
    }  # fmt: skip


@require_safe
@by_session
def work_list(request: ActorRequest, plan: int, undivided: int) -> HttpResponse:
    division = _seen(request, plan, undivided)
    street = request.GET.get("duong")
    pending = queries.work_list(request.actor, division, limit=queries.EVERYTHING)
    shown = [one for one in pending if street is None or (one.street or NO_STREET) == street][: queries.SHOWN]
    waiting = queries.waiting(request.actor, [division])
    letters = {part.id: str(number) for number, part in enumerate(division.parts, 1)}
    return page(
        request, "work_list.html", title=f"Phân chia: {division.name}", plan=plan_view(plan), division=division,
        letters=letters, streets=_streets(pending), street=street, groups=_groups(shown, division),
        shown=len(shown), row=_row(division, waiting), trial=tried(one.verdict for one in pending),
        rules=[_rule_words(rule, division) for rule in queries.rules_of(plan, undivided)],
        may_decide=undivided in request.actor.scope and request.actor.can("decide_part"),
        kinds=KINDS, said=SAID.get(request.GET.get("xong", "")),
    )  # fmt: skip


def _seen(request: ActorRequest, plan: int, undivided: int) -> Division:
    actor = request.actor
    if undivided not in actor.scope and undivided not in actor.reads and not actor.can("plan_reorganisation"):
        raise NotFound
    return queries.division_of(plan, undivided)


def _streets(pending: list[queries.Pending]) -> list[dict[str, Any]]:
    found = [
        (street, list(members)) for street, members in groupby(pending, key=lambda p: p.street or NO_STREET)
    ]
    return [
        {"key": street, "label": _called(street, members[0]), "n": len(members)} for street, members in found
    ]


def _called(street: str, first: queries.Pending) -> str:
    return "Không rõ đường" if street == NO_STREET else f"Đường {first.street_spelt}"


def _groups(shown: list[queries.Pending], division: Division) -> list[dict[str, Any]]:
    found = [
        (street, list(members)) for street, members in groupby(shown, key=lambda p: p.street or NO_STREET)
    ]
    return [
        {
            "key": street,
            "label": _called(street, members[0]),
            "rows": [_line(one, division) for one in members],
        }
        for street, members in found
    ]


def _line(one: queries.Pending, division: Division) -> dict[str, Any]:
    best = one.best
    return {
        "item": one.item, "state": state_words(one.item.kind, one.item.state),
        "is_conflict": one.verdict.standing == "conflict",
        "suggested": division.names.get(best.part) if best else None,
        "reason": best.reason if best else "",
    }  # fmt: skip


def _rule_words(rule: Rule, division: Division) -> dict[str, Any]:
    pattern = rule.pattern
    match rule.kind:
        case "words":
            span = " ".join(filter(None, (
                f"từ số {pattern['from']}" if pattern.get("from") is not None else "",
                f"đến số {pattern['to']}" if pattern.get("to") is not None else "",
                SIDES.get(pattern.get("side") or "", ""),
            )))  # fmt: skip
            words = ", ".join(f"«{phrase}»" for phrase in pattern["any"]) + (f" ({span})" if span else "")
        case "neighbourhood":
            words = ", ".join(map(str, pattern["names"]))
        case "field":
            words = ", ".join(pattern["fields"])
        case _:
            words = "điểm nằm trong ranh giới mới"
    return {
        "no": rule.no,
        "kind": KINDS[rule.kind],
        "words": words,
        "part": division.names.get(rule.part, ""),
    }


@require_POST
@by_session
def decide(request: ActorRequest, plan: int, undivided: int) -> HttpResponse:
    try:
        items = [UUID(item) for item in request.POST.getlist("id")]
        part = int(request.POST.get("part", ""))
    except ValueError:
        raise Refusal("bad_choice", "Chưa chọn việc hoặc chưa chọn phần nhận việc.", status=422) from None
    actions.decide_items(
        plan, undivided, items=items, part=part, reason=request.POST.get("reason", ""), by=request.actor,
        key=request.key,
    )  # fmt: skip
    return back(plan, "phan-chia", undivided, said="quyet")


@require_POST
@by_session
def apply(request: ActorRequest, plan: int, undivided: int) -> HttpResponse:
    actions.apply_rules(plan, undivided, by=request.actor, key=request.key)
    return back(plan, "phan-chia", undivided, said="ap-dung")


@require_POST
@by_session
def add_rule(request: ActorRequest, plan: int, undivided: int) -> HttpResponse:
    kind, part = request.POST.get("kind", ""), request.POST.get("part", "")
    if not part.isdigit():
        raise bad_rule("Hãy chọn phần nhận việc.", "part")
    division = queries.division_of(plan, undivided)
    pattern = _pattern(kind, request.POST, division, int(part))
    actions.write_rule(
        plan, undivided, kind=kind, pattern=pattern, part=int(part), by=request.actor, key=request.key
    )
    return back(plan, "phan-chia", undivided, said="quy-tac")


def _pattern(kind: str, post: QueryDict, division: Division, part: int) -> dict[str, Any]:
    words = [word.strip() for word in post.get("words", "").replace(";", ",").split(",") if word.strip()]
    match kind:
        case "words":
            spans = {name: _number(post.get(name, "")) for name in ("from", "to")}
            return {"any": words, **spans, "side": post.get("side") or None}
        case "neighbourhood":
            return {"names": words}
        case "field":
            return {"fields": words}
        case _:
            return {"area": next((one.area for one in division.parts if one.id == part), None)}


def _number(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdigit():
        raise bad_rule("Số nhà chỉ gồm chữ số.")
    return int(text)


@require_POST
@by_session
def drop_rule(request: ActorRequest, plan: int, undivided: int, no: int) -> HttpResponse:
    actions.withdraw_rule(plan, undivided, no, by=request.actor, key=request.key)
    return back(plan, "phan-chia", undivided, said="bo")


@require_safe
@by_session
def sample(request: ActorRequest, plan: int, undivided: int) -> HttpResponse:
    """Decisions of people: the sample a second person looks at, and what the others are."""
    division = _seen(request, plan, undivided)
    decided = queries.people_decisions(request.actor, division)
    drawn = [one for one in decided if needs_second_eyes(plan, one.item)]
    return page(
        request, "sample.html", title="Người xem thứ hai", plan=plan_view(plan), division=division,
        drawn=drawn, decided=len(decided), looked=sum(one.second_by is not None for one in drawn),
        names=division.names, said=SAID.get(request.GET.get("xong", "")),
        may_decide=undivided in request.actor.scope and request.actor.can("decide_part"),
    )  # fmt: skip


@require_POST
@by_session
def second(request: ActorRequest, plan: int, undivided: int, item: UUID) -> HttpResponse:
    actions.second_decision(plan, undivided, item, by=request.actor, key=request.key)
    return back(plan, "phan-chia", undivided, "xem-lai", said="xem")
