"""Pages of a plan's history: every edit with what stood there before, every signature, what was decided under it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from lienthong.kernel import clock
from lienthong.kernel.refusals import NotFound
from lienthong.kernel.wording import vn_date, vn_datetime
from lienthong.pages.frame import page
from lienthong.pages.lists import page_of, paging, sheet, window
from lienthong.personnel.doors import ActorRequest, by_session
from lienthong.reorganisation.plans import queries
from lienthong.reorganisation.plans.queries import sees_everybody
from lienthong.reorganisation.plans.texts.files import transition_of
from lienthong.reorganisation.plans.texts.wording import agency_names, sentence_words
from lienthong.reorganisation.words import PLAN_VERBS

GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "noi-dung": ("Nội dung", ("plan.drafted", "plan.head_changed", "plan.transition_added", "plan.transition_changed",
                              "plan.transition_removed")),
    "ky": ("Ký, phê duyệt", ("plan.prepared", "plan.signed", "plan.approved", "plan.reversed")),
    "nhan-su": ("Nhân sự", ("plan.staff_prepared", "plan.staff_carried_over", "plan.mandates_decided",
                            "plan.successor_named", "plan.work_taken_over")),
    "phan-chia": ("Phân chia", ("division_rule.written", "division_rules.written", "division_rules.started",
                                "division_rules.applied", "division_rule.withdrawn", "decision.seconded")),
    "doi-chieu": ("Đối chiếu", ("reorganisation.reconciled", "reorganisation.totals_confirmed")),
}  # fmt: skip
HEADER = ("Lúc", "Người", "Chức danh", "Cơ quan", "Việc", "Trước", "Sau")
BY_NUMBER = {
    "plan.transition_added": "Thêm phương án", "plan.transition_changed": "Sửa phương án",
    "plan.transition_removed": "Bỏ phương án",
}  # fmt: skip
HEAD_LABELS = {
    "name": "Tên", "effective_on": "Ngày hiệu lực", "basis": "Căn cứ", "point_of_no_return": "Hoàn lại trước",
}  # fmt: skip


@require_safe
@by_session
def history(request: ActorRequest, plan: int) -> HttpResponse:
    group, number = _group(request), page_of(request.GET)
    listed = _lines(request, plan, number)
    counts = {key: sum(listed.counts.get(verb, 0) for verb in verbs) for key, (_, verbs) in GROUPS.items()}
    everything = sum(listed.counts.values())
    total = counts[group] if group else everything
    return page(
        request,
        "reorganisation/history.html",
        title="Nhật ký kế hoạch",
        plan=queries.plan(plan),
        lines=list(_in_words(listed.rows)),
        counts=counts,
        everything=everything,
        total=total,
        group=group,
        groups={key: label for key, (label, _) in GROUPS.items()},
        paging=paging(request.GET, number, total),
    )


@require_safe
@by_session
def history_sheet(request: ActorRequest, plan: int, ending: str) -> HttpResponseBase:
    """What the filter shows is what goes out."""
    queries.plan(plan)
    rows = (
        [vn_datetime(line["at"]), line["who"], line["title"], line["unit"],
         line["done"], line["before"], line["after"]]
        for line in _in_words(_lines(request, plan).rows)
    )  # fmt: skip
    return sheet(f"nhat-ky-{plan}", ending, "Nhật ký", HEADER, rows)


def _lines(request: ActorRequest, plan: int, number: int | None = None) -> queries.History:
    """For planners and signers."""
    if not sees_everybody(request.actor):
        raise NotFound
    group = _group(request)
    verbs = list(GROUPS[group][1]) if group else None
    return queries.history(plan, verbs, window(number))


def _group(request: ActorRequest) -> str:
    asked = request.GET.get("nhom", "")
    return asked if asked in GROUPS else ""


def _in_words(rows: list[queries.HistoryLine]) -> Iterator[dict[str, Any]]:
    """{at, who, title, unit, done, before, after}, in words."""
    agencies = agency_names()
    for row in rows:
        facts = row["facts"]
        before, after = _before_and_after(row["verb"], facts, agencies)
        yield {
            "at": clock.local(datetime.fromisoformat(row["at"])), "who": row["who"] or "Hệ thống",
            "title": row["title"] or "", "unit": row["unit"] or "", "done": _done(row["verb"], facts),
            "before": before, "after": after,
        }  # fmt: skip


def _done(verb: str, facts: Mapping[str, Any]) -> str:
    by_number = BY_NUMBER.get(verb)
    return f"{by_number} {facts['no']}" if by_number else PLAN_VERBS.get(verb, verb)


def _before_and_after(verb: str, facts: Mapping[str, Any], agencies: dict[str, str]) -> tuple[str, str]:
    match verb:
        case _ if verb in BY_NUMBER:
            sides = (facts.get(side) for side in ("before", "after"))
            before, after = (
                _sentence(facts["no"], document, agencies) if document else "" for document in sides
            )
            return before, after
        case "plan.head_changed":
            return _head(facts["before"]), _head(facts["after"])
    return "", _came_to(verb, facts)


def _came_to(verb: str, facts: Mapping[str, Any]) -> str:
    match verb:
        case "plan.drafted":
            return f"{facts['transitions']} phương án, mã văn bản {facts['digest'][:10]}"
        case "plan.prepared" | "plan.approved":
            return f"{facts['holdings']} thẩm quyền"
        case "plan.signed":
            counted = f", sau khi đếm {facts['sources']} nơi giao" if "sources" in facts else ""
            return f"Chữ ký thứ {facts['signers']} trên văn bản có mã {facts['digest'][:10]}{counted}"
        case "plan.reversed":
            return f"Từ ngày {vn_date(date.fromisoformat(facts['on']))}"
        case "plan.staff_prepared":
            return f"{facts['mandates']} người của {facts['listed']} dòng"
        case "plan.work_taken_over":
            return f"{facts['items']} việc"
        case "division_rules.applied":
            return f"{facts['asked']} việc đã xét"
    return ""


def _sentence(no: int, document: Any, agencies: dict[str, str]) -> str:
    said = sentence_words(no, transition_of(no, document), agencies)
    sides = f"{'; '.join(said['sources']) or '–'} → {'; '.join(said['targets']) or '–'}"
    more = [said[name] for name in ("field", "basis") if said[name]]
    if said["archive"]:
        more.append(f"việc đã xong lưu tại {said['archive']}")
    return f"{said['kind']}: {sides}" + (f" ({', '.join(more)})" if more else "")


def _head(head: Mapping[str, Any]) -> str:
    return "; ".join(f"{HEAD_LABELS[name]}: {_shown(value)}" for name, value in head.items())


def _shown(value: str) -> str:
    try:
        return vn_date(date.fromisoformat(value))
    except ValueError:
        return value
