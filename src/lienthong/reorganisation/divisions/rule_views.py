"""A division's rules at the screen: in words, tried, written, withdrawn, applied."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_POST

from lienthong.ground.actor import Actor
from lienthong.kernel import reading
from lienthong.pages.frame import back, page
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.reorganisation.divisions import actions, queries
from lienthong.reorganisation.divisions.running import runs
from lienthong.reorganisation.divisions.running.tasks import apply_division_rules
from lienthong.reorganisation.divisions.terms import KINDS, SIDES, Division, Rule, Standings, Trial, bad_rule
from lienthong.reorganisation.plans.queries import plan as plan_view
from lienthong.reorganisation.words import HOME

LONGEST_WORD, MOST_WORDS = 200, 500
TRIED_AT_ONCE = 500
"""So few items the rules are tried on whenever the list is shown; more when somebody asks."""


def trial_for(actor: Actor, division: Division, standings: Standings, *, asked: bool) -> Trial | None:
    """How much the rules would decide; None: nobody asked, and there is too much to try while somebody waits."""
    return queries.trial_of(actor, division) if asked or standings.left <= TRIED_AT_ONCE else None


def rule_words(rule: Rule, division: Division) -> dict[str, Any]:
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
        case "commune":
            words = "xã, phường cũ ghi trong địa chỉ hoặc hồ sơ"
        case _:
            words = "điểm nằm trong ranh giới mới"
    return {
        "no": rule.no,
        "kind": KINDS[rule.kind],
        "words": words,
        "part": "nơi kế thừa" if rule.part is None else division.names.get(rule.part, ""),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@by_session
def application(request: ActorRequest, plan: int, undivided: int) -> HttpResponse:
    """Begin to apply the rules; how far that is, to be left and come back to; what it came to."""
    if request.method == "POST":
        # Also one that is going on: a second job finds it in hand, or goes on where a dead worker left it.
        begun = runs.start_rules(plan, undivided, by=request.actor, key=request.key)
        apply_division_rules.defer(run=begun["run"])
        return back(HOME, plan, "phan-chia", undivided, "ap-dung")
    division = queries.seen_division(request.actor, plan, undivided)
    run = runs.last_run(plan, undivided)
    if run is None:
        return back(HOME, plan, "phan-chia", undivided)
    return page(
        request,
        "reorganisation/application.html",
        title=f"Áp dụng quy tắc: {division.name}",
        plan=plan_view(plan),
        run=run,
        division=division,
        lines=_run_lines(run, division),
        heir=queries.heir_name(division),
        may_decide=undivided in request.actor.scope and request.actor.can("decide_part"),
    )


def _run_lines(run: runs.Run, division: Division) -> list[dict[str, Any]]:
    """Every rule of the run with what it decided, those that stand first in their order."""
    known = {
        rule.no: rule_words(rule, division) for rule in queries.rules_of(division.plan, division.undivided)
    }
    gone = {no: {"no": no, "kind": "", "words": f"quy tắc {no}, đã bỏ", "part": ""} for no in run.decided}
    return [{**words, "n": run.decided.get(no, 0)} for no, words in sorted({**gone, **known}.items())]


@require_POST
@by_session
def add_rule(request: ActorRequest, plan: int, undivided: int) -> HttpResponse:
    kind, part = request.POST.get("kind", ""), _part(request.POST)
    division = queries.division_of(plan, undivided)
    pattern = _pattern(kind, request.POST, division, part)
    actions.write_rule(
        plan, undivided, kind=kind, pattern=pattern, part=part, by=request.actor, key=request.key
    )
    return back(HOME, plan, "phan-chia", undivided, said="quy-tac")


def _part(post: QueryDict) -> int | None:
    """The old commune's heir is named by the plan; every other rule names its part."""
    if post.get("kind") == "commune":
        return None
    part = reading.number(post.get("part", ""))
    if part is None:
        raise bad_rule("Hãy chọn phần nhận việc.", "part")
    return part


def _pattern(kind: str, post: QueryDict, division: Division, part: int | None) -> dict[str, Any]:
    words = [
        said for word in post.get("words", "").replace(";", ",").split(",") if (said := reading.line(word))
    ]
    if len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words):
        raise bad_rule(f"Nhiều nhất {MOST_WORDS} cụm từ, mỗi cụm tối đa {LONGEST_WORD} ký tự.", "words")
    match kind:
        case "words":
            spans = {name: _number(post.get(name, "")) for name in ("from", "to")}
            return {"any": words, **spans, "side": post.get("side") or None}
        case "neighbourhood":
            return {"names": words}
        case "field":
            return {"fields": words}
        case "commune":
            return {}
        case _:
            return {"area": next((row.area for row in division.parts if row.id == part), None)}


def _number(text: str) -> int | None:
    if not text.strip():
        return None
    number = reading.number(text)
    if number is None:
        raise bad_rule("Số nhà chỉ gồm chữ số.")
    return number


@require_POST
@by_session
def drop_rule(request: ActorRequest, plan: int, undivided: int, no: int) -> HttpResponse:
    actions.withdraw_rule(plan, undivided, no, by=request.actor, key=request.key)
    return back(HOME, plan, "phan-chia", undivided, said="bo")


@require_POST
@by_session
def add_commune_rules(request: ActorRequest, plan: int) -> HttpResponse:
    actions.write_commune_rules(plan, by=request.actor, key=request.key)
    return back(HOME, plan, "phan-chia", said="quy-tac")
